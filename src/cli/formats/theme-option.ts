import { FaultlineError } from '../../errors.ts';
import type { Theme } from '../../report/svg/theme.ts';
import { choiceOption, type Given } from '../given.ts';

/**
 * The theme in which a picture is drawn: by default that of its reader's system.
 *
 * @param format - The format that is asked for: only svg has a theme.
 * @throws FaultlineError `FL601` for a theme that there is not, and for one with another format.
 */
export function themeOf(given: Given, format: string): Theme {
  const theme = choiceOption(given, 'theme', ['auto', 'light', 'dark']);
  if (given.options.theme === undefined || format === 'svg') return theme;
  throw new FaultlineError(
    'FL601',
    `There is --theme, which is for pictures, and the format is ${format}.`,
    'add --format svg, or leave it out.',
  );
}
