import { signal } from '@preact/signals';
import type { AskStage, DoStage } from '../../trace/lesson/lesson.ts';
import { lessonPlace, type LessonPlace, type Open } from '../state/lab.ts';
import { beginStage, isReached, leaveLesson, nextStage, showSolution } from '../state/lessons.ts';
import { doneLessons } from '../state/storage.ts';
import { Pane } from './pane.tsx';

/** How many hints are shown, and what was answered; each with its stage. */
const shownHints = signal({ at: '', count: 0 });
const answered = signal({ at: '', choice: -1 });

/** The lesson that is taken; without one, those that there are about this protocol. */
export function LessonPane({ shown }: { readonly shown: Open }) {
  const place = lessonPlace.value;
  if (place !== undefined) return <Taken place={place} />;
  const { lessons } = shown.loaded;
  if (lessons.length === 0) return null;
  const done = doneLessons();
  return (
    <Pane id="lesson" title="Lessons">
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
    <Pane id="lesson" title={`Lesson ${lesson.number}: ${lesson.title}`}>
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
        <button type="button" onClick={leaveLesson}>
          Leave the lesson
        </button>
        {own === undefined && <a href="#">All lessons</a>}
      </p>
    </Pane>
  );
}

interface DoingProps {
  readonly place: LessonPlace;
  readonly stage: DoStage;
}

function Doing({ place, stage }: DoingProps) {
  return (
    <div class="stage">
      <p>{stage.say}</p>
      {isReached.value ? (
        <div class="reached">
          <p class="good">✓ {stage.because}</p>
          <GoOn place={place} />
        </div>
      ) : (
        <Helping place={place} stage={stage} />
      )}
    </div>
  );
}

function Helping({ place, stage }: DoingProps) {
  const at = placeText(place);
  const count = shownHints.value.at === at ? shownHints.value.count : 0;
  return (
    <>
      {stage.hints.slice(0, count).map((hint) => (
        <p key={hint} class="hint">
          Hint: {hint}
        </p>
      ))}
      <p class="buttons">
        {count < stage.hints.length && (
          <button type="button" onClick={() => (shownHints.value = { at, count: count + 1 })}>
            A hint
          </button>
        )}
        <button type="button" onClick={() => beginStage(place.lesson, place.stage)}>
          Begin the stage again
        </button>
        <button type="button" onClick={() => showSolution(place)}>
          Show me
        </button>
      </p>
    </>
  );
}

interface AskingProps {
  readonly place: LessonPlace;
  readonly stage: AskStage;
}

function Asking({ place, stage }: AskingProps) {
  const at = placeText(place);
  const choice = answered.value.at === at ? answered.value.choice : -1;
  const isAnswered = choice >= 0;
  const markOf = (index: number) => (index === stage.answer ? '✓ ' : index === choice ? '✗ ' : '');
  return (
    <div class="stage">
      <p>{stage.say}</p>
      <ul class="choices">
        {stage.choices.map((text, index) => (
          <li key={text}>
            <button
              type="button"
              aria-pressed={choice === index}
              onClick={() => (answered.value = { at, choice: index })}
            >
              {isAnswered ? markOf(index) : ''}
              {text}
            </button>
          </li>
        ))}
      </ul>
      {isAnswered && (
        <div class="reached" role="status">
          <p>
            {choice === stage.answer ? 'Right. ' : 'Not quite. '}
            {stage.because}
          </p>
          <GoOn place={place} />
        </div>
      )}
    </div>
  );
}

function GoOn({ place }: { readonly place: LessonPlace }) {
  return (
    <button type="button" class="strong" onClick={() => nextStage(place)}>
      Go on
    </button>
  );
}

function placeText({ lesson, stage }: LessonPlace): string {
  return `${lesson.id} ${stage}`;
}
