import type { TraceFile } from '../../trace/trace-file.ts';
import type { Checked, CheckedProperty, Counters } from '../check/messages.ts';
import { loadError, loadFound, startChecking, statesMax } from '../state/deeds.ts';
import { checking, type Open } from '../state/lab.ts';
import { Pane } from './pane.tsx';

/** The checker, in a worker: every reachable state of the model that is shown. */
export function CheckPane({ shown }: { readonly shown: Open }) {
  const known = checking.value;
  const isRunning = known.kind === 'running';
  return (
    <Pane id="check" title="Checker" keyName="C">
      <button type="button" class="strong" onClick={isRunning ? known.stop : startChecking}>
        {isRunning ? 'Stop' : 'Check every state'}
      </button>
      {(isRunning || known.kind === 'stopped') && <Numbers counters={known.counters} />}
      {known.kind === 'stopped' && <p>Stopped: nothing is decided.</p>}
      {known.kind === 'failed' && <Failed problem={known.problem} trace={known.trace} />}
      {known.kind === 'done' && (
        <Result checked={known.checked} seconds={known.seconds} shown={shown} />
      )}
    </Pane>
  );
}

interface FailedProps {
  readonly problem: string;
  readonly trace: TraceFile | undefined;
}

function Failed({ problem, trace }: FailedProps) {
  return (
    <div class="problem">
      <p>{problem}</p>
      {trace !== undefined && (
        <button type="button" onClick={() => loadError(trace)}>
          Show how it comes to that
        </button>
      )}
    </div>
  );
}

function Numbers({ counters }: { readonly counters: Counters }) {
  const { distinct, generated, frontier, depth, liveness } = counters;
  return (
    <p class="counters">
      {count(distinct)} states · {count(generated)} steps · {count(frontier)} to do · depth {depth}
      {liveness !== undefined && ` · now ${liveness}`}
    </p>
  );
}

interface ResultProps {
  readonly checked: Checked;
  readonly seconds: number;
  readonly shown: Open;
}

function Result({ checked, seconds, shown }: ResultProps) {
  const { verdict, distinct, generated, depth, ending, properties } = checked;
  const tone = verdict === 'violated' ? 'bad' : verdict === 'unknown' ? 'warn' : 'good';
  return (
    <div data-verdict={verdict}>
      <p>
        <strong class={tone}>
          {signOf(verdict)} {verdict}
        </strong>
      </p>
      <p class="counters">
        {count(distinct)} states · {count(generated)} steps · depth {depth} · {seconds.toFixed(1)} s
      </p>
      {ending === 'statesMax' && (
        <p>
          There are more than {count(statesMax)} states. On the command line there is no such limit:{' '}
          <code>{commandFor(shown)}</code>
        </p>
      )}
      <ul class="found">
        {properties.map((property) => (
          <Found key={property.name} property={property} />
        ))}
      </ul>
    </div>
  );
}

function Found({ property }: { readonly property: CheckedProperty }) {
  const { name, kind, says, verdict, expected, trace } = property;
  const isBad = verdict === 'violated';
  return (
    <li data-found={name} class={isBad ? 'bad' : ''}>
      <span title={says}>
        {signOf(verdict)} {name}: {verdict}
        {isBad && expected === 'violated' && ', as expected'}
      </span>
      {trace !== undefined && (
        <button type="button" onClick={() => loadFound(property)}>
          {kind === 'reachable' ? 'Show the witness' : 'Show the counterexample'}
          {` (${trace.steps.length} steps)`}
        </button>
      )}
    </li>
  );
}

function signOf(verdict: Checked['verdict']): string {
  return verdict === 'violated' ? '✗' : verdict === 'unknown' ? '?' : '✓';
}

function commandFor({ entry, settings }: Open): string {
  const { size, parameters, mutation } = settings;
  const words = [
    ...['faultline', 'check', entry.name],
    ...(size === undefined ? [] : ['--size', size]),
    ...(mutation === undefined ? [] : ['--mutation', mutation]),
    ...Object.entries(parameters).map(([name, value]) => `--${name}=${value}`),
  ];
  return words.join(' ');
}

function count(number: number): string {
  return number.toLocaleString('en');
}
