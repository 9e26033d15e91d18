import { eventText } from '../system/action.ts';
import type { Envelope } from '../protocol/messages.ts';
import { abstractTrace } from '../trace/refinement/abstract-trace.ts';
import type { Trace, TraceCycle } from '../trace/trace.ts';
import type { TraceProperty } from '../trace/trace-file.ts';
import { glyphsFor } from './glyphs.ts';
import { onOneLine } from './lines/width.ts';
import { hang, hangItems, wrap } from './lines/wrap.ts';
import { refinementLines } from './refinement-text.ts';
import { sequenceChart } from './sequence/sequence.ts';
import { cycleText, fairTexts } from './cycle-text.ts';
import { stepList } from './step-list.ts';
import type { TextOptions } from './text-options.ts';

/** How a trace is shown as text, and what it shows. */
export interface TraceTextOptions extends TextOptions {
  /** The property that the trace is about, which a last line states; a `PropertyResult` will do. */
  readonly property?: TraceProperty | undefined;
}

/**
 * A trace as a message sequence chart, or, where that does not fit the columns, as a list of steps;
 * then what is still in flight, and what the trace shows. One against a refinement is a list of steps
 * with the abstract protocol beside it. No line break at the end.
 */
export function traceText(trace: Trace, options: TraceTextOptions): string {
  const { property } = options;
  const abstract = property?.kind === 'refines' ? abstractTrace(trace, property.name) : undefined;
  if (abstract !== undefined) {
    const lines = refinementLines(trace, abstract, options);
    return [...lines, '', ...propertyLines(trace, options)].join('\n');
  }
  const chart = sequenceChart(trace, options);
  const closing = [
    ...leftOutLines(chart?.leftOut ?? [], options),
    ...inFlightLines(trace, options),
    ...cycleLines(trace, options),
    ...propertyLines(trace, options),
  ];
  const lines = chart?.lines ?? stepList(trace, options);
  return [...lines, ...(closing.length > 0 ? [''] : []), ...closing].join('\n');
}

function leftOutLines(leftOut: readonly string[], { columns, palette }: TextOptions) {
  if (leftOut.length === 0) return [];
  return wrap(onOneLine(`Nothing happens to ${leftOut.join(', ')}.`), columns).map(palette.dim);
}

/** What is repeated for ever, and why it may be. */
function cycleLines({ steps, cycle }: Trace, { columns, palette }: TextOptions) {
  if (cycle === undefined) return [];
  return [
    ...wrap(`${cycleText(cycle, steps.length)}.`, columns).map(palette.strong),
    ...fairTexts(cycle).flatMap((text) => wrap(onOneLine(`${text}.`), columns).map(palette.dim)),
  ];
}

/** The messages that were sent and not received; where messages stay for ever, not received even once. */
function inFlightLines(trace: Trace, { columns, unicode, palette }: TextOptions) {
  const { start, steps, model } = trace;
  const { messages } = steps.at(-1)?.state ?? start;
  const keeps = model.network.delivery === 'keeps';
  const left = keeps ? messages.filter((message) => !wasReceived(trace, message)) : messages;
  if (left.length === 0) return [];
  const first = keeps ? 'Sent and not received: ' : 'Still in flight: ';
  return hangItems(first, inFlightTexts(left, glyphsFor(unicode).arrow), columns).map(palette.dim);
}

/** Messages in flight, those to whom the same message is on its way from one process together. */
function inFlightTexts(messages: readonly Envelope[], arrow: string): readonly string[] {
  const receivers = new Map<string, string[]>();
  for (const message of messages) {
    const text = onOneLine(`${eventText({ ...message })} ${message.from} ${arrow}`);
    receivers.set(text, [...(receivers.get(text) ?? []), onOneLine(message.to)]);
  }
  return [...receivers].map(([text, to]) => {
    const named = [...new Set(to)].map((id) => {
      const count = to.filter((other) => other === id).length;
      return count > 1 ? `${id} (${count} times)` : id;
    });
    return `${text} ${named.join(', ')}`;
  });
}

function wasReceived({ steps }: Trace, { from, to, ...message }: Envelope): boolean {
  const text = JSON.stringify(message);
  return steps.some(
    ({ action }) =>
      action.kind === 'deliver' &&
      action.from === from &&
      action.process === to &&
      JSON.stringify(action.message) === text,
  );
}

function propertyLines({ steps, cycle }: Trace, options: TraceTextOptions): readonly string[] {
  const { property, columns, palette } = options;
  if (property === undefined) return [];
  const { good, bad } = glyphsFor(options.unicode);
  const [sign, tint] =
    property.kind === 'reachable' ? ([good, 'good'] as const) : ([bad, 'bad'] as const);
  return hang(`${sign} `, shownText(property, steps.length, cycle), columns).map(palette[tint]);
}

/**
 * What a trace shows, in one sentence: `violated after step 7: no two processes differ (agreement)`.
 *
 * @param steps - How many steps the trace has.
 * @param cycle - How the trace goes on for ever, where it does.
 */
export function shownText(
  { name, kind, says }: TraceProperty,
  steps: number,
  cycle?: TraceCycle,
): string {
  const finding =
    cycle === undefined ? findingText(kind, steps) : `violated: ${cycleText(cycle, steps)}`;
  return onOneLine(`${finding}: ${says} (${name})`);
}

function findingText(kind: TraceProperty['kind'], steps: number): string {
  const place = steps === 0 ? 'in the initial state' : `after step ${steps}`;
  switch (kind) {
    case 'invariant':
      return `violated ${place}`;
    case 'stepInvariant':
      return `violated by step ${steps}`;
    case 'refines':
      return steps === 0 ? `violated ${place}` : `violated by step ${steps}`;
    case 'deadlockFree':
      return `violated: stuck ${place}`;
    case 'reachable':
      return `true ${place}`;
    case 'eventually':
    case 'leadsTo':
    case 'alwaysEventually':
    case 'eventuallyAlways':
    case 'ltl':
      return `violated by what follows ${steps === 0 ? 'the initial state' : `step ${steps}`}`;
  }
}
