import type { Protocol } from '../../protocol/protocol.ts';
import type { CheckJson } from '../../report/check-json.ts';
import { failureTexts, networkText } from '../../report/model-text.ts';
import { modelOf } from '../../protocol/model.ts';
import type { Study } from '../study.ts';
import { code, codeBlock, codes, grouped, joined, plain, table, type Part } from './markdown.ts';

/** What was checked: the bounds of each size, and how many states they come to. */
export function sizesSection(protocol: Protocol, { sizes, leftOut }: Study): Part {
  const parameters = Object.keys(protocol.parameters);
  const rows = sizes.map((check) => [
    code(check.size ?? 'defaults'),
    ...parameters.map((name) => plain(String(check.parameters[name]))),
    verdictCell(check),
    grouped(check.distinctStates),
    grouped(check.generatedStates),
    String(check.depth),
  ]);
  return joined(
    '## What was checked',
    table(
      ['size', ...parameters, 'verdict', 'distinct states', 'generated', 'depth'].map(plain),
      rows,
    ),
    [
      '*Distinct*, *generated* and *depth* are as TLC counts them.',
      ...(sizes.some(({ ending }) => ending !== 'complete')
        ? ['What is cut off has more states than were asked for; the command goes on to the end.']
        : []),
      'Each row is one command:',
    ].join(' '),
    codeBlock('sh', sizes.map(commandOf)),
    notAsked(protocol, sizes, leftOut),
    assumptions(protocol, sizes),
  );
}

/** What somebody chose to leave out: no word on this page is about it. */
function notAsked(
  protocol: Protocol,
  sizes: readonly CheckJson[],
  leftOut: Study['leftOut'],
): Part {
  const all = Object.keys(protocol.mutations).length;
  const missing = [
    leftOut.sizes.length === 0 ? '' : `the sizes ${codes(leftOut.sizes)}`,
    leftOut.mutations.length === 0 ? '' : `${leftOut.mutations.length} of ${all} mutations`,
  ].filter((part) => part !== '');
  if (missing.length === 0) return undefined;
  const spec = sizes[0]?.spec ?? protocol.id;
  return joined(
    `**Not checked for this page:** ${missing.join(', and ')}. For a page about all of it:`,
    codeBlock('sh', [`faultline docs ${spec}`]),
  );
}

/** The command that makes this check again. */
export function commandOf({ spec, size, mutation }: CheckJson): string {
  return [
    `faultline check ${spec}`,
    ...(mutation === null ? [] : [`--mutation ${mutation}`]),
    ...(size === null ? [] : [`--size ${size}`]),
  ].join(' ');
}

function verdictCell({ verdict, ending, properties }: CheckJson): string {
  if (ending !== 'complete')
    return verdict === 'unknown' ? 'unknown: cut off' : `${verdict}, cut off`;
  const isBroken = properties.some((property) => property.verdict === 'violated');
  return verdict !== 'violated' && isBroken ? 'as expected' : verdict;
}

/** Network, failures and time, as sentences: once where they are the same in every size. */
function assumptions(protocol: Protocol, sizes: readonly CheckJson[]): Part {
  const texts = sizes.map(({ size }) => {
    const model = modelOf(protocol, size === null ? {} : { size });
    return [networkText(model.network), ...failureTexts(model)].map((line) => `- ${plain(line)}`);
  });
  const groups = new Map<string, string[]>();
  texts.forEach((lines, index) => {
    const key = lines.join('\n');
    groups.set(key, [...(groups.get(key) ?? []), sizes[index]?.size ?? 'defaults']);
  });
  const blocks = [...groups].map(([lines, names]) =>
    groups.size === 1 ? lines : `In ${names.map(code).join(', ')}:\n\n${lines}`,
  );
  return joined('### What may happen', ...blocks);
}
