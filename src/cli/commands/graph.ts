import { writeFileSync } from 'node:fs';
import { graphAut } from '../../report/graph/graph-aut.ts';
import { graphDot } from '../../report/graph/graph-dot.ts';
import { graphJson } from '../../report/graph/graph-json.ts';
import { stateGraph, type StateGraph } from '../../trace/graph.ts';
import { exitCodes } from '../exit-codes.ts';
import { choiceOption, countOption, textOption, type Run } from '../given.ts';
import { modelChoices } from '../model-choices.ts';
import { writing } from '../saved-traces.ts';
import { findSpec } from '../spec/find.ts';

const formats = {
  dot: graphDot,
  aut: graphAut,
  json: graphJson,
} as const satisfies Readonly<Record<string, (graph: StateGraph) => string>>;

/** `faultline graph`. */
export const run: Run = async (given) => {
  const format = choiceOption(given, 'format', ['dot', 'aut', 'json']);
  const statesMax = countOption(given, 'statesMax');
  const path = textOption(given, 'out');
  const found = await findSpec(given.argument);
  const choices = await modelChoices(found, given);
  const graph = stateGraph(found.protocol, { ...choices, statesMax });
  const text = formats[format](graph);
  if (path === undefined) process.stdout.write(text);
  else writing(path, () => writeFileSync(path, text));
  if (graph.complete) return exitCodes.holds;
  process.stderr.write(
    `The graph has the first ${graph.states.length} states; more are reachable. See --states-max.\n`,
  );
  return exitCodes.unknown;
};
