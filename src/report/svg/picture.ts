import { element, svgText, type SvgChild, type SvgElement } from './element.ts';
import { fontFamily } from './font.ts';
import { styleSheet, type Rules, type Theme } from './theme.ts';

/** How a picture is to be drawn. */
export interface PictureOptions {
  /** By default the picture follows the reader's system. */
  readonly theme?: Theme;
  /**
   * Begins the ids within the picture; by default its kind. Pictures that stand in one page need different
   * ones.
   */
  readonly id?: string;
}

/** A picture: what it shows, in words and in shapes. */
export interface Picture {
  /** A class of its root, to which its rules are limited: `chart`. */
  readonly kind: string;
  /** What it shows, in a few words. */
  readonly title: string;
  /** The same for those who cannot see it: what stands in it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Its style, over that of every picture. */
  readonly rules: Rules;
  readonly content: readonly SvgElement[];
}

/** What all pictures have in common. Text is set in ink, 13 units high. */
const commonRules: Rules = {
  text: `font: 13px ${fontFamily}; white-space: pre; fill: var(--ink)`,
  '.backdrop': 'fill: var(--surface)',
};

/**
 * A whole picture as an SVG document, which can stand in a file or within a page. Line break at the end.
 *
 * It needs no font, style or script from elsewhere. Its text is text: it can be searched, copied and read out.
 */
export function pictureText(picture: Picture, options: PictureOptions = {}): string {
  const { name, attributes, children } = pictureElement(picture, options);
  const views = options.theme === undefined || options.theme === 'auto' ? themeViews : [];
  return svgText(element(name, attributes, [...children, ...views]));
}

/** What `chart.svg#dark` points to. */
const themeViews = (['light', 'dark'] as const).map((id) => element('view', { id }));

/** A whole picture as data. */
export function pictureElement(
  { kind, title, description, width, height, rules, content }: Picture,
  { theme = 'auto', id = kind }: PictureOptions = {},
): SvgElement {
  const ids = { title: `${id}-title`, description: `${id}-description` };
  const sheet = styleSheet(`.faultline-${kind}`, theme, { ...commonRules, ...rules });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `faultline-${kind}`,
      role: 'img',
      'aria-labelledby': `${ids.title} ${ids.description}`,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    },
    [
      element('title', { id: ids.title }, [title]),
      element('desc', { id: ids.description }, [description]),
      element('style', {}, [`\n${sheet}`]),
      element('rect', { class: 'backdrop', width, height }),
      ...content,
    ],
  );
}

/** Where a text stands. */
export interface TextPlace {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  /** A class, for which the picture has a rule. */
  readonly kind?: string;
  /** Which end of the text is at x; by default the start. */
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A line of text. */
export function textElement(
  content: string | readonly SvgChild[],
  { x, y, kind, anchor }: TextPlace,
): SvgElement {
  const children = typeof content === 'string' ? [content] : content;
  const end = anchor === 'start' ? undefined : anchor;
  return element('text', { x, y, class: kind, 'text-anchor': end }, children);
}
