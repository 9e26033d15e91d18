import { signal } from '@preact/signals';
import { act, shownOrder, goTo, startChecking } from './deeds.ts';
import { open } from './lab.ts';
import { notices, page, said } from './page.ts';
import { play } from './player.ts';
import { keep, kept } from './storage.ts';
import { maximised } from './panes.ts';

/** Whether the list of keys is shown. */
export const helpIsOpen = signal(false);
/** Whether single letters do something: some people's input methods type them by accident. */
export const lettersAreOn = signal(kept('letters') !== 'off');

/** Switches the single letters on or off. */
export function switchLetters(areOn: boolean): void {
  lettersAreOn.value = areOn;
  keep('letters', areOn ? 'on' : 'off');
}

/** What each key does, for the list of keys. */
export const keyList: readonly (readonly [keys: string, does: string])[] = [
  ['1 … 9', 'take one of the first nine actions'],
  ['← →', 'one step back or forward'],
  ['Home End', 'to the beginning or the end of the branch'],
  ['Space', 'play the branch, a step each second; again to stop'],
  ['Z', 'undo: one step back'],
  ['Shift+Z', 'redo: one step forward'],
  ['A', 'to the actions'],
  ['F', 'to the failures'],
  ['N', 'to the network; there D drops and U doubles a message'],
  ['H', 'to the statecharts'],
  ['P', 'to the properties'],
  ['S', 'to the state'],
  ['T', 'to the space-time diagram'],
  ['O', 'to the lesson'],
  ['B', 'to the branches'],
  ['C', 'check the protocol'],
  ['/', 'filter the actions'],
  ['L', 'copy the link'],
  ['E', 'to the exports'],
  ['?', 'this list'],
  ['Enter', 'on the title of a pane: let it fill the page, or not'],
  ['Esc', 'close'],
];

const panes: Readonly<Record<string, string>> = {
  a: 'actions',
  f: 'failures',
  n: 'network',
  h: 'charts',
  p: 'properties',
  s: 'state',
  t: 'spacetime',
  o: 'lesson',
  b: 'branches',
  e: 'export',
};

/** Lets the keys do what the list says. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (page.value.kind !== 'lab' || isTyping(event.target)) return;
    if (doKey(event)) event.preventDefault();
  });
}

/** Copies the address of what is shown. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    said.value = 'The link is copied.';
    notices.value = ['The link is copied.'];
  } catch {
    notices.value = ['The browser does not let the page copy: the link is in the address bar.'];
  }
}

function doKey(event: KeyboardEvent): boolean {
  switch (event.key) {
    case 'ArrowLeft':
      return done(() => goTo({ by: -1 }));
    case 'ArrowRight':
      return done(() => goTo({ by: 1 }));
    case 'Home':
      return done(() => goTo({ step: 0 }));
    case 'End':
      return done(() => goTo({ step: Infinity }));
    case 'Escape':
      return done(() => {
        helpIsOpen.value = false;
        maximised.value = '';
      });
    case ' ':
      return isControl(event.target) ? false : done(play);
    default:
      return lettersAreOn.value && doLetter(event);
  }
}

function doLetter({ key, shiftKey }: KeyboardEvent): boolean {
  const pane = panes[key];
  if (pane !== undefined) return done(() => focusPane(pane));
  if (/^[1-9]$/.test(key)) {
    const shown = open.value;
    const choice = shown && shownOrder(shown)[Number(key) - 1];
    return choice === undefined ? false : done(() => act(choice));
  }
  switch (key.toLowerCase()) {
    case 'z':
      return done(() => goTo({ by: shiftKey ? 1 : -1 }));
    case 'c':
      return done(startChecking);
    case 'l':
      return done(() => void copyLink());
    case '/':
      return done(() => document.getElementById('filter')?.focus());
    case '?':
      return done(() => {
        helpIsOpen.value = !helpIsOpen.value;
      });
    default:
      return false;
  }
}

function done(what: () => void): true {
  what();
  return true;
}

function focusPane(id: string): void {
  const heading = document.getElementById(`${id}-title`);
  heading?.focus();
  heading?.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input:not([type=checkbox]), select, textarea') || target.isContentEditable)
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('button, a, summary, input, [role=button]')
  );
}
