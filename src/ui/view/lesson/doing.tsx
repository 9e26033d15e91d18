import { signal } from '@preact/signals';
import type { DoStage } from '../../../trace/lesson/lesson.ts';
import { open, type LessonPlace } from '../../state/lab.ts';
import { beginStage, isReached, showSolution } from '../../state/lessons.ts';
import { selectedNode } from '../../session/session.ts';
import { aimWord } from './aims.ts';
import { GoOn } from './go-on.tsx';

/** How many hints are shown, and of which stage. */
const shownHints = signal({ at: '', count: 0 });

interface DoingProps {
  readonly place: LessonPlace;
  readonly stage: DoStage;
}

/** A stage in which something is to be done, and whether it is. */
export function Doing({ place, stage }: DoingProps) {
  return (
    <div class="stage">
      <p>
        <strong class="aim">{aimWord(stage)}</strong> {stage.say}
      </p>
      <Allowed stage={stage} />
      {isReached.value ? (
        <div class="reached" role="status">
          <p>
            <span class="good">✓</span> {stage.because}
          </p>
          <GoOn place={place} />
        </div>
      ) : (
        <Helping place={place} stage={stage} />
      )}
    </div>
  );
}

/** How many steps there are, and how many there may be. */
function Allowed({ stage }: { readonly stage: DoStage }) {
  const session = open.value?.session;
  if (stage.stepsMax === undefined || session === undefined) return null;
  const { depth } = selectedNode(session);
  const isOver = depth > stage.stepsMax;
  return (
    <p class={isOver ? 'bad' : 'quiet'}>
      {isOver ? '✗ ' : ''}
      {depth} of at most {stage.stepsMax} steps
      {isOver ? ': undo some, or begin again' : ''}
    </p>
  );
}

function Helping({ place, stage }: DoingProps) {
  const at = `${place.lesson.id} ${place.stage}`;
  const count = shownHints.value.at === at ? shownHints.value.count : 0;
  return (
    <>
      {stage.hints.slice(0, count).map((hint) => (
        <p key={hint} class="hint" role="status">
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
