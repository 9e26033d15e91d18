import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ChartLayout } from '../../../report/chart/chart-layout.ts';
import { chartPicture } from '../../../report/chart/chart-picture.ts';
import { pictureText } from '../../../report/svg/picture.ts';
import type { ChartNow } from '../../charts/chart-now.ts';

/** A chart in its layout. */
export interface LiveChartProps {
  readonly chart: ChartNow;
  readonly layout: ChartLayout;
  /** Called with the name of an arrow that was clicked and that can be taken. */
  readonly take: (arrow: string) => void;
}

/** The picture of a chart: it is drawn once, and then only its marks change. */
export function LiveChart({ chart, layout, take }: LiveChartProps) {
  const { id, active, taken, visited, ways } = chart;
  const holder = useRef<HTMLDivElement>(null);
  const svg = useMemo(() => pictureText(chartPicture(layout), { id: `chart-${id}` }), [layout, id]);
  useEffect(() => {
    for (const part of holder.current?.querySelectorAll('[data-state]') ?? []) {
      const path = part.getAttribute('data-state') ?? '';
      // The chart itself is always active: to mark it says nothing.
      part.classList.toggle('active', path !== '' && active.has(path));
      part.classList.toggle('visited', visited.has(path));
    }
    for (const part of holder.current?.querySelectorAll('[data-arrow]') ?? []) {
      const name = part.getAttribute('data-arrow') ?? '';
      part.classList.toggle('taken', taken.has(name));
      part.classList.toggle('can', ways.has(name));
    }
  });
  return (
    <div
      ref={holder}
      class="picture"
      tabIndex={0}
      role="group"
      aria-label={`Picture of the chart of ${id}; below it is as a list`}
      onClick={({ target }) => {
        const part = target instanceof Element ? target.closest('[data-arrow]') : null;
        const name = part?.getAttribute('data-arrow');
        if (name !== null && name !== undefined && ways.has(name)) take(name);
      }}
      // Faultline itself has drawn it, and every label in it is escaped.
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
