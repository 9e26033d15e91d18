import type { SvgElement } from '../../svg/element.ts';
import { baseline } from '../../svg/font.ts';
import { textElement } from '../../svg/picture.ts';
import type { Label } from '../geometry.ts';
import { lineHeight } from '../labels.ts';

/**
 * The lines of a label.
 *
 * @param kind - Their classes, for which the picture has rules.
 */
export function labelElements(label: Label, kind: string): readonly SvgElement[] {
  const { x, y, width, lines, align, size } = label;
  const at = { left: x, middle: x + width / 2, right: x + width }[align];
  const anchor = ({ left: 'start', middle: 'middle', right: 'end' } as const)[align];
  const height = lineHeight(size);
  return lines.map((line, index) =>
    textElement(line, { x: at, y: y + index * height + baseline(height, { size }), kind, anchor }),
  );
}
