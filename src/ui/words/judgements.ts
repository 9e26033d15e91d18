import type { Judgement } from '../../trace/simulation/stepper.ts';

/** How a judgement is shown: never by colour alone. */
export interface JudgementWords {
  readonly sign: '✓' | '✗' | '·' | '?';
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly words: string;
}

/** What a property says of a state and of the step that led to it, in words. */
export function judgementWords({ property, is }: Judgement): JudgementWords {
  const { kind } = property;
  if (is === 'not judged') {
    return { sign: '?', tone: 'quiet', words: 'about whole behaviors: the checker decides it' };
  }
  if (is === 'no step')
    return { sign: '·', tone: 'quiet', words: 'about steps: none was just taken' };
  if (kind === 'reachable') {
    return is
      ? { sign: '✓', tone: 'good', words: 'true here' }
      : { sign: '·', tone: 'quiet', words: 'not true here' };
  }
  if (is) return { sign: '✓', tone: 'good', words: 'holds here' };
  const words = kind === 'deadlockFree' ? 'violated: stuck here' : 'violated here';
  return { sign: '✗', tone: 'bad', words };
}

/** The kind of a property in words. */
export const kindWords: Readonly<Record<Judgement['property']['kind'], string>> = {
  invariant: 'in every state',
  stepInvariant: 'of every step',
  reachable: 'in some state',
  deadlockFree: 'never stuck',
  refines: 'refinement',
  eventually: 'some time in every behavior',
  leadsTo: 'after every cause',
  alwaysEventually: 'again and again',
  eventuallyAlways: 'for ever from some time on',
  ltl: 'of every behavior',
};
