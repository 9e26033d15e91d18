import { faultline } from '../cli/support/faultline.ts';
import type { GeneratedPage } from './generated-page.ts';

/** The pictures that the README and the guides show, each by the command that draws it. */
const commands = {
  'send-before-log': 'check two-phase-commit --mutation send-before-log --format svg',
  'never-blocks': 'check two-phase-commit --size tiny --format svg',
  participant: 'draw two-phase-commit --size tiny --chart participant --coverage',
  messages: 'draw two-phase-commit --size tiny --flow',
  states: 'graph two-phase-commit-abstract --resource-managers 2 --format svg',
} as const;

/** A file for each of the pictures. */
export const picturePages = Object.entries(commands).map(([name, command]): GeneratedPage => ({
  path: `docs/pictures/${name}.svg`,
  render: async () => (await faultline(command.split(' '))).stdout,
}));
