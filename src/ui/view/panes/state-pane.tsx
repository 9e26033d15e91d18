import type { ProcessRecord } from '../../../system/state-record.ts';
import type { Change } from '../../../trace/changes.ts';
import { stateText } from '../../../trace/state-text.ts';
import { recordOf } from '../../session/selectors.ts';
import { selectedNode } from '../../session/session.ts';
import type { Open } from '../../state/lab.ts';
import { wholeSentence } from '../../words/sentences.ts';
import { Pane } from '../pane.tsx';
import { Values } from './values.tsx';

/** Every process, and what the selected step has changed. */
export function StatePane({ shown }: { readonly shown: Open }) {
  const { stepper, session } = shown;
  const node = selectedNode(session);
  const { processes, monitors } = recordOf(stepper, node);
  const changes = node.taken?.changes ?? [];
  return (
    <Pane id="state" title="Processes" keyName="S">
      <p class="sentence">
        {node.taken === undefined
          ? 'This is how it begins. Choose what happens next.'
          : `${node.depth}. ${wholeSentence(node.taken)}`}
      </p>
      <ul class="processes">
        {processes.map((process, index) => (
          <Process key={process.id} process={process} place={index} changes={changes} />
        ))}
        {monitors?.map(({ id, state, context }) => (
          <li key={id} class="process" data-process={id}>
            <h3>
              {id} <span class="role">monitor</span>
            </h3>
            <p class="box">{stateText(state)}</p>
            <Values values={Object.entries(context ?? {})} before={new Map()} />
          </li>
        ))}
      </ul>
    </Pane>
  );
}

interface ProcessProps {
  readonly process: ProcessRecord;
  readonly place: number;
  readonly changes: readonly Change[];
}

function Process({ process, place, changes }: ProcessProps) {
  const { id, role, alive, state, context, paused, ahead } = process;
  const own = changes.flatMap((one) =>
    one.kind === 'process' && one.process === id
      ? [[one.field as string, one.before] as const]
      : [],
  );
  const before = new Map(own);
  const isMoved = before.has('state');
  return (
    <li
      class={`process${alive ? '' : ' down'}${isMoved ? ' changed' : ''}`}
      style={`--own: var(--process-${(place % 8) + 1})`}
      data-process={id}
    >
      <h3>
        {id} {role !== id && <span class="role">{role}</span>}
      </h3>
      <p class="box">
        {isMoved && <del>{stateText(before.get('state'))}</del>}{' '}
        <span class="now">{stateText(state)}</span>
        {!alive && ' ✕'}
        {paused === true && ' ‖ paused'}
        {ahead !== undefined && ` clock ${ahead > 0 ? '+' : ''}${ahead}`}
      </p>
      <Values
        values={Object.entries(context)}
        before={new Map(own.map(([field, was]) => [field.replace(/^context\./, ''), was]))}
      />
      <Timers process={process} />
    </li>
  );
}

function Timers({ process: { timers, ticks } }: { readonly process: ProcessRecord }) {
  if (timers.length === 0) return null;
  const texts = timers.map((name) => {
    const left = ticks?.[name];
    return left === undefined ? `${name} is running` : `${name} fires in ${left} ticks`;
  });
  return <p class="timers">◆ {texts.join(', ')}</p>;
}
