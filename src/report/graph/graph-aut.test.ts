import { describe, expect, it } from 'vitest';
import { light } from '../samples/light.ts';
import { graphAut } from './graph-aut.ts';

describe('graphAut', () => {
  it('numbers the states as they are when there is one initial state', () => {
    const states = light.states.map((state) => ({ ...state, initial: state.id === 0 }));
    expect(graphAut({ ...light, states })).toBe(
      [
        'des (0, 4, 2)',
        '(0, "deliver switch hand -> lamp", 1)',
        String.raw`(0, "stimulus \u0022on\u0022 at lamp", 1)`,
        '(1, "timeout fade at lamp", 0)',
        String.raw`(1, "drop a\u005cb hand -> lamp", 1)`,
        '',
      ].join('\n'),
    );
  });

  it('adds a state 0 before several initial states, with internal actions to them', () => {
    expect(graphAut(light)).toBe(
      [
        'des (0, 6, 3)',
        '(0, i, 1)',
        '(0, i, 2)',
        '(1, "deliver switch hand -> lamp", 2)',
        String.raw`(1, "stimulus \u0022on\u0022 at lamp", 2)`,
        '(2, "timeout fade at lamp", 1)',
        String.raw`(2, "drop a\u005cb hand -> lamp", 2)`,
        '',
      ].join('\n'),
    );
  });

  it('has ASCII characters only, and one transition a line', () => {
    const edges = [{ from: 0, to: 1, label: 'stimulus é\n💥 at lamp' }];
    expect(graphAut({ ...light, edges }).split('\n')[3]).toBe(
      String.raw`(1, "stimulus \u00e9\n\ud83d\udca5 at lamp", 2)`,
    );
  });
});
