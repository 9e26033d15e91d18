import { signal } from '@preact/signals';
import type { AskStage } from '../../../trace/lesson/lesson.ts';
import type { LessonPlace } from '../../state/lab.ts';
import { aimWord } from './aims.ts';
import { GoOn } from './go-on.tsx';

/** What was answered, and in which stage. */
const answered = signal({ at: '', choice: -1 });

interface AskingProps {
  readonly place: LessonPlace;
  readonly stage: AskStage;
}

/** A stage that asks first what will be, and tells when something was answered. */
export function Asking({ place, stage }: AskingProps) {
  const at = `${place.lesson.id} ${place.stage}`;
  const choice = answered.value.at === at ? answered.value.choice : -1;
  const isAnswered = choice >= 0;
  const markOf = (index: number) => (index === stage.answer ? '✓ ' : index === choice ? '✗ ' : '');
  return (
    <div class="stage">
      <p>
        <strong class="aim">{aimWord(stage)}</strong> {stage.say}
      </p>
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
