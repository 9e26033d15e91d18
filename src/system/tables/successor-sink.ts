/** Where successors are written: each is `wordCount` words, a hash, and the number of its action. */
export interface SuccessorSink {
  words: Int32Array;
  hashes: Int32Array;
  actions: Int32Array;
  /** Successors written so far. */
  count: number;
  /** Enabled actions seen so far, those that change nothing included. */
  generated: number;
  /** Makes room for so many more successors of so many words each. */
  reserve(more: number, wordCount: number): void;
}
