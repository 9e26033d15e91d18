import { alarm, labView, page, said } from '../state/page.ts';
import { FrontPage } from './front-page.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** The whole page. */
export function App() {
  return (
    <>
      <Shown />
      <p class="unseen" role="status" aria-live="polite" id="said">
        {said.value}
      </p>
      <p class="unseen" role="alert" id="alarm">
        {alarm.value}
      </p>
    </>
  );
}

function Shown() {
  const shown = page.value;
  switch (shown.kind) {
    case 'loading':
      return <p class="wait">The lab is loading.</p>;
    case 'front':
      return <FrontPage />;
    case 'lab': {
      const View = labView.value;
      return View === undefined ? null : <View />;
    }
    case 'failed':
      return (
        <main class="front">
          <h1>The protocol cannot be opened</h1>
          <pre class="problem">{shown.problem}</pre>
          <p>
            <a href="#">To the front page</a>
          </p>
          <ThemeSwitch />
        </main>
      );
  }
}
