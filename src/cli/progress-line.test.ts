import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressLine, progressText } from './progress-line.ts';

const progress = {
  distinct: 12_345,
  generated: 67_890,
  frontier: 42,
  depth: 7,
  bytes: 1_572_864,
  liveness: undefined,
};

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** What is written to a terminal of so many columns, or to a pipe. */
function streamOf(columns: number | undefined) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, stream: { write, isTTY: columns !== undefined, columns: columns ?? 0 } };
}

it('says how far the check is, five times a second', () => {
  const { written, stream } = streamOf(100);
  const line = progressLine(stream, progressText);
  for (let step = 0; step < 10; step += 1) {
    vi.advanceTimersByTime(100);
    line.update(progress);
  }
  expect(written).toHaveLength(5);
  // 12 345 states in 0.2 s.
  expect(written[0]).toBe(
    '\r12 345 distinct  67 890 generated  42 frontier  depth 7  61 725 states/s  1.5 MiB\u001B[K',
  );
});

it('says which property of behaviors is being decided', () => {
  const { written, stream } = streamOf(100);
  const line = progressLine(stream, progressText);
  vi.advanceTimersByTime(200);
  line.update({ ...progress, frontier: 0, liveness: 'termination' });
  expect(written).toEqual([
    '\rliveness: termination  12 345 distinct  67 890 generated  1.5 MiB\u001B[K',
  ]);
});

it('is cut off one column before the end of the terminal, where it would break', () => {
  const { written, stream } = streamOf(30);
  const line = progressLine(stream, progressText);
  vi.advanceTimersByTime(200);
  line.update(progress);
  expect(written).toEqual(['\r12 345 distinct  67 890 gener\u001B[K']);
});

it('is taken away at the end, if it was there', () => {
  const { written, stream } = streamOf(80);
  const line = progressLine(stream, progressText);
  line.erase();
  expect(written).toEqual([]);
  vi.advanceTimersByTime(200);
  line.update(progress);
  line.erase();
  line.erase();
  expect(written.slice(1)).toEqual(['\r\u001B[K']);
});

it('is not there when stderr is no terminal', () => {
  const { written, stream } = streamOf(undefined);
  const line = progressLine(stream, progressText);
  vi.advanceTimersByTime(1000);
  line.update(progress);
  line.erase();
  expect(written).toEqual([]);
});
