/** An element of a picture, as data: whoever draws it, as text or in a page, makes the same of it. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: SvgAttributes;
  readonly children: readonly SvgChild[];
}

/** What an element holds: elements, or the text of a label. */
export type SvgChild = SvgElement | string;

/** Attributes by their names; one that is undefined is left out. */
export type SvgAttributes = Readonly<Record<string, string | number | undefined>>;

/** Makes an element. */
export function element(
  name: string,
  attributes: SvgAttributes = {},
  children: readonly SvgChild[] = [],
): SvgElement {
  return { name, attributes, children };
}

/**
 * An element as text, with a line for each element inside; a text stays on one line. Line break
 * at the end.
 *
 * Numbers are rounded to hundredths: equal pictures give equal text on every machine.
 */
export function svgText(root: SvgElement): string {
  return lines(root, '');
}

function lines(one: SvgElement, indent: string): string {
  const { name, children } = one;
  const start = `${indent}<${name}${attributesText(one.attributes)}`;
  if (children.length === 0) return `${start}/>\n`;
  const elements = children.filter((child) => typeof child !== 'string');
  // A line break between two pieces of a text would be a space of it.
  const inside =
    elements.length === children.length && name !== 'text'
      ? `\n${elements.map((child) => lines(child, `${indent}  `)).join('')}${indent}`
      : children.map((child) => inline(child)).join('');
  return `${start}>${inside}</${name}>\n`;
}

function inline(child: SvgChild): string {
  if (typeof child === 'string') return escaped(child);
  const { name, attributes, children } = child;
  return `<${name}${attributesText(attributes)}>${children.map(inline).join('')}</${name}>`;
}

function attributesText(attributes: SvgAttributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(valueText(value as string | number))}"`)
    .join('');
}

function valueText(value: string | number): string {
  return typeof value === 'number' ? numberText(value) : value;
}

/** A number as a picture has it: at most two decimals. */
export function numberText(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text as XML has it, in an element or an attribute. What XML cannot hold, control characters and halves
 * of surrogate pairs, becomes U+FFFD.
 *
 * Source: W3C, "Extensible Markup Language (XML) 1.0", §2.2 and §2.4.
 */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => names[character] as string);
}
