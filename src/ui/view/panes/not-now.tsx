import { chartsNow } from '../../charts/chart-now.ts';
import { closedArrows, type ClosedArrow } from '../../charts/why-not.ts';
import { aroundOf } from '../../state/around.ts';
import type { Open } from '../../state/lab.ts';
import { arrowText } from '../charts/chart-list.tsx';

/** So many are worth reading. */
const shownMax = 12;

/** What cannot happen now although a chart waits for it, nearest first, and what is missing. */
export function NotNow({ shown }: { readonly shown: Open }) {
  const closed = closedIn(shown);
  if (closed.length === 0) return null;
  return (
    <details class="not-now">
      <summary>Why not something else?</summary>
      <ul>
        {closed.slice(0, shownMax).map(({ process, arrow, why }) => (
          <li key={`${process} ${arrow.name}`}>
            <strong>
              {process}: {arrowText(arrow)}
            </strong>{' '}
            <span class="quiet">{why}</span>
          </li>
        ))}
      </ul>
      {closed.length > shownMax && (
        <p class="quiet">And {closed.length - shownMax} more: see the charts as lists.</p>
      )}
    </details>
  );
}

function closedIn(shown: Open): readonly ClosedArrow[] {
  try {
    const around = aroundOf(shown);
    return chartsNow(shown.stepper, shown.session)
      .flatMap((chart) => closedArrows(chart, around))
      .sort((one, other) => one.distance - other.distance);
  } catch {
    return [];
  }
}
