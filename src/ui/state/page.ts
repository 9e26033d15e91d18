import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { FaultlineError } from '../../errors.ts';
import type { SpecEntry } from './specs.ts';

/** What the page shows. */
export type Page =
  | { readonly kind: 'loading' | 'front' | 'lab' }
  | { readonly kind: 'failed'; readonly problem: string };

/** What the page shows. */
export const page = signal<Page>({ kind: 'loading' });
/** What draws a protocol that is open, once it is loaded: the front page does without it. */
export const labView = signal<ComponentType | undefined>(undefined);
/** Every spec that can be opened. */
export const specs = signal<readonly SpecEntry[]>([]);
/** What the reader has to know once, in sentences. */
export const notices = signal<readonly string[]>([]);
/** What has just happened, for those who hear the page. */
export const said = signal('');
/** What has just gone wrong, for the same. */
export const alarm = signal('');

/** What an error says, in the words of its author. */
export function problemOf(error: unknown): string {
  if (error instanceof FaultlineError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
