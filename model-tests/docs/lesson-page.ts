import { everyLesson } from '../support/every-lesson.ts';
import { withSection, type GeneratedPage } from './generated-page.ts';

/** Where one begins to learn: its list of lessons is that of the specs. */
export const lessonPage: GeneratedPage = {
  path: 'docs/learn/index.md',
  render: (present) => withSection(present, 'lessons', lessonTable()),
};

function lessonTable(): string {
  const rows = everyLesson.map(
    ({ protocol, lesson: { number, title, about, stages } }) =>
      `| ${number} | ${title} | ${about} | ${protocol.title} | ${stages.length} |`,
  );
  return [
    '| | lesson | about | protocol | stages |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
