import { glyphsFor } from '../../report/glyphs.ts';
import { effectTexts } from '../../report/step-list.ts';
import { eventText, partitionText, type Action, type ActionKind } from '../../system/action.ts';
import type { Choice } from '../../trace/simulation/stepper.ts';

/** An action as a sentence, without a full stop: `participant1 receives prepare from coordinator`. */
export function sentenceOf(action: Action): string {
  switch (action.kind) {
    case 'deliver':
      return `${action.process} receives ${eventText(action.message)} from ${action.from}`;
    case 'drop':
      return `the network loses ${eventText(action.message)} from ${action.from} to ${action.process}`;
    case 'duplicate':
      return `the network doubles ${eventText(action.message)} from ${action.from} to ${action.process}`;
    case 'reorder':
      return `${eventText(action.message)} from ${action.from} to ${action.process} overtakes what waits before it`;
    case 'timeout':
      return `the timer ${action.timer} of ${action.process} fires`;
    case 'stimulus':
      return `${action.process} is given ${eventText(action.event)}`;
    case 'crash':
      return action.during === undefined
        ? `${action.process} crashes`
        : `${action.process} crashes in the middle of this: ${sentenceOf(action.during.action)}`;
    case 'restart':
      return `${action.process} restarts${action.amnesia ? ', its disk empty' : ''}`;
    case 'pause':
      return `${action.process} stands still`;
    case 'resume':
      return `${action.process} goes on`;
    case 'drift':
      return `the clock of ${action.process} runs ${action.ticks > 0 ? 'fast' : 'slow'} by one tick`;
    case 'partition':
      return `the network falls apart: ${partitionText(action)}`;
    case 'heal':
      return 'the network comes together again';
    case 'tick':
      return 'one tick of time passes';
  }
}

/** What a step changes, in phrases; empty when its sentence says all. */
export function effectsOf(step: Choice): readonly string[] {
  if (step.changes.length === 0) return ['changes nothing'];
  return effectTexts(step, glyphsFor(true));
}

/** A step and what it changes, as a whole sentence. */
export function wholeSentence(step: Choice): string {
  const effects = effectsOf(step);
  const sentence = sentenceOf(step.action);
  const first = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return effects.length === 0 ? `${first}.` : `${first}: ${effects.join('; ')}.`;
}

/** The sign of an action, for the timeline. */
export const signs: Readonly<Record<ActionKind, string>> = {
  deliver: '●',
  drop: '⊘',
  duplicate: '⧉',
  reorder: '⇅',
  timeout: '◆',
  stimulus: '○',
  crash: '✕',
  restart: '▲',
  pause: '‖',
  resume: '▸',
  drift: '≈',
  partition: '╫',
  heal: '═',
  tick: '◷',
};
