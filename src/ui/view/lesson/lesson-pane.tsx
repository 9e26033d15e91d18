import { lessonPlace, type LessonPlace, type Open } from '../../state/lab.ts';
import { beginStage, leaveLesson } from '../../state/lessons.ts';
import { doneLessons } from '../../state/storage.ts';
import { Pane } from '../pane.tsx';
import { Asking } from './asking.tsx';
import { Doing } from './doing.tsx';

/** The lesson that is taken; without one, those that there are about this protocol. */
export function LessonPane({ shown }: { readonly shown: Open }) {
  const place = lessonPlace.value;
  if (place !== undefined) return <Taken place={place} />;
  const { lessons } = shown.loaded;
  if (lessons.length === 0) return null;
  const done = doneLessons();
  return (
    <Pane id="lesson" title="Lessons" keyName="O">
      <ul class="found">
        {lessons.map((lesson) => (
          <li key={lesson.id}>
            <button type="button" onClick={() => beginStage(lesson, 0)}>
              {lesson.number}. {lesson.title}
              {done.includes(lesson.id) ? ' ✓' : ''}
            </button>
          </li>
        ))}
      </ul>
    </Pane>
  );
}

function Taken({ place }: { readonly place: LessonPlace }) {
  const { lesson, stage } = place;
  const own = lesson.stages[stage];
  return (
    <Pane id="lesson" title={`Lesson ${lesson.number}: ${lesson.title}`} keyName="O">
      <p class="quiet">
        {own === undefined ? 'Done' : `Stage ${stage + 1} of ${lesson.stages.length}`}
      </p>
      {own === undefined && (
        <p class="good">✓ That was the lesson. Go on playing, or take another.</p>
      )}
      {own?.kind === 'do' && <Doing place={place} stage={own} />}
      {own?.kind === 'ask' && <Asking place={place} stage={own} />}
      <p class="buttons">
        {stage > 0 && (
          <button type="button" onClick={() => beginStage(lesson, stage - 1)}>
            ← Stage before
          </button>
        )}
        <button type="button" onClick={() => print()}>
          Print
        </button>
        <button type="button" onClick={leaveLesson}>
          Leave the lesson
        </button>
        {own === undefined && <a href="#">All lessons</a>}
      </p>
    </Pane>
  );
}
