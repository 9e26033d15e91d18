import type { ComponentChildren } from 'preact';

/** What stands in a pane. */
export interface PaneProps {
  /** Its name in the page: the keys lead to it. */
  readonly id: string;
  readonly title: string;
  /** The key that leads here. */
  readonly keyName?: string;
  readonly children: ComponentChildren;
}

/** A part of the page with a title, which the keyboard can go to. */
export function Pane({ id, title, keyName, children }: PaneProps) {
  return (
    <section class="pane" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
        {keyName !== undefined && <kbd aria-hidden="true">{keyName}</kbd>}
      </h2>
      {children}
    </section>
  );
}
