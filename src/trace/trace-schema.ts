import * as z from 'zod';
import { FaultlineError } from '../errors.ts';
import { traceFormatVersion, type TraceFile } from './trace-file.ts';

const budget = z.union([z.int().nonnegative(), z.literal('unbounded')]).meta({ id: 'budget' });

const scope = {
  roles: z.array(z.string()).exactOptional(),
  processes: z.array(z.string()).exactOptional(),
};
const budgeted = { ...scope, max: budget, maxEach: z.int().nonnegative().exactOptional() };

const network = z.object({
  order: z.enum(['unordered', 'fifo', 'set']),
  delivery: z.enum(['consumes', 'keeps']).exactOptional(),
  loss: z.object(budgeted).exactOptional(),
  duplication: z.object(budgeted).exactOptional(),
  reordering: z.object(budgeted).exactOptional(),
});

const crash = z.object({
  ...budgeted,
  atOnce: z.int().nonnegative().exactOptional(),
  restart: z.boolean().exactOptional(),
  amnesia: budget.exactOptional(),
  cutsBroadcast: z.boolean().exactOptional(),
});

const groups = z.array(z.array(z.string()));

const partition = z.object({
  ...scope,
  max: budget,
  shapes: z
    .array(z.union([z.enum(['isolated', 'halves', 'oneWay', 'bridge']), groups]))
    .exactOptional(),
  messages: z.enum(['held', 'dropped']).exactOptional(),
  heal: z.boolean().exactOptional(),
});

const drift = z.object({
  ...scope,
  ticks: z.int().nonnegative(),
  max: budget.exactOptional(),
});

const faults = z.object({
  crash: crash.exactOptional(),
  pause: z.object(budgeted).exactOptional(),
  partition: partition.exactOptional(),
  drift: drift.exactOptional(),
  total: z.int().nonnegative().exactOptional(),
});

const time = z.object({
  timeouts: z.enum(['nondeterministic', 'accurate', 'timed']),
  tick: z.number().positive().exactOptional(),
  delayMax: z.int().nonnegative().exactOptional(),
});

const event = z.looseObject({ type: z.string() }).meta({ id: 'event' });
const envelope = z
  .looseObject({ type: z.string(), from: z.string(), to: z.string() })
  .meta({ id: 'message' });

const delivery = {
  process: z.string(),
  from: z.string(),
  message: event,
  place: z.int().positive().exactOptional(),
};
const timeout = z.object({ kind: z.literal('timeout'), process: z.string(), timer: z.string() });
const stimulus = z.object({ kind: z.literal('stimulus'), process: z.string(), event });
const restart = z.object({
  kind: z.literal('restart'),
  process: z.string(),
  amnesia: z.literal(true).exactOptional(),
});

const cutStep = z.object({
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('deliver'), ...delivery }),
    timeout,
    stimulus,
    restart,
  ]),
  sent: z.array(z.int().positive()).describe('Which messages of the step have left, from 1.'),
  writes: z.int().nonnegative().describe('How often the durable context had changed.'),
});

const action = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.enum(['deliver', 'drop', 'duplicate', 'reorder']), ...delivery }),
    timeout,
    stimulus,
    restart,
    z.object({
      kind: z.literal('crash'),
      process: z.string(),
      during: cutStep.exactOptional(),
    }),
    z.object({ kind: z.enum(['pause', 'resume']), process: z.string() }),
    z.object({
      kind: z.literal('drift'),
      process: z.string(),
      ticks: z.union([z.literal(1), z.literal(-1)]),
    }),
    z.object({ kind: z.literal('partition'), groups, oneWay: z.boolean() }),
    z.object({ kind: z.enum(['heal', 'tick']) }),
  ])
  .meta({ id: 'action' });

