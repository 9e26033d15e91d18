import type { Layout } from './layout.ts';

/** Whose moves are listed next: a slot, and the fifo channel that feeds it or -1. */
export interface Owner {
  readonly slot: number;
  readonly feed: number;
  /** Whether what leads to the same state is no move at all. */
  readonly skipsUnchanged?: boolean;
}

/** The arrays that the generated code reads, by the names it knows them by. */
export const arrayNames = [
  'zobrist',
  'runs',
  'heads',
  'arena',
  'cells',
  'directory',
  'operatorBase',
  'slotBase',
] as const;

/**
 * The body of a function that gives `{ expand, hashOf, bind, missing }`, for one layout. `bind` takes the
 * arrays by name; it is called again when they have been replaced by larger ones.
 *
 * In it, `w0`, `w1` … are the words of the state; `v0`, `v1` … the values of its slots, `b0`, `b1` …
 * where their tables begin and `z0`, `z1` … their shares of the hash; `x0`, `x1` … the words of the
 * successor in the making.
 */
export function expanderSource(layout: Layout, owners: readonly Owner[]): string {
  const unpack = unpackSource(layout);
  return `'use strict';
let arrays;
const missing = new Int32Array(3);
const miss = (kind, of, value) => { missing[0] = kind; missing[1] = of; missing[2] = value; return 1; };
const bind = (given) => { arrays = given; };
const successor = new Int32Array(${layout.wordCount});
const wordOf = new Int32Array([${layout.wordOf.join()}]);
const shiftOf = new Int32Array([${layout.shiftOf.join()}]);
const maskOf = new Int32Array([${layout.maskOf.join()}]);
const hashOf = (words, offset) => {
  const { zobrist, slotBase } = arrays;
${unpack}
  return ${hashSource(layout)};
};
const expand = (words, offset, sink) => {
  const { ${arrayNames.join(', ')} } = arrays;
${unpack}
  const hash = ${hashSource(layout)};
  const first = sink.count;
  let item = first;
  let generated = 0;
${owners.map((owner) => ownerSource(layout, owner)).join('\n')}
  sink.generated += generated + item - first;
  sink.count = item;
  return 0;
};
return { expand, hashOf, bind, missing };`;
}

function each(count: number, text: (index: number) => string, separator = '\n'): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(separator);
}

function unpackSource({ wordCount, slotCount, wordOf, shiftOf, maskOf }: Layout): string {
  return `${each(wordCount, (word) => `  const w${word} = words[offset + ${word}];`)}
${each(
  slotCount,
  (slot) => `  const v${slot} = (w${wordOf[slot]} >>> ${shiftOf[slot]}) & ${maskOf[slot]};
  const b${slot} = slotBase[${slot}];
  const z${slot} = zobrist[b${slot} + v${slot}];`,
)}`;
}

function hashSource({ slotCount }: Layout): string {
  return each(slotCount, (slot) => `z${slot}`, ' ^ ') || '0';
}

/** Takes the run of moves of one owner: see `Arena` for what a run looks like. */
function ownerSource(layout: Layout, { slot, feed, skipsUnchanged = false }: Owner): string {
  const find =
    feed < 0
      ? `run = runs[b${slot} + v${slot}];
    ${missSource('run < 0', 0, String(slot), `v${slot}`)}`
      : `const operator = heads[b${feed} + v${feed}];
    run = v${feed} === 0 ? -2 : ${resultSource('operator', `v${slot}`)};
    ${missSource('run === -1', 1, 'operator', `v${slot}`)}`;
  return `  {
    let run = 0;
    ${find}
    if (run >= 0) {
      const end = arena[run];
      generated += arena[run + 2];
      if (item + arena[run + 1] > sink.hashes.length || (item + arena[run + 1]) * ${layout.wordCount} > sink.words.length) {
        sink.count = item;
        sink.reserve(arena[run + 1], ${layout.wordCount});
      }
      const { words: out, hashes, actions } = sink;
      const rest = hash ^ z${slot};
      for (let at = run + 3; at < end; ) {
${moveSource(layout, slot, skipsUnchanged)}
      }
    }
  }`;
}

function moveSource(
  { wordCount, wordOf, shiftOf }: Layout,
  slot: number,
  skipsUnchanged: boolean,
): string {
  const isUnchanged = each(wordCount, (word) => `x${word} === w${word}`, ' && ');
  return `        const own = arena[at];
        const effects = arena[at + 2];
        let next = rest ^ zobrist[b${slot} + own];
        ${each(wordCount, (word) => `let x${word} = w${word};`, ' ')}
        x${wordOf[slot]} ^= (v${slot} ^ own) << ${shiftOf[slot]};
        const action = arena[at + 1];
        at += 3;
        if (effects > 0) {
          ${each(wordCount, (word) => `successor[${word}] = x${word};`, ' ')}
          const effectsEnd = at + 2 * effects;
          let enabled = true;
          for (; at < effectsEnd; at += 2) {
            const target = arena[at];
            const operator = arena[at + 1];
            const word = wordOf[target];
            const shift = shiftOf[target];
            const before = (successor[word] >>> shift) & maskOf[target];
            const after = ${resultSource('operator', 'before')};
            if (after < 0) {
              ${missSource('after === -1', 1, 'operator', 'before')}
              enabled = false;
              break;
            }
            const shares = slotBase[target];
            next ^= zobrist[shares + before] ^ zobrist[shares + after];
            successor[word] ^= (before ^ after) << shift;
          }
          at = effectsEnd;
          if (!enabled) continue;
          ${each(wordCount, (word) => `x${word} = successor[${word}];`, ' ')}
        }
        ${skipsUnchanged ? `if (${isUnchanged}) continue;` : ''}
        const to = item * ${wordCount};
        ${each(wordCount, (word) => `out[to + ${word}] = x${word};`, ' ')}
        hashes[item] = next;
        actions[item] = action;
        item += 1;`;
}

/** What an operator makes of a value: pages of 32 results. */
function resultSource(operator: string, value: string): string {
  return `cells[directory[operatorBase[${operator}] + (${value} >>> 5)] + (${value} & 31)]`;
}

function missSource(when: string, kind: 0 | 1, of: string, value: string): string {
  return `if (${when}) { return miss(${kind}, ${of}, ${value}); }`;
}
