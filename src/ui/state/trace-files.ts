import { Stepper } from '../../trace/simulation/stepper.ts';
import type { TraceFile } from '../../trace/trace-file.ts';
import { begin, followActions } from '../session/follow.ts';
import { withCycle } from '../session/session.ts';
import { settingsOf } from '../../trace/link/settings.ts';
import { open, openAddress, showPlay } from './lab.ts';
import { notices, problemOf, specs } from './page.ts';

/** Shows the trace of a file that was dropped on the page or chosen. */
export async function openTraceFile(text: string): Promise<void> {
  try {
    // The schema is large, and most readers never drop a file.
    const { traceFromJson } = await import('../../trace/read-trace.ts');
    await openTrace(await traceFromJson(text));
  } catch (error) {
    notices.value = [problemOf(error)];
  }
}

async function openTrace(file: TraceFile): Promise<void> {
  const entry = specs.value.find(({ protocol }) => protocol === file.protocol);
  if (entry === undefined) {
    notices.value = [`The trace is of the protocol "${file.protocol}", which is not here.`];
    return;
  }
  if (open.value?.entry !== entry) await openAddress(`#${entry.name}`);
  const shown = open.value;
  if (shown?.entry !== entry) return;
  const { replayTrace } = await import('../../trace/replay.ts');
  const { protocol } = shown.loaded;
  const trace = replayTrace(protocol, file);
  const { settings, isExact } = settingsOf(trace.model, entry.name);
  const stepper = new Stepper(trace.model);
  const actions = trace.steps.map(({ action }) => action);
  const { session } = followActions(stepper, begin(stepper, trace.initial), actions);
  const cycled = trace.cycle === undefined ? session : withCycle(session, trace.cycle);
  showPlay(
    { settings, stepper, session: cycled },
    isExact ? [] : ['The network or the faults of the file are special: a link cannot hold them.'],
  );
}
