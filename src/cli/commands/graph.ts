import { writeFileSync } from 'node:fs';
import { FaultlineError } from '../../errors.ts';
import { graphAut } from '../../report/graph/graph-aut.ts';
import { graphDot } from '../../report/graph/graph-dot.ts';
import { graphJson } from '../../report/graph/graph-json.ts';
import { graphMermaid } from '../../report/graph/graph-mermaid.ts';
import { stateGraph, type StateGraph } from '../../trace/graph.ts';
import { drawnGraph, graphDrawing } from '../formats/graph-svg-format.ts';
import { exitCodes } from '../exit-codes.ts';
import {
  choiceOption,
  countOption,
  switchOption,
  textOption,
  type Given,
  type Run,
} from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { writing } from '../saved-traces.ts';
import { findSpec } from '../spec/find.ts';

const texts = {
  dot: graphDot,
  aut: graphAut,
  json: graphJson,
  mermaid: graphMermaid,
} as const satisfies Readonly<Record<string, (graph: StateGraph) => string>>;

type Format = keyof typeof texts | 'svg';

/** `faultline graph`. */
export const run: Run = async (given) => {
  const format = formatOf(given);
  const statesMax = countOption(given, 'statesMax') ?? statesMaxOf(format);
  const path = textOption(given, 'out');
  const found = await findSpec(given.argument);
  const choices = await modelChoices(found, given);
  const drawing = await graphDrawing(given, found.protocol, format);
  const graph = stateGraph(found.protocol, { ...choices, statesMax, judge: format === 'svg' });
  const text = format === 'svg' ? drawnGraph(graph, drawing) : texts[format](graph);
  if (path === undefined) process.stdout.write(text);
  else writing(path, () => writeFileSync(path, text));
  if (graph.complete) return exitCodes.holds;
  process.stderr.write(
    `The graph has the first ${graph.states.length} states; more are reachable. See --states-max.\n`,
  );
  return exitCodes.unknown;
};

/** Nobody can read a larger state diagram, and Mermaid does not draw one that is much larger. */
const mermaidStatesMax = 100;

function statesMaxOf(format: Format): number | undefined {
  return format === 'mermaid' ? mermaidStatesMax : undefined;
}

function formatOf(given: Given): Format {
  const format = choiceOption(given, 'format', ['dot', 'svg', 'aut', 'json', 'mermaid']);
  if (switchOption(given, 'json') !== true) return format;
  if (format === 'json' || given.options.format === undefined) return 'json';
  throw new FaultlineError('FL601', `There is both --json and --format ${format}.`, 'choose one.');
}
