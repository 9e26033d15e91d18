import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { chartName } from '../../../report/chart/chart-name.ts';
import { chartsNow, outlinesIn, type ChartNow } from '../../charts/chart-now.ts';
import { layouts, wantLayout } from '../../charts/layouts.ts';
import { closedArrows } from '../../charts/why-not.ts';
import { aroundOf } from '../../state/around.ts';
import { act } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { Pane } from '../pane.tsx';
import { ChartList } from './chart-list.tsx';
import { LiveChart } from './live-chart.tsx';

/** More pictures at once than so many are too small to read: then one at a time is shown. */
const picturesMax = 5;

/** Which one is shown where only one is; and whose arrow can be taken in several ways. */
const chosen = signal('');
const manyWays = signal<{ readonly id: string; readonly arrow: string } | undefined>(undefined);

/** The statechart of each process, with the state it is in and the arrow that was just taken. */
export function ChartsPane({ shown }: { readonly shown: Open }) {
  const { stepper, session } = shown;
  useEffect(() => outlinesIn(stepper.model).forEach(wantLayout), [stepper]);
  const charts = chartsOrNone(shown);
  const isMany = charts.length > picturesMax;
  const one = charts.find(({ id }) => id === chosen.value) ?? charts[0];
  const drawn = isMany && one !== undefined ? [one] : charts;
  return (
    <Pane id="charts" title="Statecharts" keyName="H">
      {isMany && (
        <p class="buttons" role="group" aria-label="Whose chart">
          {charts.map(({ id }) => (
            <button
              type="button"
              key={id}
              aria-pressed={id === one?.id}
              onClick={() => (chosen.value = id)}
            >
              {id}
            </button>
          ))}
        </p>
      )}
      <div class="charts">
        {drawn.map((chart) => (
          <OneChart key={chart.id} chart={chart} shown={shown} />
        ))}
      </div>
      {session.nodes.length === 1 && (
        <p class="quiet">An event with a strong border can happen now: click it.</p>
      )}
    </Pane>
  );
}

function OneChart({ chart, shown }: { readonly chart: ChartNow; readonly shown: Open }) {
  const { id, outline, ways } = chart;
  const layout = layouts.value.get(chartName(outline));
  const asks = manyWays.value?.id === id ? manyWays.value.arrow : undefined;
  const take = (arrow: string) => {
    const [only, ...more] = ways.get(arrow) ?? [];
    if (only !== undefined && more.length === 0) act(only);
    else if (only !== undefined) manyWays.value = { id, arrow };
  };
  return (
    <section class="chart" data-chart={id} aria-label={`Statechart of ${id}`}>
      <h3>
        {id} {chart.role !== id && <span class="role">{chart.role}</span>}
        {!chart.isUp && <span class="bad"> ✕ down</span>}
      </h3>
      {layout === null && (
        <p class="quiet">There is no picture of this chart: its parameters are your own.</p>
      )}
      {layout !== undefined && layout !== null && (
        <LiveChart chart={chart} layout={layout} take={take} />
      )}
      <ChartList
        chart={chart}
        shown={shown}
        closed={closedArrows(chart, aroundOf(shown))}
        asks={asks}
      />
    </section>
  );
}

/** Where the spec errs, no chart is anywhere. */
function chartsOrNone({ stepper, session }: Open): readonly ChartNow[] {
  try {
    return chartsNow(stepper, session);
  } catch {
    return [];
  }
}
