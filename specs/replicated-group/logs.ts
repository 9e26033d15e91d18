/** The entries of a log, the oldest first. */
export type Log = readonly string[];

/** Whether a log begins with another one. */
export function startsWith(log: Log, start: Log): boolean {
  return start.every((entry, index) => log[index] === entry);
}

/** Every log of so many entries at most, of these values. The first one is empty. */
export function logsOf(length: number, values: readonly string[]): readonly Log[] {
  if (length === 0) return [[]];
  const shorter = logsOf(length - 1, values);
  const longest = shorter.filter((log) => log.length === length - 1);
  return [...shorter, ...longest.flatMap((log) => values.map((value) => [...log, value]))];
}
