import { lessonPlace } from '../../state/lab.ts';
import { aimWord } from './aims.ts';

/** The lesson that is taken, on one page: only when it is printed. */
export function LessonSheet() {
  const place = lessonPlace.value;
  if (place === undefined) return null;
  const { lesson } = place;
  const { origin, pathname } = location;
  const name = location.hash.split(/[/?]/)[0] ?? '';
  return (
    <article class="sheet" aria-hidden="true">
      <h1>
        Lesson {lesson.number}: {lesson.title}
      </h1>
      <p>{lesson.about}</p>
      <ol>
        {lesson.stages.map((stage) => (
          <li key={stage.say} class={stage.kind}>
            <strong>{aimWord(stage)}</strong> {stage.say}
            {stage.kind === 'ask' && (
              <span> {stage.choices.map((one) => `☐ ${one}`).join('  ')}</span>
            )}
          </li>
        ))}
      </ol>
      <footer>
        {origin}
        {pathname}
        {name}?n={lesson.id}.0
      </footer>
    </article>
  );
}
