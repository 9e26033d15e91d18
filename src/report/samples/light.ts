import type { StateGraph } from '../../trace/graph.ts';
import { sampleModel, sampleProtocol } from './sample-trace.ts';

/** A light that somebody switches, and a cat that may sleep on the switch: two initial states. */
export const light: StateGraph = {
  model: { ...sampleModel, protocol: { ...sampleProtocol, id: 'light' } },
  states: [
    {
      id: 0,
      label: 'lamp: off',
      initial: true,
      record: {
        processes: [
          { id: 'lamp', role: 'lamp', alive: true, state: 'off', context: {}, timers: [] },
        ],
        messages: [],
      },
    },
    {
      id: 1,
      label: 'lamp: on\nswitch hand → lamp',
      initial: true,
      record: {
        processes: [
          { id: 'lamp', role: 'lamp', alive: true, state: 'on', context: {}, timers: ['fade'] },
        ],
        messages: [{ type: 'switch', from: 'hand', to: 'lamp' }],
      },
    },
  ],
  edges: [
    { from: 0, to: 1, label: 'deliver switch hand → lamp' },
    { from: 0, to: 1, label: 'stimulus "on" at lamp' },
    { from: 1, to: 0, label: 'timeout fade at lamp' },
    { from: 1, to: 1, label: 'drop a\\b hand → lamp' },
  ],
  complete: true,
};