const processChange = z
  .object({
    kind: z.literal('process'),
    process: z.string(),
    field: z.union([
      z.enum(['state', 'alive', 'timers', 'ticks', 'paused', 'ahead']),
      z.templateLiteral(['context.', z.string()]),
    ]),
    // A context key that comes or goes has no value on one side, and JSON has no word for that.
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .transform(({ before, after, ...rest }) => ({ ...rest, before, after }));

const change = z
  .discriminatedUnion('kind', [
    processChange,
    z.object({ kind: z.enum(['sent', 'gone']), message: envelope }),
    z.object({
      kind: z.literal('monitor'),
      monitor: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  ])
  .meta({ id: 'change' });

/** The shape of a state. */
export const stateRecord = z.object({
  processes: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      alive: z.boolean(),
      state: z.unknown(),
      context: z.record(z.string(), z.unknown()),
      timers: z.array(z.string()),
      ticks: z
        .record(z.string(), z.int())
        .exactOptional()
        .describe('In how many ticks each fires.'),
      paused: z.literal(true).exactOptional(),
      ahead: z.int().exactOptional().describe('By how many ticks its clock is ahead of time.'),
    }),
  ),
  messages: z.array(envelope),
  due: z.array(z.int()).exactOptional().describe('In how many ticks each message is due.'),
  monitors: z
    .array(z.object({ id: z.string(), state: z.unknown(), context: z.unknown() }))
    .exactOptional(),
  partition: z.string().exactOptional().describe('Who is cut off from whom, as text.'),
});

const step = z.object({
  label: z.string().describe('The action in one line, for people.'),
  action,
  changes: z
    .array(change)
    .describe('Processes in order, then messages that have gone, then those that were sent.'),
});

const abstractTrace = z.object({
  protocol: z.string().describe('The title of the abstract protocol.'),
  start: stateRecord.nullable(),
  isStart: z.boolean(),
  steps: z.array(
    z.object({
      kind: z.enum(['steps', 'stutters', 'breaks']),
      label: z.string().nullable(),
      changes: z.array(change),
      state: stateRecord.nullable(),
    }),
  ),
  allowed: z.array(z.string()),
});

const property = z.object({
  name: z.string(),
  kind: z.enum([
    'invariant',
    'stepInvariant',
    'reachable',
    'deadlockFree',
    'refines',
    'eventually',
    'leadsTo',
    'alwaysEventually',
    'eventuallyAlways',
    'ltl',
  ]),
  says: z.string().describe('The property as a sentence.'),
});

const traceFile = z
  .object({
    format: z.literal('faultline-trace'),
    version: z.literal(traceFormatVersion),
    protocol: z.string().describe('The id of the protocol.'),
    spec: z.string().describe('Where the protocol is found: a name or the path of a file.'),
    parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
    mutation: z.string().optional(),
    network,
    faults,
    time: time.optional().describe('Left out where timers may fire at any moment.'),
    property: property
      .nullable()
      .describe('What the trace shows; null for a trace that leads to an error in the spec.'),
    verdict: z.enum(['holds', 'holds in bounds', 'violated', 'unknown']).nullable(),
    initial: z.int().nonnegative().describe('Which initial state the trace begins in, from 0.'),
    start: stateRecord.describe('The initial state itself.'),
    steps: z.array(step),
    cycleStart: z
      .int()
      .nonnegative()
      .optional()
      .describe('How many steps come before those that are repeated for ever.'),
    abstract: abstractTrace
      .optional()
      .describe(
        'Of a counterexample to a refinement: the steps as the abstract protocol sees them.',
      ),
  })
  .meta({
    title: 'Faultline trace',
    description: 'A behavior of a protocol, which `faultline replay` takes again.',
  });

/** See `traceJsonSchema`, which loads this file. */
export function jsonSchemaOfTraceFile(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(traceFile, { io: 'input' }) };
}

/** See `traceFromJson`, which loads this file. */
export function parseTraceFile(text: string): TraceFile {
  return requireTraceFile(parseJson(text));
}

/**
 * Checks the shape of a trace file.
 *
 * @param placeIn - Where something stands that has this path in a trace file.
 */
export function requireTraceFile(
  json: unknown,
  placeIn: (path: readonly PropertyKey[]) => readonly PropertyKey[] = (path) => path,
): TraceFile {
  requireVersion(json);
  const { data, error } = traceFile.safeParse(json);
  if (error === undefined) return data;
  throw wrongShape(error, placeIn);
}

/** Why something does not have the shape that it should, with the first place where it does not. */
export function wrongShape(
  { issues: [issue] }: z.ZodError,
  placeIn: (path: readonly PropertyKey[]) => readonly PropertyKey[] = (path) => path,
): FaultlineError {
  return notTrace(`At ${placeOf(placeIn(issue?.path ?? []))} ${problemOf(issue)}`);
}

/** Reads JSON, or says from where on it is none. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') throw notTrace('It is empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw notTrace(jsonProblem(text, message));
  }
}

function jsonProblem(text: string, message: string): string {
  const at = /position (\d+)/.exec(message)?.[1];
  const end = text.trimEnd().length;
  // What is cut off within a string has a position too: the end of the text.
  if (at === undefined ? message.includes('end of') : Number(at) >= end) {
    return `It ends in the middle, after ${end} characters`;
  }
  if (at === undefined) return `It is not JSON (${message})`;
  const lines = text.slice(0, Number(at)).split('\n');
  return `It is not JSON from line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1} on`;
}

function requireVersion(json: unknown): void {
  const { format, version } = (json ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'faultline-trace') {
    throw notTrace('It does not say "format": "faultline-trace"');
  }
  if (version === traceFormatVersion) return;
  const found = version === undefined ? 'no version' : `version ${JSON.stringify(version)}`;
  throw new FaultlineError(
    'FL502',
    `The trace is of ${found} of the trace format; this Faultline reads version ${traceFormatVersion}.`,
    'find the trace again with this Faultline, or replay it with the one that wrote it.',
  );
}

/** A path as one would write it in code: `steps[2].action.kind`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}

function problemOf(issue: z.core.$ZodIssue | undefined): string {
  const expected = [...new Set(issue === undefined ? [] : expectedBy(issue))];
  return `${expected.length === 0 ? 'something else' : expected.join(' or ')} was expected`;
}

/** What zod says that it expected, in its own words; of a union, what each member expected. */
function expectedBy(issue: z.core.$ZodIssue): readonly string[] {
  const said = /expected (.*?)(?:, received .*)?$/i.exec(issue.message)?.[1];
  if (said !== undefined) {
    return [
      said
        .replaceAll(/ *\| */g, ', ')
        .replaceAll("'", '"')
        .replace(' to be ', ' '),
    ];
  }
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(expectedBy) : [];
}

function notTrace(problem: string): FaultlineError {
  return new FaultlineError(
    'FL501',
    `The text is no trace. ${problem}.`,
    'give a file that was written by Faultline, whole and unchanged.',
  );
}
