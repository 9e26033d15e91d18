import { describe, expect, it } from 'vitest';
import { payment } from './samples/payment.ts';
import { onTheWay, sampleTrace, stimulus } from './samples/sample-trace.ts';
import { stepList } from './step-list.ts';
import { plainPalette, type TextOptions } from './text-options.ts';

const options: TextOptions = { columns: 80, unicode: true, palette: plainPalette };

describe('stepList', () => {
  it('says what each step changes', () => {
    expect(stepList(payment({ order: 'fifo' }), options)).toEqual([
      '   Initially client is idle; server is ready.',
      ' 1 stimulus buy at client',
      '     client idle → waiting; client cents: nothing → 5; sends pay to server',
      ' 2 duplicate pay client → server',
      ' 3 drop pay client → server',
      ' 4 deliver pay client → server',
      '     server ready → open.busy; sends paid to client',
      ' 5 timeout retry at client',
      '     sends pay to server',
      ' 6 crash server',
      '     server open.busy → down',
      ' 7 restart server',
      '     server down → ready',
      ' 8 deliver paid server → client',
      '     client waiting → done; client cents: 5 → 0',
    ]);
  });

  it('has no arrow but that of ASCII where nothing else may be shown', () => {
    const lines = stepList(payment({ order: 'fifo' }), { ...options, unicode: false });
    expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/);
    expect(lines).toContain(' 4 deliver pay client -> server');
  });

  it('names together who starts in the same state, and to whom the same is sent', () => {
    const trace = sampleTrace({
      processes: { a: 'up', b: 'idle', c: 'idle' },
      steps: [
        {
          action: stimulus('go', 'a'),
          inFlight: ['b', 'c'].map((to) => ({ type: 'm', from: 'a', to })),
        },
      ],
    });
    expect(stepList(trace, options)).toEqual([
      '   Initially a is up; b, c are idle.',
      ' 1 stimulus go at a',
      '     sends m to b, c',
    ]);
  });

  it('hangs what is too long for a line, and cuts a long value', () => {
    const trace = sampleTrace({
      processes: { server: 'up' },
      steps: [
        {
          action: onTheWay('deliver', { type: 'write', value: 'x'.repeat(20) }, 'server', 'server'),
          becomes: { context: { log: 'y'.repeat(60) } },
        },
      ],
    });
    expect(stepList(trace, { ...options, columns: 40 })).toEqual([
      '   Initially server is up.',
      ' 1 deliver',
      '   write(value=xxxxxxxxxxxxxxxxxxxx)',
      '   server → server',
      '     server log: nothing →',
      `     ${'y'.repeat(35)}`,
      '     yyyy…',
    ]);
  });
});
