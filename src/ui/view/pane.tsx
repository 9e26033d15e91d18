import type { ComponentChildren } from 'preact';
import { maximised } from '../state/panes.ts';

/** What stands in a pane. */
export interface PaneProps {
  /** Its name in the page: the keys lead to it. */
  readonly id: string;
  readonly title: string;
  /** The key that leads here. */
  readonly keyName?: string;
  readonly children: ComponentChildren;
}

/** A part of the page with a title, which the keyboard can go to; Enter on the title lets it fill the page. */
export function Pane({ id, title, keyName, children }: PaneProps) {
  const isLarge = maximised.value === id;
  const change = () => (maximised.value = isLarge ? '' : id);
  return (
    <section class={`pane${isLarge ? ' large' : ''}`} id={id} aria-labelledby={`${id}-title`}>
      <div class="pane-top">
        <h2
          id={`${id}-title`}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change();
          }}
        >
          {title}
        </h2>
        {keyName !== undefined && <kbd aria-hidden="true">{keyName}</kbd>}
        <button
          type="button"
          class="size"
          aria-pressed={isLarge}
          aria-label={`${title}: fill the page`}
          title={isLarge ? 'As before' : 'Fill the page'}
          onClick={change}
        >
          {isLarge ? '⤡' : '⤢'}
        </button>
      </div>
      {children}
    </section>
  );
}
