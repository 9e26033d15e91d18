import { boolean, defineProtocol, integer, processIds, role } from '#faultline';
import { assign, setup } from 'xstate';

type ResourceManager = `rm${number}`;
type RmState = 'working' | 'prepared' | 'committed' | 'aborted' | 'failed';

/**
 * Why a condition is true: the resource manager that makes it so or, of canCommit, for each
 * resource manager either that it is prepared or which one has committed.
 *
 * A condition that is true in several ways is that many steps, because TLC counts them so.
 */
type Reason = 'prepared' | ResourceManager;

interface Context {
  /** RMMAYFAIL. */
  readonly rmMayFail: boolean;
  /** TMMAYFAIL. */
  readonly tmMayFail: boolean;
  readonly rmState: Readonly<Record<ResourceManager, RmState>>;
  /** The resource managers at label Done; the others are at RS. */
  readonly done: Readonly<Record<ResourceManager, boolean>>;
  readonly tmState: 'init' | 'commit' | 'abort' | 'hidden';
}

type Input = Pick<Context, 'rmMayFail' | 'tmMayFail'> & {
  readonly resourceManagers: readonly ResourceManager[];
};

const any = (states: Context['rmState'], wanted: RmState) => Object.values(states).includes(wanted);

/** The transaction manager, its backup, and the state that they share with the resource managers. */
const managers = setup({
  types: {
    input: {} as Input,
    context: {} as Context,
    events: {} as
      | {
          type: 'prepare' | 'commit' | 'abortAtWork' | 'abortAsTold' | 'fail' | 'finish';
          readonly self: ResourceManager;
        }
      | { type: 'ts.commit' | 'bts.commit'; readonly because: readonly Reason[] }
      | { type: 'ts.abort' | 'bts.abort'; readonly because: ResourceManager }
      | { type: 'tm' | 'btm' | 'terminating' },
  },
  guards: {
    isAt: ({ context }, { self, states }: { self: ResourceManager; states: readonly RmState[] }) =>
      states.includes(context.rmState[self] as RmState),
    canCommit: ({ context: { rmState } }, because: readonly Reason[]) =>
      Object.keys(rmState).every((rm, index) => {
        const why = because[index] as Reason;
        return why === 'prepared'
          ? rmState[rm as ResourceManager] === 'prepared'
          : rmState[why] === 'committed';
      }),
    canAbort: ({ context: { rmState } }, rm: ResourceManager) =>
      (rmState[rm] === 'aborted' || rmState[rm] === 'failed') && !any(rmState, 'committed'),
  },
  actions: {},
});
void assign;
void boolean;
void defineProtocol;
void integer;
void processIds;
void role;
void managers;
