import { violatedAt } from '../../session/selectors.ts';
import { branchOf, selectedNode, type StepNode } from '../../session/session.ts';
import { goTo } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { isPlaying, play } from '../../state/player.ts';
import { sentenceOf, signs } from '../../words/sentences.ts';
import { Branches } from './branches.tsx';
import { ExportMenu } from './export-menu.tsx';

/** The steps of the branch in order, and the other branches. */
export function Timeline({ shown }: { readonly shown: Open }) {
  const { session } = shown;
  const cycle = session.cycles.get(session.tip);
  return (
    <footer class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title" tabIndex={-1} class="unseen">
        Timeline
      </h2>
      <Controls shown={shown} />
      <Steps shown={shown} />
      {cycle !== undefined && cycle.fairBecause.length > 0 && (
        <p class="quiet">No fairness forbids it: {cycle.fairBecause.join('; ')}.</p>
      )}
      <div class="drawers">
        <Branches shown={shown} />
        <ExportMenu shown={shown} />
      </div>
    </footer>
  );
}

function Controls({ shown: { session } }: { readonly shown: Open }) {
  const { depth } = selectedNode(session);
  const end = branchOf(session).length - 1;
  return (
    <div class="controls">
      <button type="button" disabled={depth === 0} onClick={() => goTo({ by: -1 })}>
        ← Undo
      </button>
      <button type="button" disabled={depth >= end} onClick={() => goTo({ by: 1 })}>
        Redo →
      </button>
      <button type="button" disabled={end === 0} aria-pressed={isPlaying.value} onClick={play}>
        {isPlaying.value ? '‖ Stop' : '▶ Play'}
      </button>
      <span class="place">
        step {depth} of {end}
      </span>
    </div>
  );
}

function Steps({ shown }: { readonly shown: Open }) {
  const { session } = shown;
  const branch = branchOf(session);
  const cycle = session.cycles.get(session.tip);
  const end = branch.length - 1;
  return (
    <ol class="steps" aria-label="Steps">
      {branch.map((node) => (
        <Step
          key={node.id}
          shown={shown}
          node={node}
          isInCycle={cycle !== undefined && node.depth > cycle.start}
        />
      ))}
      {cycle !== undefined && (
        <li class="for-ever">
          {cycle.start < end
            ? `↺ steps ${cycle.start + 1} to ${end}, again and again for ever`
            : '↺ nothing more happens, for ever'}
        </li>
      )}
    </ol>
  );
}

interface StepProps {
  readonly shown: Open;
  readonly node: StepNode;
  readonly isInCycle: boolean;
}

function Step({ shown, node, isInCycle }: StepProps) {
  const { taken, depth } = node;
  const violated = violatedIn(shown, node);
  const isBad = violated.length > 0;
  const what = taken === undefined ? 'the beginning' : sentenceOf(taken.action);
  const name = `Step ${depth}: ${what}${isBad ? `; violated: ${violated.join(', ')}` : ''}`;
  return (
    <li>
      <button
        type="button"
        class={`step${isBad ? ' bad' : ''}${isInCycle ? ' cycle' : ''}`}
        aria-current={node.id === shown.session.selected ? 'step' : undefined}
        aria-label={name}
        title={name}
        onClick={() => goTo({ step: depth })}
      >
        <span class="glyph">{taken === undefined ? '◎' : signs[taken.action.kind]}</span>
        <span class="number">{isBad ? `✗ ${depth}` : depth}</span>
      </button>
    </li>
  );
}

function violatedIn({ stepper, session }: Open, node: StepNode): readonly string[] {
  try {
    return violatedAt(stepper, session, node);
  } catch {
    return [];
  }
}
