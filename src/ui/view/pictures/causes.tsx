import { useMemo } from 'preact/hooks';
import type { Causes } from '../../../report/spacetime/causality.ts';
import { branchOf } from '../../session/session.ts';
import { swapped } from '../../session/swap.ts';
import { goTo, swapWithBefore } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { sentenceOf } from '../../words/sentences.ts';

interface CausesTextProps {
  /** The step whose past and future are shown; 0 for none. */
  readonly step: number;
  readonly causes: Causes | undefined;
}

/** What the marks in the picture say of a step, in words. */
export function CausesText({ step, causes }: CausesTextProps) {
  return (
    <p class="causes">
      {causes === undefined
        ? 'Select a step, or point at it, to see what it comes after and what comes after it.'
        : `Step ${step}: ${pastText(causes)}, ${futureText(causes)}.`}{' '}
      <span class="cause-key" data-cause="past">
        past
      </span>{' '}
      <span class="cause-key" data-cause="future">
        future
      </span>
    </p>
  );
}

/** Takes the selected step before the one that it came after, or says why that cannot be. */
export function SwapButton({ shown, step }: { readonly shown: Open; readonly step: number }) {
  const { stepper, session } = shown;
  const swap = useMemo(
    () => (step < 2 ? undefined : swapped(stepper, session, step)),
    [stepper, session, step],
  );
  if (swap === undefined) return null;
  return (
    <p class="swap">
      {swap.kind === 'swapped' ? (
        <button type="button" onClick={() => swapWithBefore(step)}>
          ⇅ Swap steps {step - 1} and {step}
        </button>
      ) : (
        <span class="quiet">
          Step {step} cannot come before step {step - 1}: {swap.because}.
        </span>
      )}
    </p>
  );
}

interface StepListProps {
  readonly shown: Open;
  /** One for each step. */
  readonly causes: readonly Causes[];
}

/** The picture as a list of its steps. */
export function StepList({ shown: { session }, causes }: StepListProps) {
  return (
    <details class="step-list">
      <summary>The steps as a list</summary>
      <ol>
        {branchOf(session).map(({ id, depth, taken }) => {
          const those = causes[depth - 1];
          if (taken === undefined || those === undefined) return null;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === session.selected ? 'step' : undefined}
                onClick={() => goTo({ step: depth })}
              >
                {depth}. {sentenceOf(taken.action)}: {pastText(those)}, {futureText(those)}
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

function pastText({ past }: Causes): string {
  return past.length === 0 ? 'comes after no other step' : `comes after ${numbersText(past)}`;
}

function futureText({ future }: Causes): string {
  return future.length === 0 ? 'before no other' : `before ${numbersText(future)}`;
}

/** Numbers with what follows without a gap as a range: `1-3, 5`. */
function numbersText(numbers: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
