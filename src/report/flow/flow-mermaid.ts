import type { ExploredSteps } from '../../trace/exercise/explored-steps.ts';
import { mermaidStateText } from '../lines/mermaid-text.ts';

/**
 * The message flow of a protocol as a Mermaid flowchart, which GitHub draws: an arrow for each two roles, with
 * the types of the messages that go that way. Line break at the end.
 *
 * Source: Mermaid 11, "Flowcharts".
 */
export function flowMermaid({ model, messages }: ExploredSteps): string {
  const roles = [...new Set(model.processes.map(({ role }) => role))];
  const ways = new Map<string, string[]>();
  for (const { type, from, to } of messages) {
    const ends = `${roles.indexOf(from)} ${roles.indexOf(to)}`;
    ways.set(ends, [...(ways.get(ends) ?? []), type]);
  }
  const lines = [
    ...roles.map((role, index) => `r${index}["${mermaidStateText([role], 40)}"]`),
    ...[...ways].map(([ends, types]) => {
      const [from, to] = ends.split(' ');
      return `r${from} -- "${mermaidStateText(types, 40)}" --> r${to}`;
    }),
  ];
  return ['flowchart LR', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
