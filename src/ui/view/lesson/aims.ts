import type { Stage } from '../../../trace/lesson/lesson.ts';

const words = {
  reach: 'Do it.',
  avoid: 'Keep it safe.',
  break: 'Break it.',
  shorten: 'Shorter.',
  swap: 'The other way round.',
  predict: 'What do you think?',
  judge: 'Judge this.',
  repair: 'Repair it.',
} as const;

/** What a stage asks for, in a word or two. */
export function aimWord(stage: Stage): string {
  return words[stage.aim ?? (stage.kind === 'do' ? 'reach' : 'predict')];
}
