import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const paletteMax = 256;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue as one number, row by row. */
  readonly colours: Uint32Array;
}

/**
 * The same picture in at most 256 colours: a third of the bytes. The most frequent colours are kept, each
 * of the others becomes the nearest one of them.
 *
 * @param png - As a browser writes it: eight bits a channel, red, green and blue, not interlaced.
 */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = pixelsOf(png);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts.entries()]
    .sort(([, left], [, right]) => right - left)
    .slice(0, paletteMax)
    .map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, colour] of colours.entries()) {
    rows[at + Math.floor(at / width) + 1] = places.get(colour) as number;
  }
  const header = Buffer.from(png.subarray(16, 29));
  header[9] = 3;
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Reads a picture. Source: W3C, PNG Specification, third edition, sections 5 and 9. */
function pixelsOf(png: Buffer): Pixels {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  if (png[24] !== 8 || png[25] !== 2 || png[28] !== 0) {
    throw new Error('The picture must have eight bits a channel, three channels, no interlacing.');
  }
  const bytes = inflateSync(Buffer.concat(dataOf(png)));
  const length = width * 3;
  const rows = Buffer.alloc(length * height);
  for (let y = 0; y < height; y += 1) {
    const filter = bytes[y * (length + 1)] as number;
    for (let x = 0; x < length; x += 1) {
      const at = y * length + x;
      const left = x < 3 ? 0 : (rows[at - 3] as number);
      const up = y === 0 ? 0 : (rows[at - length] as number);
      const corner = x < 3 || y === 0 ? 0 : (rows[at - length - 3] as number);
      const guessed = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] as number;
      rows[at] = (bytes[at + y + 1] as number) + guessed;
    }
  }
  const colours = Uint32Array.from({ length: width * height }, (_, at) =>
    rows.readUIntBE(at * 3, 3),
  );
  return { width, height, colours };
}

function dataOf(png: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      found.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  return found;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function nearest(palette: readonly number[], colour: number): number {
  const wanted = channels(colour);
  let best = 0;
  let least = Infinity;
  for (const [place, other] of palette.entries()) {
    const far = channels(other).reduce((sum, v, at) => sum + (v - (wanted[at] as number)) ** 2, 0);
    if (far < least) [best, least] = [place, far];
  }
  return best;
}

function channels(colour: number): readonly number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
