import { useState } from 'preact/hooks';
import type { OutlineArrow, OutlineState } from '../../../statechart/parts/chart-outline.ts';
import type { ChartNow } from '../../charts/chart-now.ts';
import type { ClosedArrow } from '../../charts/why-not.ts';
import { act, enabledHere } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { sentenceOf } from '../../words/sentences.ts';

/** A chart in words. */
export interface ChartListProps {
  readonly chart: ChartNow;
  readonly shown: Open;
  /** The arrows out of the active states that nothing takes now. */
  readonly closed: readonly ClosedArrow[];
  /** The arrow that was clicked and that can be taken in several ways. */
  readonly asks: string | undefined;
}

/** The chart as a list: the states within each other, and what can happen in the active ones. */
export function ChartList(props: ChartListProps) {
  const { chart, asks } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen || asks !== undefined} onToggle={(event) => setOpen(isOpenNow(event))}>
      <summary>As a list</summary>
      <ul class="tree">
        <States {...props} parent={chart.outline.states[0]?.path ?? ''} />
      </ul>
    </details>
  );
}

interface StatesProps extends ChartListProps {
  readonly parent: string;
}

function States(props: StatesProps) {
  const { chart, parent } = props;
  return chart.outline.states
    .filter((state) => state.parent === parent)
    .map((state) => <OneState key={state.path} {...props} state={state} />);
}

function OneState(props: StatesProps & { readonly state: OutlineState }) {
  const { chart, state } = props;
  const { path, key, kind } = state;
  const isActive = chart.active.has(path);
  const hasInside = chart.outline.states.some((other) => other.parent === path);
  const arrows = isActive ? chart.outline.arrows.filter(({ source }) => source === path) : [];
  return (
    <li aria-current={isActive ? 'true' : undefined} data-path={path}>
      <span class={isActive ? 'now' : ''}>{key}</span>
      {kind === 'final' && <span class="quiet"> (final)</span>}
      {arrows.length > 0 && (
        <ul>
          {arrows.map((arrow) => (
            <Arrow key={arrow.name} {...props} arrow={arrow} />
          ))}
        </ul>
      )}
      {hasInside && (
        <ul class="tree">
          <States {...props} parent={path} />
        </ul>
      )}
    </li>
  );
}

function Arrow({ chart, shown, closed, arrow }: ChartListProps & { readonly arrow: OutlineArrow }) {
  const enabled = enabledHere(shown);
  const choices = chart.ways.get(arrow.name) ?? [];
  const why = closed.find((one) => one.arrow.name === arrow.name)?.why;
  return (
    <li data-list-arrow={arrow.name}>
      {choices.map((choice) => {
        const step = enabled[choice];
        return (
          step !== undefined && (
            <button type="button" key={choice} onClick={() => act(choice)}>
              {arrowText(arrow)}: {sentenceOf(step.action)}
            </button>
          )
        );
      })}
      {choices.length === 0 && (
        <span class="quiet">
          {arrowText(arrow)}
          {why !== undefined && `: not now, ${why}`}
        </span>
      )}
    </li>
  );
}

/** What an arrow waits for and where it leads: `commit → committed`. */
export function arrowText({ kind, trigger, targets }: OutlineArrow): string {
  const what = kind === 'after' ? `after ${trigger}` : trigger === '' ? kind : trigger;
  return targets.length === 0 ? what : `${what} → ${targets.join(', ')}`;
}

function isOpenNow({ currentTarget }: { readonly currentTarget: EventTarget | null }): boolean {
  return currentTarget instanceof HTMLDetailsElement && currentTarget.open;
}
