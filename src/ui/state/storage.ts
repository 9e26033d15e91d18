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

/** The lessons that were taken to their ends in this browser. */
export function doneLessons(): readonly string[] {
  return (kept('done') ?? '').split(' ').filter((id) => id !== '');
}
