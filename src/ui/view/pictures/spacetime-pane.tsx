import { useMemo } from 'preact/hooks';
import { spacetimeSvg } from '../../../report/spacetime/drawing/spacetime-svg.ts';
import { branchOf } from '../../session/session.ts';
import { traceOf } from '../../state/exports.ts';
import type { Open } from '../../state/lab.ts';
import { Pane } from '../pane.tsx';

/** The branch as a space-time diagram; the timeline says the same in words. */
export function SpacetimePane({ shown }: { readonly shown: Open }) {
  const { session, stepper } = shown;
  const isEmpty = branchOf(session).length === 1;
  const end = session.nodes[session.tip];
  const svg = useMemo(
    () => (isEmpty ? '' : spacetimeSvg(traceOf(shown), { id: 'lab-spacetime' })),
    [stepper, end],
  );
  return (
    <Pane id="spacetime" title="Space and time" keyName="T">
      {isEmpty ? (
        <p class="quiet">The picture grows with every step.</p>
      ) : (
        <div
          class="picture"
          tabIndex={0}
          role="group"
          aria-label="Space-time diagram of the branch"
          // Faultline itself has drawn it, and every label in it is escaped.
          dangerouslySetInnerHTML={{ __html: svg }}
        />
      )}
    </Pane>
  );
}
