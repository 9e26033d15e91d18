import { describe, expect, it } from 'vitest';
import { traceToJson } from '../trace/trace-file.ts';
import { checkJson } from './check-json.ts';
import { payment } from './samples/payment.ts';
import { sampleProperty, sampleResult } from './samples/sample-result.ts';
import { sampleModel } from './samples/sample-trace.ts';

describe('checkJson', () => {
  it('says all that the text says, and null for what there is not', () => {
    expect(checkJson(sampleResult(), { seconds: 0.25, spec: './sample.ts' })).toEqual({
      schemaVersion: 1,
      protocol: 'sample',
      spec: './sample.ts',
      size: null,
      parameters: {},
      mutation: null,
      network: { order: 'unordered' },
      faults: {},
      time: { timeouts: 'nondeterministic' },
      verdict: 'holds',
      distinctStates: 288,
      generatedStates: 1146,
      depth: 11,
      seconds: 0.25,
      search: 'breadth-first',
      traces: 'shortest',
      ending: 'complete',
      frontier: 0,
      endStates: 2,
      constrainedStates: 0,
      bytes: 1536,
      localSteps: 7,
      properties: [],
      coverage: { complete: true, items: [] },
    });
  });

  it('has no coverage of a depth-first search, which keeps no list of states', () => {
    const result = sampleResult({ search: 'depth-first', traces: 'shortened' });
    expect(checkJson(result, { seconds: 1, spec: 'sample' })).toMatchObject({
      ...{ search: 'depth-first', traces: 'shortened', coverage: null },
    });
  });

  it('has no coverage when there was not enough memory for the states', () => {
    const result = sampleResult({ ending: 'bytesMax' });
    expect(checkJson(result, { seconds: 1, spec: 'sample' }).coverage).toBeNull();
  });

  it('names the choices that were made', () => {
    const model = {
      ...sampleModel,
      size: 'tiny',
      parameters: { participants: 3 },
      mutation: 'hasty',
      faults: { crash: { max: 1 } },
    };
    expect(checkJson(sampleResult({ model }), { seconds: 1, spec: 'sample' })).toMatchObject({
      size: 'tiny',
      parameters: { participants: 3 },
      mutation: 'hasty',
      faults: { crash: { max: 1 } },
    });
  });

  it('holds a counterexample as it would stand in a file of its own', () => {
    const trace = payment({ order: 'unordered' });
    const property = sampleProperty({ verdict: 'violated', trace });
    const { properties } = checkJson(sampleResult({ properties: [property] }), {
      seconds: 1,
      spec: 'sample',
    });
    expect(properties).toEqual([
      {
        name: 'safe',
        kind: 'invariant',
        says: 'nothing bad happens',
        verdict: 'violated',
        expected: 'holds',
        steps: 8,
        trace: traceToJson(trace, { spec: 'sample', property }),
      },
    ]);
  });

  it('has neither steps nor trace for a property that holds', () => {
    const { properties } = checkJson(sampleResult({ properties: [sampleProperty()] }), {
      seconds: 1,
      spec: 'sample',
    });
    expect(properties[0]).toMatchObject({ verdict: 'holds', steps: null, trace: null });
  });

  it('survives JSON unchanged', () => {
    const property = sampleProperty({ verdict: 'violated', trace: payment({ order: 'set' }) });
    const object = checkJson(sampleResult({ properties: [property] }), { seconds: 1, spec: 's' });
    const read: unknown = JSON.parse(JSON.stringify(object));
    // A context key that was not there before has no value, which JSON leaves out.
    expect(read).toEqual(object);
  });
});
