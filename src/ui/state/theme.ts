import { signal } from '@preact/signals';
import { keep, kept } from './storage.ts';

/** Which colours the page has: those that the system asks for, or always the same. */
export type ThemeChoice = 'auto' | 'light' | 'dark';

/** Which colours the page has. */
export const theme = signal<ThemeChoice>('auto');

/** Takes the colours that were chosen last time, or others. */
export function applyTheme(chosen = themeIn(kept('theme'))): void {
  theme.value = chosen;
  keep('theme', chosen);
  if (chosen === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** The choice that a text names; `auto` otherwise. */
export function themeIn(text: string | undefined): ThemeChoice {
  return text === 'light' || text === 'dark' ? text : 'auto';
}
