import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelOf, type Model, type ModelChoices } from '../../protocol/model.ts';
import type { Property } from '../../protocol/property.ts';
import type { Protocol } from '../../protocol/protocol.ts';
import { plainPalette } from '../../report/text-options.ts';
import { traceText } from '../../report/text.ts';
import { traceToJson } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { ChosenRuns } from './chosen-runs.ts';

/** For how many steps a run keeps to one order of actions, at most. */
const timesMax = 30;

/** How runs are chosen, and where the trace of a violation goes. */
export interface RunsOptions extends ModelChoices {
  /** How many runs; 100 by default. */
  readonly runs?: number | undefined;
  /** Steps of a run at most; 200 by default. */
  readonly stepsMax?: number | undefined;
  /** How likely a fault is, compared with any other action: 1 by default, 0 for no faults. */
  readonly faultWeight?: number | undefined;
  /** The same seed gives the same runs. By default that of fast-check, which is another each time. */
  readonly seed?: number | undefined;
  /** Of a failure that fast-check has reported: goes to the shrunk run at once. Needs its seed. */
  readonly path?: string | undefined;
  /** The folder for the trace of a violation; one for temporary files by default. */
  readonly save?: string | undefined;
  /** How `faultline replay` finds the protocol again: the path of its file; by default its id. */
  readonly spec?: string | undefined;
}

/** The error by which a test fails when runs have come to a violation. */
export class ViolationError extends Error {
  override readonly name = 'ViolationError';
  /** The name of the property. */
  readonly property: string;
  /** Shows it, without steps that are not needed. */
  readonly trace: Trace;
  /** The file in which the trace is. */
  readonly file: string;

  constructor(message: string, shown: Pick<ViolationError, 'property' | 'trace' | 'file'>) {
    super(message);
    this.property = shown.property;
    this.trace = shown.trace;
    this.file = shown.file;
  }
}

/**
 * Runs a protocol at random where it is too large to check: fast-check chooses every step, and all
 * properties are looked at on the way. A run that violates one is shrunk, and fails the test.
 *
 * A run that violates nothing proves nothing. fast-check has to be installed.
 *
 * @param protocol - Made by `defineProtocol`.
 * @param options - Size, parameters, mutation, faults; how many runs, and how long.
 * @throws ViolationError with the shortened trace, the command that replays it, and the seed of fast-check;
 * FaultlineError and SpecError as `checkSync` does.
 *
 * @example
 * it('holds for nine participants as far as runs can tell', async () => {
 *   await expectNoViolation(twoPhaseCommit, { parameters: { participants: 9, crashes: 3 } });
 * });
 */
export async function expectNoViolation(
  protocol: Protocol,
  { runs = 100, stepsMax = 200, faultWeight = 1, ...options }: RunsOptions = {},
): Promise<void> {
  const fc = await import('fast-check');
  const { seed, path, save, spec, ...choices } = options;
  const model = modelOf(protocol, choices);
  const chosen = new ChosenRuns(model, { stepsMax, faultWeight });
  const choice = fc.record({
    // No order is simpler than another: only leaving it out makes the run simpler.
    order: fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: timesMax })),
  });
  const details = fc.check(
    fc.property(
      fc.array(choice, { maxLength: stepsMax, size: 'max' }),
      (taken) => chosen.follow(taken) === undefined,
    ),
    { numRuns: runs, ...(seed !== undefined && { seed }), ...(path !== undefined && { path }) },
  );
  if (!details.failed) return;
  // An error in a chart or a property is thrown again, with the trace that leads to it.
  const found = chosen.follow(details.counterexample?.[0] ?? []);
  if (found === undefined) throw new Error(`fast-check found a run and lost it again.`);
  const trace = chosen.traceTo(found);
  const { seed: usedSeed, counterexamplePath, numRuns } = details;
  throw violation(
    model,
    { property: found.property, trace },
    {
      ...{ save, spec, numRuns },
      again: `seed: ${usedSeed}, path: '${counterexamplePath ?? ''}'`,
    },
  );
}

/** What the message of a violation says besides what is violated. */
interface AboutFailure {
  readonly save: string | undefined;
  readonly spec: string | undefined;
  readonly numRuns: number;
  /** The options that lead fast-check to it again. */
  readonly again: string;
}

function violation(
  { protocol, mutation }: Model,
  { property: name, trace }: Pick<ViolationError, 'property' | 'trace'>,
  { save, spec, numRuns, again }: AboutFailure,
): ViolationError {
  const { kind, says } = protocol.properties[name] as Property;
  const property = { name, kind, says, verdict: 'violated' } as const;
  const folder = save ?? join(tmpdir(), 'faultline-traces');
  const parts = [protocol.id, mutation, name, 'json'].filter((part) => part !== undefined);
  const file = join(folder, parts.join('.'));
  mkdirSync(folder, { recursive: true });
  const json = traceToJson(trace, { spec: spec ?? protocol.id, property });
  writeFileSync(file, `${JSON.stringify(json, undefined, 2)}\n`);
  const text = traceText(trace, { columns: 80, unicode: true, palette: plainPalette, property });
  const message = [
    `"${protocol.id}" violates ${name} in ${stepsText(trace)}; fast-check found it in run ${numRuns}.`,
    text,
    `To see it again:\n  npx faultline replay ${file}\nor with the options { ${again} }.\n`,
  ].join('\n\n');
  return new ViolationError(message, { property: name, trace, file });
}

function stepsText({ steps: { length } }: Trace): string {
  return `${length} ${length === 1 ? 'step' : 'steps'}`;
}
