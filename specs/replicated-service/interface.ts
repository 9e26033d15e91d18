import {
  defineProtocol,
  integer,
  processIds,
  role,
  type AbstractState,
  type ProcessId,
} from '#faultline';
import { leadership } from './leadership.ts';

/** The interface of an election: what a protocol that elects leaders is to refine. */
export const leaderInterface = defineProtocol({
  id: 'leader-interface',
  title: 'The interface of an election',
  source: 'Ongaro & Ousterhout 2014, fig. 3',
  parameters: {
    candidates: integer({ min: 1, max: 5, default: 2, says: 'how many candidates' }),
    epochs: integer({ min: 1, max: 6, default: 2, says: 'the last epoch' }),
  },
  roles: ({ candidates, epochs }) => {
    const ids = processIds('candidate', candidates);
    return {
      leadership: role(leadership, {
        input: { candidates: ids, epochs },
        stimuli: ids.flatMap((candidate) => [
          { type: 'stepDown' as const, candidate },
          ...Array.from({ length: epochs }, (_, index) => {
            return { type: 'becomeLeader' as const, candidate, epoch: index + 1 };
          }),
        ]),
      }),
    };
  },
});

/** What an election tells of itself, for {@link asLeadership}. */
export interface Leadership {
  /** All candidates, in the order of the interface. */
  readonly candidates: readonly ProcessId[];
  readonly epochs: number;
  /** Who has been elected under each epoch, by its number, as a monitor has heard it. */
  readonly elected: unknown;
  /** Who believes that it leads, and under which epoch. */
  readonly leading: readonly { readonly id: ProcessId; readonly epoch: number }[];
}

/**
 * The state of the interface that stands for a state of an election.
 *
 * @example
 * refines('it elects leaders', leaderInterface, (view) => asLeadership({ … }))
 */
export function asLeadership({ candidates, epochs, elected, leading }: Leadership): AbstractState {
  const nameOf = (id: ProcessId) => `candidate${candidates.indexOf(id) + 1}`;
  const heard = new Map<string, unknown>(isObject(elected) ? Object.entries(elected) : []);
  const leaders = Array.from({ length: epochs }, (_, index) => heard.get(String(index + 1)));
  return {
    processes: {
      leadership: {
        state: 'open',
        context: {
          leaders: leaders.map((id) => (typeof id === 'string' ? nameOf(id) : null)),
          leading: Object.fromEntries(
            candidates.map((id) => [
              nameOf(id),
              leading.find((leader) => leader.id === id)?.epoch ?? 0,
            ]),
          ),
        },
      },
    },
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
