import { createInterface } from 'node:readline';
import { FaultlineError } from '../../errors.ts';
import { modelOf } from '../../protocol/model.ts';
import { replayTrace } from '../../trace/replay.ts';
import { Simulation } from '../../trace/simulation/simulation.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { flagOf, textOption, type Given, type Run } from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { Session } from '../session/session.ts';
import { findSpec, type FoundSpec } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';
import { aboutFile, readTraceFile } from './trace-file.ts';

/** `faultline simulate`. */
export const run: Run = async (given) => {
  const from = textOption(given, 'from');
  const found = await findSpec(given.argument);
  const simulation =
    from === undefined
      ? new Simulation(modelOf(found.protocol, await modelChoices(found, given)))
      : await simulationFrom(from, found, given);
  const session = new Session(simulation, { spec: found.spec, options: textOptions(given) });
  return converse(session);
};

/** The model and the steps of a saved trace: what is chosen on the command line has no place there. */
async function simulationFrom(
  path: string,
  { protocol }: FoundSpec,
  given: Given,
): Promise<Simulation> {
  const layout = ['from', 'ascii', 'color'];
  const [chosen] = [...Object.keys(given.options), ...Object.keys(given.parameters)].filter(
    (name) => !layout.includes(name),
  );
  if (chosen !== undefined) {
    throw new FaultlineError(
      'FL601',
      `There is both --from and ${flagOf(chosen)}.`,
      'leave one of them out: the trace says what model it is of.',
    );
  }
  const file = await readTraceFile(path);
  return aboutFile(path, () => {
    const trace = replayTrace(protocol, file);
    const simulation = new Simulation(trace.model);
    simulation.follow(trace);
    return simulation;
  });
}

/** Reads lines and answers them, until the end of the input, `quit` or Ctrl-C. */
function converse(session: Session): Promise<ExitCode> {
  const { stdin, stdout } = process;
  const isTerminal = stdin.isTTY === true;
  const lines = createInterface({
    input: stdin,
    ...(isTerminal && { output: stdout }),
    prompt: '> ',
  });
  return new Promise((resolve) => {
    let code: ExitCode = exitCodes.holds;
    const end = (as: ExitCode) => {
      code = as;
      lines.close();
    };
    lines.on('line', (line) => {
      // What comes after the end has been read already, and is not for us.
      if (code !== exitCodes.holds) return;
      if (!isTerminal) stdout.write(`> ${line}\n`);
      const { text, ends, isRefused } = session.answer(line);
      // A script that does not fit ends here: it must not go on with something else than it means.
      const stops = isRefused && !isTerminal;
      if (text !== '') (stops ? process.stderr : stdout).write(`${text}\n`);
      if (ends || stops) end(stops ? exitCodes.refused : exitCodes.holds);
      else if (isTerminal) lines.prompt();
    });
    const interrupt = () => {
      end(exitCodes.interrupted);
    };
    lines.on('SIGINT', interrupt);
    process.once('SIGINT', interrupt);
    lines.on('close', () => {
      process.removeListener('SIGINT', interrupt);
      if (isTerminal) stdout.write('\n');
      resolve(code);
    });
    stdout.write(`${session.opening()}\n`);
    if (isTerminal) lines.prompt();
  });
}
