import { describe, expect, it } from 'vitest';
import type { Envelope } from '../protocol/messages.ts';
import type { ProcessRecord, StateRecord } from '../system/state-record.ts';
import { changesBetween } from './changes.ts';

const idle: ProcessRecord = {
  id: 'p',
  role: 'p',
  alive: true,
  state: 'idle',
  context: { count: 0 },
  timers: [],
};
const other: ProcessRecord = { ...idle, id: 'q' };
const note: Envelope = { type: 'note', from: 'p', to: 'q' };

function state(
  processes: readonly ProcessRecord[],
  messages: readonly Envelope[] = [],
): StateRecord {
  return { processes, messages };
}

function changed(changes: Partial<ProcessRecord>) {
  return changesBetween(state([idle, other]), state([{ ...idle, ...changes }, other]));
}

describe('changesBetween', () => {
  it('finds nothing when nothing changes, whatever the order of messages', () => {
    const reminder = { ...note, type: 'reminder' };
    const before = state([idle], [note, reminder]);
    expect(changesBetween(before, state([{ ...idle }], [reminder, note]))).toEqual([]);
  });

  it.each([
    [{ state: { busy: 'here' } }, 'state', 'idle', { busy: 'here' }],
    [{ alive: false }, 'alive', true, false],
    [{ timers: ['retry'] }, 'timers', [], ['retry']],
    [{ context: { count: 1 } }, 'context.count', 0, 1],
    [{ context: { count: [0] } }, 'context.count', 0, [0]],
  ] as const)('finds %j', (changes, field, before, after) => {
    expect(changed(changes)).toEqual([{ kind: 'process', process: 'p', field, before, after }]);
  });

  it('finds the keys of a context that come and go', () => {
    expect(changed({ context: { peer: 'q' } })).toStrictEqual([
      { kind: 'process', process: 'p', field: 'context.count', before: 0, after: undefined },
      { kind: 'process', process: 'p', field: 'context.peer', before: undefined, after: 'q' },
    ]);
  });

  it('counts equal messages', () => {
    const [one, two, three] = [1, 2, 3].map((count) =>
      state(
        [],
        Array.from({ length: count }, () => ({ ...note })),
      ),
    ) as [StateRecord, StateRecord, StateRecord];
    expect(changesBetween(one, three)).toEqual([
      { kind: 'sent', message: note },
      { kind: 'sent', message: note },
    ]);
    expect(changesBetween(two, one)).toEqual([{ kind: 'gone', message: note }]);
  });

  it('lists processes in order, then messages that have gone, then those sent', () => {
    const answer = { ...note, type: 'answer' };
    const after = state(
      [
        { ...idle, state: 'done' },
        { ...other, alive: false },
      ],
      [answer],
    );
    expect(
      changesBetween(state([idle, other], [note]), after).map((change) =>
        change.kind === 'process' ? `${change.process} ${change.field}` : change.kind,
      ),
    ).toEqual(['p state', 'q alive', 'gone', 'sent']);
  });
});
