import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../trace/check.ts';
import type { CoverageItem } from '../trace/exercise/tally.ts';
import { neverText } from './never-text.ts';
import { sampleProperty, sampleResult } from './samples/sample-result.ts';

type Shown = Pick<CoverageItem, 'kind' | 'name'> & Partial<CoverageItem>;

const state = (name: string): Shown => ({ kind: 'state', name });
const transition = (name: string, guard?: string): Shown => ({
  kind: 'transition',
  name,
  ...(guard !== undefined && { guard }),
});

/** The text about a check that has exercised everything but this, all of it of one role. */
function textAbout(never: readonly Shown[], differences: Partial<CheckResult> = {}) {
  const items = [
    { kind: 'state' as const, role: 'server', name: 'up', exercised: true },
    ...never.map((item) => ({ role: 'server', exercised: false, ...item })),
  ];
  return neverText(sampleResult({ coverage: { complete: true, items }, ...differences }));
}

describe('neverText', () => {
  it('says nothing when everything was exercised', () => {
    expect(textAbout([])).toBeUndefined();
  });

  it('names things by role, and those of no role last', () => {
    expect(
      textAbout([
        { kind: 'role', name: 'spare', role: 'spare' },
        state('idle'),
        transition('up.on.ask[1]', 'isFree'),
        { kind: 'message', name: 'ask', role: 'client' },
        { kind: 'fault', name: 'crash' },
        { kind: 'fault', name: 'drop', role: null },
        { kind: 'premise', name: 'answered', role: null },
      ]),
    ).toBe(
      'Never exercised: spare: played by no process; server: state idle, transition up.on.ask[1] (isFree), fault crash; client: message ask; fault drop; premise of answered.',
    );
  });

  it('leaves out what follows from the rest', () => {
    expect(
      textAbout([
        state('idle'),
        state('idle.asleep'),
        transition('idle.on.ask'),
        transition('up.on.tell[0]'),
        { kind: 'message', name: 'tell' },
        transition('up.after.soon'),
        { kind: 'timer', name: 'soon' },
        transition('up.on.tellAll'),
      ]),
    ).toBe(
      'Never exercised: server: state idle, message tell, timer soon, transition up.on.tellAll.',
    );
  });

  it('leaves out a reachable, whose verdict says as much', () => {
    const properties = [sampleProperty({ name: 'canWin', kind: 'reachable' })];
    const never: readonly Shown[] = [
      { kind: 'premise', name: 'canWin', role: null },
      { kind: 'premise', name: 'wins', role: null },
    ];
    expect(textAbout(never, { properties })).toBe('Never exercised: premise of wins.');
  });

  it('counts what there is no room for', () => {
    const states = Array.from({ length: 10 }, (_, index) => state(`s${index}`));
    expect(textAbout(states)).toBe(
      'Never exercised: server: state s0, state s1, state s2, state s3, state s4, state s5, state s6, state s7; and 2 more, which --json lists.',
    );
  });

  it('says when it is about a part of the states, and nothing of a search that was stopped', () => {
    const items = [{ kind: 'state', role: 'server', name: 'idle', exercised: false }] as const;
    const coverage = { complete: false, items };
    expect(neverText(sampleResult({ coverage, ending: 'interrupted' }))).toBe(
      'Never exercised in what was explored: server: state idle.',
    );
    expect(neverText(sampleResult({ coverage, ending: 'stopped' }))).toBeUndefined();
    expect(neverText(sampleResult({ coverage, ending: 'bytesMax' }))).toBeUndefined();
  });
});
