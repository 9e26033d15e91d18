import type { Protocol } from '../../protocol/protocol.ts';
import { resolveParameters, type Parameter } from '../../protocol/parameters.ts';
import { wrap } from '../../report/lines/wrap.ts';
import type { TextOptions } from '../../report/text-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { flagOf, switchOption, type Run } from '../given.ts';
import { bundledSpecs } from '../spec/find.ts';
import { textOptions } from '../terminal.ts';

/** `faultline list`. */
export const run: Run = async (given) => {
  const protocols = (await bundledSpecs()).map(({ protocol }) => protocol);
  const text =
    switchOption(given, 'json') === true
      ? `${JSON.stringify(protocols.map(listed), undefined, 2)}\n`
      : listText(protocols, textOptions(given));
  process.stdout.write(text);
  return exitCodes.holds;
};

/** A spec as `list --json` shows it: parameters and sizes as the author declared them. */
function listed({ id, title, source, parameters, sizes, ...declared }: Protocol) {
  const expectations = declared.expectationsFor(resolveParameters(parameters, {}));
  return {
    id,
    title,
    source,
    parameters,
    sizes,
    properties: Object.entries(declared.properties).map(([name, property]) => ({
      name,
      kind: property.kind,
      says: property.says,
      source: property.source,
      expected: expectations[name] ?? 'holds',
    })),
    mutations: Object.entries(declared.mutations).map(([name, mutation]) => ({
      name,
      says: mutation.says,
      violates: mutation.violates,
      steps: mutation.steps,
    })),
  };
}

function listText(protocols: readonly Protocol[], options: TextOptions): string {
  const { strong, dim } = options.palette;
  const lines = protocols.flatMap((protocol) => [
    strong(protocol.id),
    `  ${protocol.title}`,
    ...factsOf(protocol).flatMap(([name, words]) =>
      wrap(words.join(', '), options.columns - 14).map(
        (line, index) => `  ${dim((index === 0 ? name : '').padEnd(12))}${line}`,
      ),
    ),
    '',
  ]);
  const first = protocols[0]?.id ?? '<spec>';
  return [...lines, `Check one: faultline check ${first} --size tiny`, ''].join('\n');
}

function factsOf(protocol: Protocol): readonly (readonly [string, readonly string[]])[] {
  const parameters = Object.entries(protocol.parameters).map(
    ([name, parameter]) => `${flagOf(name)} ${choicesOf(parameter)}`,
  );
  const facts = [
    ['sizes', Object.keys(protocol.sizes)],
    ['parameters', parameters],
    ['properties', Object.keys(protocol.properties)],
    ['mutations', Object.keys(protocol.mutations)],
  ] as const;
  return facts.filter(([, words]) => words.length > 0);
}

/** `1..9 (3)`: what a parameter may be, and what it is by default. */
function choicesOf(parameter: Parameter): string {
  switch (parameter.kind) {
    case 'integer':
      return `${parameter.min}..${parameter.max} (${parameter.default})`;
    case 'boolean':
      return `(${parameter.default})`;
    case 'choice':
      return `${parameter.choices.join('|')} (${parameter.default})`;
  }
}
