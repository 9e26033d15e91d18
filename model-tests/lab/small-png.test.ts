import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPage } from '../docs/page-files.ts';
import { repositoryRoot } from '../support/read-tree.ts';
import { smallPng } from './small-png.ts';

describe('the pictures of the lab in the README', () => {
  const names = [...readPage('README.md').matchAll(/\((docs\/pictures\/.+\.png)\)/g)];

  it('are three, as wide as a page and small', () => {
    expect(names).toHaveLength(3);
    for (const [, name] of names) {
      const png = readFileSync(join(repositoryRoot, name as string));
      expect(png.readUInt32BE(16)).toBe(1280);
      expect(png.length).toBeLessThanOrEqual(150_000);
    }
  });
});

describe('a small picture', () => {
  it('shows the same colours, however its rows were filtered', () => {
    // Two pixels a row. Each row is written with another filter: none, left, up, average, Paeth.
    const rows = [
      [0, 10, 20, 30, 200, 100, 50],
      [1, 10, 20, 30, 190, 80, 20],
      [2, 0, 0, 0, 0, 0, 0],
      [3, 5, 10, 15, 95, 40, 10],
      [4, 0, 0, 0, 0, 0, 0],
    ];
    expect(coloursOf(smallPng(pngOf(2, rows)))).toEqual(
      Array.from({ length: 5 }, () => ['0a141e', 'c86432']),
    );
  });

  it('keeps the most frequent colours and brings the others near', () => {
    const grey = Array.from({ length: 257 }, (_, at) => [0, ...[at, at, at], ...[at, at, at]]);
    const last = grey[256] as number[];
    last.splice(1, 6, 1, 0, 0, 255, 255, 255);
    const colours = coloursOf(smallPng(pngOf(2, grey)));
    expect(new Set(colours.flat()).size).toBe(256);
    expect(colours[256]).toEqual(['000000', 'ffffff']);
  });
});

/** A picture with three channels. */
function pngOf(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), part('IHDR', header), part('IDAT', data)]);
}

function part(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
}

/** The colours of a picture with a palette and no filters, row by row. */
function coloursOf(png: Buffer): readonly (readonly string[])[] {
  const width = png.readUInt32BE(16);
  const palette = dataAfter(png, 'PLTE').toString('hex').match(/.{6}/g) ?? [];
  const rows = inflateSync(dataAfter(png, 'IDAT'));
  return Array.from({ length: png.readUInt32BE(20) }, (_, y) =>
    [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map((at) => palette[at] ?? ''),
  );
}

function dataAfter(png: Buffer, name: string): Buffer {
  const at = png.indexOf(name);
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}
