import { defineProtocol, integer, processIds, role } from '#faultline';
import { and, not, or, setup, stateIn } from 'xstate';

type ResourceManager = `rm${number}`;

const { createMachine, createStateConfig } = setup({
  types: {
    context: {} as Record<never, never>,
    events: {} as {
      type: 'prepare' | 'decideCommit' | 'decideAbort';
      readonly rm: ResourceManager;
    },
    tags: {} as 'committed' | 'aborted',
  },
  guards: {
    is: ({ event }, self: ResourceManager) => event.rm === self,
  },
});

/** All resource managers: each is a region, for what one may do depends on where the others are. */
const resourceManagers = (ids: readonly ResourceManager[]) => {
  const canCommit = and(
    ids.map((rm) => or([stateIn({ [rm]: 'prepared' }), stateIn({ [rm]: 'committed' })])),
  );
  const notCommitted = and(ids.map((rm) => not(stateIn({ [rm]: 'committed' }))));
  const region = (self: ResourceManager) => {
    const is = { type: 'is', params: self } as const;
    const decideAbort = { target: 'aborted', guard: and([is, notCommitted]) } as const;
    return createStateConfig({
      initial: 'working',
      states: {
        working: { on: { prepare: { target: 'prepared', guard: is }, decideAbort } },
        prepared: {
          on: { decideCommit: { target: 'committed', guard: and([is, canCommit]) }, decideAbort },
        },
        committed: { tags: 'committed' },
        aborted: { tags: 'aborted' },
      },
    });
  };
  return createMachine({
    id: 'resourceManagers',
    context: {},
    type: 'parallel',
    states: Object.fromEntries(ids.map((rm) => [rm, region(rm)])),
  });
};

/** What it means to commit or abort a transaction, before any messages. */
export const transactionCommit = defineProtocol({
  id: 'transaction-commit',
  title: 'Transaction commit (TCommit.tla)',
  source: 'Lamport, TCommit.tla; Gray & Lamport 2006, §2',
  parameters: { resourceManagers: integer({ min: 1, max: 6, default: 3 }) },
  roles: (parameters) => {
    const ids = processIds('rm', parameters.resourceManagers);
    return {
      resourceManagers: role(resourceManagers(ids), {
        stimuli: ids.flatMap((rm) => [
          { type: 'prepare' as const, rm },
          { type: 'decideCommit' as const, rm },
          { type: 'decideAbort' as const, rm },
        ]),
      }),
    };
  },
  properties: ({ invariant, reachable }) => ({
    consistent: invariant(
      'no resource manager aborts while another commits',
      (view) => {
        const managers = view.process('resourceManagers');
        return !(managers.hasTag('aborted') && managers.hasTag('committed'));
      },
      { source: 'TCommit.tla, TCConsistent' },
    ),
    commits: reachable('every resource manager commits', (view) =>
      processIds('rm', view.parameters.resourceManagers).every((rm) =>
        view.process('resourceManagers').matches({ [rm]: 'committed' }),
      ),
    ),
    aborts: reachable('a resource manager aborts', (view) =>
      view.process('resourceManagers').hasTag('aborted'),
    ),
  }),
});
