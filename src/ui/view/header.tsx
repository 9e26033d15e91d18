import { beginIn, choose } from '../state/deeds.ts';
import { copyLink, helpIsOpen } from '../state/keyboard.ts';
import type { Open } from '../state/lab.ts';
import { ThemeSwitch } from './theme-switch.tsx';

/** What is open, in which size, and what one does with all of it. */
export function Header({ shown }: { readonly shown: Open }) {
  return (
    <header class="bar">
      <SkipLink to="actions-title">To the actions</SkipLink>
      <SkipLink to="timeline-title">To the timeline</SkipLink>
      <a href="#" class="home">
        Faultline lab
      </a>
      <h1>{shown.entry.title}</h1>
      <SizeChooser shown={shown} />
      <StartChooser shown={shown} />
      <span class="grow" />
      <button type="button" onClick={() => void copyLink()}>
        Copy link
      </button>
      <button type="button" onClick={() => (helpIsOpen.value = true)}>
        Keys
      </button>
      <ThemeSwitch />
    </header>
  );
}

function SizeChooser({ shown: { settings, loaded } }: { readonly shown: Open }) {
  const sizes = Object.keys(loaded.protocol.sizes);
  if (sizes.length === 0) return null;
  return (
    <label>
      Size{' '}
      <select
        id="size"
        value={settings.size ?? ''}
        onChange={({ currentTarget: { value } }) => {
          choose({ size: value === '' ? undefined : value, parameters: {}, budgets: {} });
        }}
      >
        {settings.size === undefined && <option value="">own</option>}
        {sizes.map((size) => (
          <option key={size}>{size}</option>
        ))}
      </select>
    </label>
  );
}

function StartChooser({ shown: { stepper, session } }: { readonly shown: Open }) {
  if (stepper.starts.length < 2) return null;
  return (
    <label>
      Begins in{' '}
      <select
        value={String(session.nodes[0]?.choice ?? 0)}
        onChange={({ currentTarget: { value } }) => beginIn(Number(value))}
      >
        {stepper.starts.map((_, index) => (
          <option key={index} value={String(index)}>
            initial state {index + 1}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The address holds what is shown: a skip link must not change it. */
function SkipLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
