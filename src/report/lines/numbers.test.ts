import { describe, expect, it } from 'vitest';
import { counted, durationText, grouped, memoryText } from './numbers.ts';

describe('grouped', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1 000'],
    [10_340_352, '10 340 352'],
    [1234.5, '1 235'],
    [-1000, '-1 000'],
  ])('writes %d as %j', (number, text) => {
    expect(grouped(number)).toBe(text);
  });
});

describe('counted', () => {
  it.each([
    [0, '0 states'],
    [1, '1 state'],
    [2, '2 states'],
    [1288, '1 288 states'],
  ])('counts %d', (count, text) => {
    expect(counted(count, 'state')).toBe(text);
  });

  it('takes a plural of its own', () => {
    expect(counted(2, 'crash', 'crashes')).toBe('2 crashes');
    expect(counted(1, 'crash', 'crashes')).toBe('1 crash');
  });
});

describe('memoryText', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [786_432, '768.0 KiB'],
    [2 ** 20 - 1, '1.0 MiB'],
    [2 ** 20, '1.0 MiB'],
    [3.25 * 2 ** 30, '3.3 GiB'],
    [2 ** 50, '1024.0 TiB'],
  ])('writes %d bytes as %j', (bytes, text) => {
    expect(memoryText(bytes)).toBe(text);
  });
});

describe('durationText', () => {
  it.each([
    [0, '0.00 s'],
    [0.042, '0.04 s'],
    [3.21, '3.2 s'],
    [59.94, '59.9 s'],
    [60, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3599.4, '59 min 59 s'],
    [3600, '1 h 0 min'],
    [7322, '2 h 2 min'],
  ])('writes %d seconds as %j', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  it.each([
    [0.996, '1.0 s'],
    [59.97, '1 min 0 s'],
    [3599.6, '1 h 0 min'],
  ])('rounds %d seconds up into the next unit', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
