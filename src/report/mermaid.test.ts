import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mermaidSequence } from './mermaid.ts';
import { payment } from './samples/payment.ts';
import { onTheWay, sampleTrace, stimulus } from './samples/sample-trace.ts';

const safe = { name: 'safe', kind: 'invariant', says: 'nothing is paid twice' } as const;

/** The diagram of one stimulus, whose name is the text. */
function diagramOf(text: string): readonly string[] {
  const trace = sampleTrace({ processes: { a: 's' }, steps: [{ action: stimulus(text, 'a') }] });
  return mermaidSequence(trace).split('\n');
}

describe('mermaidSequence', () => {
  it('draws an action of every kind', () => {
    expect(mermaidSequence(payment({ order: 'fifo' }), safe)).toBe(
      [
        'sequenceDiagram',
        '  participant client',
        '  participant server',
        '  Note over client,server: Initially<br/>client is idle<br/>server is ready',
        '  Note over client: 1 buy<br/>[waiting]<br/>cents=5',
        '  client --> server: 2 duplicate pay',
        '  client -x server: 3 drop pay',
        '  client ->> server: 4 pay',
        '  Note over server: [open.busy]',
        '  Note over client: 5 timeout retry',
        '  Note over server: 6 crash',
        '  Note over server: 7 restart<br/>[ready]',
        '  server ->> client: 8 paid',
        '  Note over client: [done]<br/>cents=0',
        '  Note over client,server: violated after step 8: nothing is paid<br/>twice (safe)',
        '',
      ].join('\n'),
    );
  });

  it('lets a duplicate reach the receiver in a set, where it is delivered at once', () => {
    expect(mermaidSequence(payment({ order: 'set' }))).toContain(
      '\n  client -->> server: 2 duplicate pay\n',
    );
  });

  it('names every process, in order, and says nothing of a property that is not given', () => {
    const trace = sampleTrace({ processes: { c: 's', a: 's', b: 's' }, steps: [] });
    expect(mermaidSequence(trace)).toBe(
      [
        'sequenceDiagram',
        '  participant c',
        '  participant a',
        '  participant b',
        '  Note over c,b: Initially<br/>c, a, b are s',
        '',
      ].join('\n'),
    );
  });

  it('draws a message to oneself', () => {
    const trace = sampleTrace({
      processes: { a: 's' },
      steps: [{ action: onTheWay('deliver', 'm', 'a', 'a') }],
    });
    expect(mermaidSequence(trace)).toContain('\n  a ->> a: 1 m\n');
  });

  it('gives a process another name where its own would be read as syntax', () => {
    const processes = { end: 's', 'a b': 's', 'wrap: x;y': 's', process_1: 's', Participant: 's' };
    const steps = [{ action: onTheWay('deliver', 'm', 'end', 'a b') }];
    const lines = mermaidSequence(sampleTrace({ processes, steps })).split('\n');
    expect(lines.slice(1, 6)).toEqual([
      '  participant process_1 as end',
      '  participant process_2 as a b',
      '  participant process_3 as wrap#58; x#59;y',
      '  participant process_4 as process_1',
      '  participant process_5 as Participant',
    ]);
    expect(lines).toContain('  process_1 ->> process_2: 1 m');
  });

  it.each([
    ['a;b', 'a#59;b'],
    ['#35;', '#35;35#59;'],
    ['%%{init: {}}%%', '#37;#37;#123;init: #123;#125;#125;#37;#37;'],
    ['<br/>', '#60;br/#62;'],
    ['$$x$$', '#36;#36;x#36;#36;'],
    ['a\nb', 'a#92;nb'],
    ['a & b', 'a #38; b'],
    ['💥', '#128165;'],
    ['vote(n=1, to=["x"])', 'vote(n=1, to=["x"])'],
    ['é 投票 → a', 'é 投票 → a'],
  ])('writes %j as %j', (text, escaped) => {
    expect(diagramOf(text)[3]).toBe(`  Note over a: 1 ${escaped}`);
  });

  it('has nothing but harmless characters, entities and its own line breaks in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const lines = diagramOf(text);
        expect(lines).toHaveLength(5);
        const rest = (lines[3] ?? '').slice('  Note over a: '.length).split('<br/>').join('');
        expect(rest.replace(/#\d+;/g, '')).not.toMatch(/[#;%<>{}$&\\`|@\p{C}]/u);
      }),
    );
  });
});
