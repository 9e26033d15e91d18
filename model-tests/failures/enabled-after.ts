import { stateGraph, type Protocol } from '#faultline';

/**
 * The labels of the actions that are enabled after others, each of which must lead somewhere; sorted.
 *
 * @param labels - The actions taken, from the first initial state on.
 */
export function enabledAfter(protocol: Protocol, ...labels: readonly string[]): readonly string[] {
  const { edges } = stateGraph(protocol);
  const from = (state: number) => edges.filter((edge) => edge.from === state);
  const end = labels.reduce((state, label) => {
    const step = from(state).find((edge) => edge.label === label);
    if (step !== undefined) return step.to;
    const others = from(state).map((edge) => edge.label);
    throw new Error(`"${label}" is not enabled; there is ${others.join(', ')}`);
  }, 0);
  return from(end)
    .map(({ label }) => label)
    .sort();
}
