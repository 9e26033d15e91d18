import type { Around } from '../charts/why-not.ts';
import { recordOf } from '../session/selectors.ts';
import { selectedNode } from '../session/session.ts';
import { enabledHere } from './deeds.ts';
import type { Open } from './lab.ts';

/** What is known of the selected state, for saying why something cannot happen in it. */
export function aroundOf(shown: Open): Around {
  const { stepper, session } = shown;
  const { processes } = stepper.model;
  return {
    record: recordOf(stepper, selectedNode(session)),
    enabled: enabledHere(shown),
    stimuli: new Map(processes.map(({ id, stimuli }) => [id, stimuli.map(({ type }) => type)])),
  };
}
