import { signal } from '@preact/signals';

/** The id of the pane that fills the page; empty when none does. */
export const maximised = signal('');
