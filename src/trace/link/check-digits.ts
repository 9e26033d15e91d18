import type { StateRecord } from '../../system/state-record.ts';

/** Depends on what was done, and on the state that it led to. */
export function digitsOf(labels: readonly string[], end: StateRecord): string {
  return checkDigits(JSON.stringify([['', ...labels], end]));
}

/** A name of six digits for a text: equal texts have equal names, others hardly ever. */
export function checkDigits(text: string): string {
  // FNV-1a: see Fowler, Noll & Vo, "The FNV Non-Cryptographic Hash Algorithm", RFC 9923.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 8).toString(16).padStart(6, '0');
}
