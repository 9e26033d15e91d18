import { FaultlineError } from '../../errors.ts';
import { mermaidSequence } from '../../report/mermaid.ts';
import { shivizLog } from '../../report/exchange/shiviz.ts';
import { spacetimeSvg } from '../../report/spacetime/drawing/spacetime-svg.ts';
import type { Theme } from '../../report/svg/theme.ts';
import { traceItfText } from '../../report/exchange/trace-itf.ts';
import type { AboutTrace } from '../../trace/trace-file.ts';
import type { Trace } from '../../trace/trace.ts';
import { choiceOption, switchOption, type Given } from '../given.ts';

/** A format in which another program reads a trace. */
export interface ExchangeFormat {
  /** How the names of its files end. */
  readonly extension: string;
  /** The trace in this format. Line break at the end. */
  readonly write: (trace: Trace, about: AboutTrace) => string;
}

const exchangeFormats = (theme: Theme) =>
  ({
    mermaid: { extension: 'mmd', write: (trace, { property }) => mermaidSequence(trace, property) },
    svg: {
      extension: 'svg',
      write: (trace, { property }) => spacetimeSvg(trace, { property, theme }),
    },
    itf: { extension: 'itf.json', write: traceItfText },
    shiviz: { extension: 'shiviz.log', write: shivizLog },
  }) as const satisfies Readonly<Record<string, ExchangeFormat>>;

/** What a trace is printed as: for people, as Faultline's own JSON, or for another program. */
export type TraceFormat = 'text' | 'json' | keyof ReturnType<typeof exchangeFormats>;

const names = [
  'text',
  'json',
  'mermaid',
  'svg',
  'itf',
  'shiviz',
] as const satisfies readonly TraceFormat[];

/**
 * The format that is asked for: by `--format`, or by one of its short forms `--json` and `--mermaid`.
 *
 * @throws FaultlineError `FL601` when two different ones are.
 */
export function traceFormatOf(given: Given): TraceFormat {
  const chosen = (['json', 'mermaid'] as const).filter(
    (name) => switchOption(given, name) === true,
  );
  const format = choiceOption(given, 'format', names);
  const asked = new Map<TraceFormat, string>(chosen.map((name) => [name, `--${name}`]));
  if (given.options.format !== undefined && !asked.has(format)) {
    asked.set(format, `--format ${format}`);
  }
  const [only = 'text', ...more] = asked.keys();
  if (more.length === 0) return only;
  throw new FaultlineError(
    'FL601',
    `There is both ${[...asked.values()].join(' and ')}.`,
    'choose one of them.',
  );
}

/**
 * How to write a trace in a format; undefined for those that are Faultline's own.
 *
 * @param theme - Of a picture; the other formats have none.
 */
export function exchangeFormat(
  format: TraceFormat,
  theme: Theme = 'auto',
): ExchangeFormat | undefined {
  return format === 'text' || format === 'json' ? undefined : exchangeFormats(theme)[format];
}
