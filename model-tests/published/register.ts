import { choice, defineProtocol, role } from '#faultline';
import { assign, setup } from 'xstate';

interface Register {
  readonly isAtomic: boolean;
  /** Whether the new value can be read. */
  readonly isStored: boolean;
  /** What the last read gave. */
  readonly seen: 'old' | 'new';
}

const register = setup({
  types: {
    input: {} as { readonly isAtomic: boolean },
    context: {} as Register,
    events: {} as { readonly type: 'begin' | 'store' | 'end' | 'readOld' | 'readNew' },
  },
  guards: {
    isAtomic: ({ context }) => context.isAtomic,
    isStored: ({ context }) => context.isStored,
    // A read that overlaps a write of a regular register gives the old value or the new one.
    givesOld: ({ context }) => !context.isAtomic || !context.isStored,
    givesNew: ({ context }) => !context.isAtomic || context.isStored,
  },
  actions: {
    seeOld: assign({ seen: 'old' }),
    seeNew: assign({ seen: 'new' }),
  },
}).createMachine({
  id: 'register',
  context: ({ input }) => ({ isAtomic: input.isAtomic, isStored: false, seen: 'old' }),
  initial: 'quiet',
  states: {
    quiet: { on: { begin: 'writing', readOld: { actions: 'seeOld' } } },
    writing: {
      on: {
        store: { guard: 'isAtomic', actions: assign({ isStored: true }) },
        readOld: { guard: 'givesOld', actions: 'seeOld' },
        readNew: { guard: 'givesNew', actions: 'seeNew' },
        end: [
          { guard: 'isStored', target: 'written' },
          { guard: ({ context }) => !context.isAtomic, target: 'written' },
        ],
      },
    },
    written: { on: { readNew: { actions: 'seeNew' } } },
  },
});

/** A register in which one process writes a new value over an old one, while another reads. */
export const sharedRegister = defineProtocol({
  id: 'published-register',
  title: 'A shared register',
  source: 'Lamport 1986, part II',
  parameters: { kind: choice(['regular', 'atomic']) },
  roles: ({ kind }) => ({
    register: role(register, {
      input: { isAtomic: kind === 'atomic' },
      stimuli: (['begin', 'store', 'end', 'readOld', 'readNew'] as const).map((type) => ({ type })),
    }),
  }),
  properties: ({ stepInvariant, reachable }) => ({
    neverBack: stepInvariant(
      'who has read the new value does not read the old one again',
      (before, after) =>
        before.process('register').context.seen === 'old' ||
        after.process('register').context.seen === 'new',
      { source: 'Lamport 1986, part II: what an atomic register is besides regular' },
    ),
    overlaps: reachable(
      'the new value is read while it is written',
      (view) =>
        view.process('register').matches('writing') &&
        view.process('register').context.seen === 'new',
    ),
  }),
});
