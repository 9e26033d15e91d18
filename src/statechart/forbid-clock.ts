/**
 * Runs something with the clock and every source of randomness out of reach.
 *
 * A chart that reads them gives another answer each time, and its states could not be explored.
 * Reading one throws; since XState and authors may catch that, what was read is reported as well.
 *
 * @param run - Must not be asynchronous.
 * @returns What `run` gave, or what it threw, and the name of the first thing it read, if any.
 */
export function withoutClock<Value>(run: () => Value): Outcome<Value> {
  let read: string | undefined;
  const refuse = (name: string) => (): never => {
    read ??= name;
    throw new Error(`${name} is out of reach.`);
  };
  const restore = replaceAll(refuse);
  try {
    return { value: run(), failure: undefined, read };
  } catch (error) {
    return { value: undefined, failure: { error }, read };
  } finally {
    restore();
  }
}

/** What became of a run without clock. */
export type Outcome<Value> =
  | { readonly value: Value; readonly failure: undefined; readonly read: string | undefined }
  | {
      readonly value: undefined;
      readonly failure: { readonly error: unknown };
      readonly read: string | undefined;
    };

function replaceAll(refuse: (name: string) => () => never): () => void {
  const { Date: RealDate, crypto } = globalThis;
  const noDate = refuse('new Date()');
  const date = new Proxy(RealDate, {
    construct: (target, given) =>
      given.length === 0 ? noDate() : (Reflect.construct(target, given) as object),
    apply: noDate,
    get: (target, key) =>
      key === 'now' ? refuse('Date.now()') : (Reflect.get(target, key) as unknown),
  });
  const restores = [
    replace(globalThis, 'Date', date),
    replace(Math, 'random', refuse('Math.random()')),
    replace(performance, 'now', refuse('performance.now()')),
    replace(crypto, 'randomUUID', refuse('crypto.randomUUID()')),
    replace(crypto, 'getRandomValues', refuse('crypto.getRandomValues()')),
  ];
  return () => {
    for (const restore of restores) restore();
  };
}

/** Replaces a property and returns what puts the old one back, whoever had put it there. */
function replace(owner: object | undefined, key: string, value: unknown): () => void {
  if (owner === undefined) return () => undefined;
  const old = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  return () => {
    if (old === undefined) Reflect.deleteProperty(owner, key);
    else Object.defineProperty(owner, key, old);
  };
}
