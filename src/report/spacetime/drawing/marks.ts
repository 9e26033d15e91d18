import { pointsText } from '../../svg/arrow.ts';
import { element, type SvgElement } from '../../svg/element.ts';
import type { Point } from '../../svg/geometry.ts';
import type { Mark } from '../geometry.ts';

/** The sign for what happens at a place. Each has a shape of its own: colour only repeats what it says. */
export function markElement(mark: Mark, { x, y }: Point): SvgElement {
  const polygon = (...corners: readonly (readonly [number, number])[]) =>
    element('polygon', {
      class: `mark ${mark}`,
      points: pointsText(corners.map(([right, down]) => ({ x: x + right, y: y + down }))),
    });
  switch (mark) {
    case 'received':
      return element('circle', { class: 'mark received', cx: x, cy: y, r: 5 });
    case 'local':
    case 'everywhere':
      return element('circle', { class: 'mark local', cx: x, cy: y, r: 4.5 });
    case 'timer':
      return polygon([0, -7], [7, 0], [0, 7], [-7, 0]);
    case 'clock':
      return polygon([0, -6], [6, 0], [0, 6], [-6, 0]);
    case 'restart':
      return polygon([0, -7], [7, 5], [-7, 5]);
    case 'resume':
      return polygon([-5, -6], [7, 0], [-5, 6]);
    case 'crash':
    case 'lost': {
      const arm = mark === 'crash' ? 6 : 5;
      return path(
        mark,
        `M${x - arm} ${y - arm} l${2 * arm} ${2 * arm} m0 ${-2 * arm} l${-2 * arm} ${2 * arm}`,
      );
    }
    case 'pause':
      return path(mark, `M${x - 3} ${y - 6} v12 m6 -12 v12`);
    case 'overtakes':
      return path(mark, `M${x - 5} ${y - 5} l5 5 l-5 5 m6 -10 l5 5 l-5 5`);
    case 'forked':
      return path(mark, `M${x - 5} ${y} h10 m-5 -5 v10`);
  }
}

function path(mark: Mark, d: string): SvgElement {
  return element('path', { class: `mark ${mark}`, d });
}
