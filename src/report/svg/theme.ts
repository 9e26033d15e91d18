/**
 * The colours of all pictures, by what they mean. A rule of a picture says `var(--ink)`.
 *
 * Text and signs in any of them but the surfaces, the soft ones and `grid` can be read on a surface: their
 * contrast is at least 4.5 to 1. A soft colour fills what the colour of the same name outlines.
 */
export const themes = {
  light: {
    surface: '#ffffff',
    panel: '#f5f7f9',
    ink: '#1b1f24',
    muted: '#57606a',
    line: '#636c77',
    grid: '#d5dae1',
    accent: '#0b57d0',
    'accent-soft': '#dbe8fd',
    good: '#18722f',
    'good-soft': '#dcf3e2',
    bad: '#b81d2b',
    'bad-soft': '#fde3e3',
    warn: '#855600',
    'warn-soft': '#fdf0d2',
    'process-1': '#0062a8',
    'process-2': '#a34a00',
    'process-3': '#006b4b',
    'process-4': '#8a2f75',
    'process-5': '#685b00',
    'process-6': '#a3123d',
    'process-7': '#1c6a80',
    'process-8': '#555b66',
  },
  dark: {
    surface: '#16181d',
    panel: '#1f232b',
    ink: '#e8eaee',
    muted: '#a7b0bc',
    line: '#98a2af',
    grid: '#3a414c',
    accent: '#8ab4f8',
    'accent-soft': '#21365a',
    good: '#5ccb7d',
    'good-soft': '#1c3b27',
    bad: '#ff8f8f',
    'bad-soft': '#4a2025',
    warn: '#e8b44c',
    'warn-soft': '#41341a',
    'process-1': '#6cb6ff',
    'process-2': '#ffa15c',
    'process-3': '#4fd0a2',
    'process-4': '#eba0d8',
    'process-5': '#d8c84e',
    'process-6': '#ff8fa9',
    'process-7': '#6fd0e8',
    'process-8': '#b4bcc8',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The name of a colour. */
export type Colour = keyof (typeof themes)['light'];

/** One theme, or what the reader's system asks for. */
export type Theme = keyof typeof themes | 'auto';

/** Rules of a picture: declarations by selector, which has no commas but those between selectors. */
export type Rules = Readonly<Record<string, string>>;

/**
 * The style sheet of a picture: its colours, and its rules, which apply within the picture only.
 *
 * With `auto` the colours are custom properties. They follow the system. A page that has a switch of its own
 * puts `data-theme="light"` or `"dark"` on an element around the picture; where it shows a file, it names the
 * theme behind it, as in `<img src="chart.svg#dark">`. On paper they are light.
 * With one theme the colours stand in the rules themselves: programs that know no custom properties, such
 * as editors for drawings, show that too.
 *
 * @param selector - Matches the root of the picture.
 */
export function styleSheet(selector: string, theme: Theme, rules: Rules): string {
  const own = Object.entries(rules)
    .map(([inside, style]) => `${within(selector, inside)} { ${style} }\n`)
    .join('');
  // Wherever it stands, it is no wider than there is room.
  const fitting = `${selector} { max-width: 100%; height: auto }\n`;
  if (theme !== 'auto') return fitting + own.replaceAll(/var\(--([\w-]+)\)/g, literal(theme));
  const dark = declarations('dark');
  return [
    `${selector} { ${declarations('light')} }`,
    `@media screen and (prefers-color-scheme: dark) { ${selector} { ${dark} } }`,
    `${asked(selector, 'light')} { ${declarations('light')} }`,
    `@media screen { ${asked(selector, 'dark')} { ${dark} } }`,
    fitting + own,
  ].join('\n');
}

/** A picture for which somebody asks for a theme: the page around it, or who names the file. */
function asked(selector: string, theme: keyof typeof themes): string {
  return `:is([data-theme='${theme}'] ${selector}, ${selector}:has(> #${theme}:target))`;
}

/** A selector, or several with commas between, limited to what is inside of another. */
function within(outer: string, inside: string): string {
  return inside
    .split(',')
    .map((one) => `${outer} ${one.trim()}`)
    .join(', ');
}

/** The custom properties of a theme, as declarations. */
function declarations(theme: keyof typeof themes): string {
  return Object.entries(themes[theme])
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}

function literal(theme: keyof typeof themes) {
  return (_: string, name: string): string => themes[theme][name as Colour];
}
