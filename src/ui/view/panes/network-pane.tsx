import type { Envelope } from '../../../protocol/messages.ts';
import { eventText } from '../../../system/action.ts';
import type { Enabled } from '../../../trace/simulation/stepper.ts';
import { recordOf } from '../../session/selectors.ts';
import { selectedNode } from '../../session/session.ts';
import { act, enabledHere } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { Pane } from '../pane.tsx';

const doings = [
  { kind: 'deliver', word: 'Deliver', key: undefined },
  { kind: 'drop', word: 'Drop', key: 'd' },
  { kind: 'duplicate', word: 'Double', key: 'u' },
  { kind: 'reorder', word: 'Overtake', key: undefined },
] as const;

/** Something enabled, and its place among all that is. */
interface Numbered {
  readonly step: Enabled;
  readonly choice: number;
}

/** The messages in flight, and what can be done to each. */
export function NetworkPane({ shown }: { readonly shown: Open }) {
  const { stepper, session } = shown;
  const { messages, due, partition } = recordOf(stepper, selectedNode(session));
  const enabled = enabledHere(shown).map((step, choice) => ({ step, choice }));
  const groups = grouped(messages, due);
  return (
    <Pane id="network" title="In flight" keyName="N">
      {partition !== undefined && (
        <p class="partition">╫ The network has fallen apart: {partition}</p>
      )}
      {groups.length === 0 && <p class="quiet">No message is in flight.</p>}
      <ul class="messages">
        {groups.map(({ key, message, count, ticks }) => (
          <li key={key}>
            <span class="envelope">
              <strong>{eventText({ ...message })}</strong>
              {count > 1 && <span class="count"> ×{count}</span>}{' '}
              <span class="route">
                {message.from} → {message.to}
                {ticks !== undefined && `, due in ${ticks} ticks`}
              </span>
            </span>
            <MessageButtons own={enabled.filter(({ step }) => isAbout(step, message))} />
          </li>
        ))}
      </ul>
    </Pane>
  );
}

function MessageButtons({ own }: { readonly own: readonly Numbered[] }) {
  const found = doings.flatMap((doing) => {
    const one = own.find(({ step }) => step.action.kind === doing.kind);
    return one === undefined ? [] : [{ ...doing, ...one }];
  });
  if (found.length === 0) return <span class="quiet">It cannot arrive now.</span>;
  return (
    <span
      class="buttons"
      onKeyDown={(event) => {
        const meant = found.find(({ key }) => key === event.key.toLowerCase());
        if (meant === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        act(meant.choice);
      }}
    >
      {found.map(({ kind, word, step, choice }) => (
        <button
          type="button"
          key={kind}
          aria-label={`${word}: ${step.label}`}
          onClick={() => act(choice)}
        >
          {word}
        </button>
      ))}
    </span>
  );
}

interface Group {
  readonly key: string;
  readonly message: Envelope;
  readonly count: number;
  readonly ticks: number | undefined;
}

/** Equal messages together, in the order of the first of each. */
function grouped(
  messages: readonly Envelope[],
  due: readonly number[] | undefined,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [index, message] of messages.entries()) {
    const ticks = due?.[index];
    const key = JSON.stringify([message, ticks]);
    groups.set(key, { key, message, ticks, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

function isAbout({ action }: Enabled, message: Envelope): boolean {
  return (
    'message' in action &&
    action.process === message.to &&
    action.from === message.from &&
    eventText(action.message) === eventText({ ...message })
  );
}
