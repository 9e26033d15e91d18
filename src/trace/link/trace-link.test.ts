import { assign, setup } from 'xstate';
import { describe, expect, it } from 'vitest';
import { defineProtocol } from '../../protocol/protocol.ts';
import { integer } from '../../protocol/parameters.ts';
import { propertiesFor } from '../../protocol/property.ts';
import { role } from '../../protocol/role.ts';
import { checkSync } from '../check.ts';
import { linkIn, linkText } from './link.ts';
import { linkToTrace, traceOfLink } from './trace-link.ts';

const counter = setup({
  types: { context: {} as { readonly count: number }, events: {} as { type: 'up' | 'down' } },
  actions: {
    up: assign({ count: ({ context }) => Math.min(3, context.count + 1) }),
    down: assign({ count: ({ context }) => Math.max(0, context.count - 1) }),
  },
}).createMachine({
  id: 'counter',
  context: { count: 0 },
  on: { up: { actions: 'up' }, down: { actions: 'down' } },
});

const parameters = { most: integer({ min: 1, max: 5, default: 2, says: 'how high' }) };
const roles = () => ({
  counter: role(counter, { stimuli: [{ type: 'up' }, { type: 'down' }] }),
});
const { invariant, leadsTo } = propertiesFor<typeof roles>();

const counting = defineProtocol({
  id: 'counting',
  title: 'Counting',
  parameters,
  roles,
  sizes: { tiny: { most: 2 }, small: { most: 3 } },
  faults: { crash: { roles: ['counter'], max: 0 } },
  properties: {
    low: invariant('it stays low', (view) => view.process('counter').context.count < 2),
    ends: leadsTo('what goes up comes down', {
      whenever: (view) => view.process('counter').context.count > 0,
      eventually: (view) => view.process('counter').context.count === 0,
    }),
  },
});

function traceOf(name: string, choices = {}) {
  const { properties } = checkSync(counting, { keepGoing: true, ...choices });
  const trace = properties.find((property) => property.name === name)?.trace;
  if (trace === undefined) throw new Error(`"${name}" has no trace.`);
  return trace;
}

describe('linkToTrace', () => {
  it.each([
    { choices: {}, place: '#counting/-?t=' },
    { choices: { size: 'small' }, place: '#counting/small?t=' },
    { choices: { parameters: { most: 5 } }, place: '#counting/-?q=most:5&t=' },
    {
      choices: { faults: { crash: { roles: ['counter'], max: 1 } } },
      place: '#counting/-?f=c1&t=',
    },
  ])('says no more than was chosen: $place', ({ choices, place }) => {
    const link = linkToTrace(traceOf('low', choices), 'counting');
    expect(link && linkText(link).startsWith(place)).toBe(true);
  });

  it('leads back to the same steps, and to what they violate', () => {
    const trace = traceOf('low');
    const link = linkToTrace(trace, 'counting');
    const { trace: again, violated } = traceOfLink(
      counting,
      linkIn(linkText(link as NonNullable<typeof link>)) as NonNullable<typeof link>,
    );
    expect(again.steps).toEqual(trace.steps);
    expect(violated).toEqual({ name: 'low', kind: 'invariant', says: 'it stays low' });
  });

  it('holds the cycle of a behavior that goes on for ever', () => {
    const trace = traceOf('ends');
    const link = linkToTrace(trace, 'counting');
    expect(link?.cycleStart).toBe(trace.cycle?.start);
    const { trace: again, violated } = traceOfLink(counting, link as NonNullable<typeof link>);
    expect(again.cycle).toEqual(trace.cycle);
    expect(violated?.name).toBe('ends');
  });

  it('gives nothing where a link cannot hold the model', () => {
    expect(linkToTrace(traceOf('low', { network: { order: 'fifo' } }), 'counting')).toBeUndefined();
  });
});
