import { signal } from '@preact/signals';

const prefix = 'faultline-lab-';

/** What this browser was told to keep; undefined when nothing is kept, or nothing may be. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps something in this browser, where that is allowed. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Without storage the lab works all the same: it forgets this when the page is closed.
  }
}

const done = signal(keptLessons());

/** The lessons that were taken to their ends in this browser. */
export function doneLessons(): readonly string[] {
  return done.value;
}

/** Remembers that a lesson was taken to its end. */
export function rememberLesson(id: string): void {
  // Another tab may have remembered more in the meantime.
  done.value = [...new Set([...keptLessons(), ...done.value, id])];
  keep('done', done.value.join(' '));
}

/** Forgets which lessons were taken. */
export function forgetLessons(): void {
  done.value = [];
  keep('done', '');
}

function keptLessons(): readonly string[] {
  return (kept('done') ?? '').split(' ').filter((id) => id !== '');
}
