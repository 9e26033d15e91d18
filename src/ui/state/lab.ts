import { computed, signal } from '@preact/signals';
import type { Lesson } from '../../trace/lesson/lesson.ts';
import type { Checking } from '../check/checking.ts';
import { enabledIn, violatedAt } from '../session/selectors.ts';
import { linkIn, linkText } from '../../trace/link/link.ts';
import { linkTo, openLink, type Play } from '../session/open-link.ts';
import { selectedNode, type Session } from '../session/session.ts';
import { playOfStage } from '../session/stage.ts';
import { wholeSentence } from '../words/sentences.ts';
import { alarm, notices, page, problemOf, said, specs } from './page.ts';
import { loadSpec, type LoadedSpec, type SpecEntry } from './specs.ts';

/** What is open: a protocol of which something is played. */
export interface Open extends Play {
  readonly entry: SpecEntry;
  readonly loaded: LoadedSpec;
}

/** The lesson that is taken. */
export interface LessonPlace {
  readonly lesson: Lesson;
  /** Counted from 0; as many as there are stages when the lesson is over. */
  readonly stage: number;
}

/** The protocol that is open. */
export const open = signal<Open | undefined>(undefined);
/** What is known of the check of the model that is open. */
export const checking = signal<Checking>({ kind: 'none' });
/** The lesson that is taken. */
export const lessonPlace = signal<LessonPlace | undefined>(undefined);
/** The error of the spec in the selected state; undefined when there is none. */
export const spoilt = computed(() => {
  const shown = open.value;
  if (shown === undefined) return undefined;
  const { stepper, session } = shown;
  try {
    enabledIn(stepper, selectedNode(session));
    violatedAt(stepper, session, selectedNode(session));
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
});

/** Shows what an address says, and nothing that was shown before. */
export async function openAddress(hash: string): Promise<void> {
  const link = linkIn(hash);
  const entry = specs.value.find(({ name }) => name === link?.settings.spec);
  stopCheck();
  if (link === undefined || entry === undefined) {
    open.value = undefined;
    notices.value =
      link === undefined ? [] : [`There is no protocol "${link.settings.spec}" here.`];
    page.value = { kind: 'front' };
    return;
  }
  try {
    const loaded = await loadSpec(addressOf(entry), entry.protocol);
    const lesson = loaded.lessons.find(({ id }) => id === link.lesson?.id);
    const place = lesson && { lesson, stage: link.lesson?.stage ?? 0 };
    const { notices: found, ...play } = openLink(loaded.protocol, link);
    // A link to a stage that says no more leads to its beginning.
    const isPlain = link.settings.size === undefined && link.choices.length === 0;
    const stagePlay =
      place === undefined || !isPlain
        ? play
        : playOfStage({ protocol: loaded.protocol, spec: entry.name, ...place });
    open.value = { ...stagePlay, entry, loaded };
    lessonPlace.value = place;
    notices.value = found;
    checking.value = { kind: 'none' };
    page.value = { kind: 'lab' };
    document.title = `${entry.title} · Faultline lab`;
  } catch (error) {
    page.value = { kind: 'failed', problem: problemOf(error) };
  }
}

/** Where the code of a spec is. */
export function addressOf({ module }: SpecEntry): string {
  return new URL(module, document.baseURI).href;
}

/**
 * Shows another session of the same model.
 *
 * @param how - `step`: the address changes in place; `place`: one can come back to what was before.
 */
export function show(session: Session, how: 'step' | 'place' = 'step'): void {
  const before = open.value;
  if (before === undefined) return;
  open.value = { ...before, session };
  writeAddress(how);
  tellStep(session);
}

/** Shows another model of the same protocol. */
export function showPlay(play: Play, found: readonly string[] = []): void {
  const before = open.value;
  if (before === undefined) return;
  stopCheck();
  checking.value = { kind: 'none' };
  open.value = { ...before, ...play };
  notices.value = found;
  writeAddress('place');
  tellStep(play.session);
}

/** Tries again when the browser has had enough of new addresses. */
let anotherTry: ReturnType<typeof setTimeout> | undefined;
const patience = 1000;

/** Puts what is shown into the address. */
export function writeAddress(how: 'step' | 'place'): void {
  const hash = shownHash();
  if (hash === undefined || hash === location.hash) return;
  clearTimeout(anotherTry);
  try {
    if (how === 'place') history.pushState(null, '', hash);
    else history.replaceState(null, '', hash);
  } catch {
    // Safari throws after a hundred addresses in thirty seconds, as when steps are played fast.
    anotherTry = setTimeout(() => writeAddress(how), patience);
  }
}

/** The link to what is shown, from `#` on; undefined when no protocol is open. */
export function shownHash(): string | undefined {
  const shown = open.value;
  if (shown === undefined) return undefined;
  const place = lessonPlace.value;
  return linkText(linkTo(shown, place && { id: place.lesson.id, stage: place.stage }));
}

/** Ends a check that is running. */
export function stopCheck(): void {
  if (checking.value.kind === 'running') checking.value.stop();
}

function tellStep(session: Session): void {
  const shown = open.value;
  const node = selectedNode(session);
  if (shown === undefined) return;
  const { depth, taken } = node;
  said.value =
    taken === undefined ? 'The initial state.' : `Step ${depth}. ${wholeSentence(taken)}`;
  try {
    const violated = violatedAt(shown.stepper, session, node);
    alarm.value = violated.length === 0 ? '' : `Violated: ${violated.join(', ')}.`;
  } catch {
    alarm.value = 'The spec errs in this state.';
  }
}
