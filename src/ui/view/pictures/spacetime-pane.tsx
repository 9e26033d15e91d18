import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { causality } from '../../../report/spacetime/causality.ts';
import { spacetimeSvg } from '../../../report/spacetime/drawing/spacetime-svg.ts';
import { branchOf, selectedNode } from '../../session/session.ts';
import { goTo } from '../../state/deeds.ts';
import { traceOf } from '../../state/exports.ts';
import type { Open } from '../../state/lab.ts';
import { Pane } from '../pane.tsx';
import { CausesText, StepList, SwapButton } from './causes.tsx';

/** The branch as a space-time diagram, with what a step comes after and what comes after it. */
export function SpacetimePane({ shown }: { readonly shown: Open }) {
  const isEmpty = branchOf(shown.session).length === 1;
  return (
    <Pane id="spacetime" title="Space and time" keyName="T">
      {isEmpty ? (
        <p class="quiet">The picture grows with every step.</p>
      ) : (
        <Diagram shown={shown} />
      )}
    </Pane>
  );
}

function Diagram({ shown }: { readonly shown: Open }) {
  const { session, stepper } = shown;
  const tip = session.nodes[session.tip];
  const picture = useRef<HTMLDivElement>(null);
  // Whatever the mouse is on goes before the step that is selected.
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const trace = useMemo(() => traceOf(shown), [stepper, tip]);
  const svg = useMemo(() => spacetimeSvg(trace, { id: 'lab-spacetime' }), [trace]);
  const causes = useMemo(() => causality(trace), [trace]);
  const selected = selectedNode(session).depth;
  const step = pointed ?? selected;
  useEffect(() => {
    const { past, future } = causes[step - 1] ?? { past: [], future: [] };
    for (const drawn of picture.current?.querySelectorAll<SVGElement>('[data-step]') ?? []) {
      const number = Number(drawn.dataset.step);
      if (number === step) drawn.dataset.cause = 'itself';
      else if (past.includes(number)) drawn.dataset.cause = 'past';
      else if (future.includes(number)) drawn.dataset.cause = 'future';
      else delete drawn.dataset.cause;
    }
  }, [svg, step]);
  return (
    <>
      <CausesText step={step} causes={causes[step - 1]} />
      <SwapButton shown={shown} step={selected} />
      <div
        ref={picture}
        class="picture"
        tabIndex={0}
        role="group"
        aria-label="Space-time diagram of the branch; the steps as a list are below it"
        onPointerOver={({ target }) => setPointed(stepAt(target))}
        onPointerLeave={() => setPointed(undefined)}
        onClick={({ target }) => {
          const clicked = stepAt(target);
          if (clicked !== undefined) goTo({ step: clicked });
        }}
        // Faultline itself has drawn it, and every label in it is escaped.
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <StepList shown={shown} causes={causes} />
    </>
  );
}

/** The step that is drawn where the mouse is; undefined when there is none. */
function stepAt(target: EventTarget | null): number | undefined {
  const drawn = target instanceof Element ? target.closest<SVGElement>('[data-step]') : null;
  return drawn === null ? undefined : Number(drawn.dataset.step);
}
