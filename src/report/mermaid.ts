import type { Trace } from '../trace/trace.ts';

/** A trace as a Mermaid sequence diagram. */
export function mermaidSequence(_trace: Trace): string {
  throw new Error('not written yet');
}
