import { describe, expect, it } from 'vitest';
import { styleSheet, themes, type Colour } from './theme.ts';

/** Source: W3C, "Web Content Accessibility Guidelines 2.2", relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [low = 0, high = 0] = [luminance(left), luminance(right)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = themes[name];
  const colours = Object.keys(theme) as Colour[];
  const grounds = colours.filter((colour) => /^(surface|panel)$|-soft$/.test(colour));
  const signs = colours.filter((colour) => !grounds.includes(colour) && colour !== 'grid');
  const general = signs.filter((colour) => /^(ink|muted|line)$/.test(colour));

  it('can be read: every colour on the surface and on a panel', () => {
    const poor = signs.flatMap((sign) =>
      (['surface', 'panel'] as const)
        .filter((ground) => contrast(theme[sign], theme[ground]) < 4.5)
        .map((ground) => `${sign} on ${ground}`),
    );
    expect(poor).toEqual([]);
  });

  it('can be read: ink, and the colour of the same name, on what is soft', () => {
    const soft = grounds.filter((ground) => ground.endsWith('-soft'));
    const poor = soft.flatMap((ground) =>
      (['ink', 'muted', ground.replace('-soft', '')] as Colour[])
        .filter((sign) => contrast(theme[sign], theme[ground]) < 4.5)
        .map((sign) => `${sign} on ${ground}`),
    );
    expect([poor, general.length]).toEqual([[], 3]);
  });
});

describe('styleSheet', () => {
  const rules = { '.box, .lane': 'fill: var(--panel); stroke: var(--process-1)' };

  it('keeps its rules to the picture', () => {
    const sheet = styleSheet('.own', 'auto', rules);
    expect(sheet).toContain('.own .box, .own .lane { fill: var(--panel)');
    const selectors = sheet.replaceAll(/@media[^{]+\{/g, '').match(/[^{}\n]+(?=\{)/g) ?? [];
    expect(selectors).toHaveLength(6);
    expect(selectors.filter((selector) => !selector.includes('.own'))).toEqual([]);
  });

  it('follows the system, paper, and a page with a switch of its own', () => {
    const sheet = styleSheet('.own', 'auto', rules);
    expect(sheet).toContain('.own { --surface: #ffffff;');
    expect(sheet).toContain(
      '@media screen and (prefers-color-scheme: dark) { .own { --surface: #16181d;',
    );
    expect(sheet).toContain(
      ":is([data-theme='light'] .own, .own:has(> #light:target)) { --surface: #ffffff;",
    );
    expect(sheet).toContain(
      "@media screen { :is([data-theme='dark'] .own, .own:has(> #dark:target)) { --surface: #16181d;",
    );
  });

  it('has the colours themselves in one theme', () => {
    expect(styleSheet('.own', 'dark', rules)).toBe(
      '.own { max-width: 100%; height: auto }\n.own .box, .own .lane { fill: #1f232b; stroke: #6cb6ff }\n',
    );
  });
});
