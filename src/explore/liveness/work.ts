/**
 * Work that is done in parts: other things can happen in between, and it can be given up.
 *
 * After each part it yields the memory, in bytes, that it holds, what it will take next included.
 */
export type Work<Result> = Generator<number, Result, undefined>;

/** Does all the work at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

/** The same work, for which so many more bytes are held. */
export function* besides<Result>(bytes: number, work: Work<Result>): Work<Result> {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
    yield bytes + part.value;
  }
}
