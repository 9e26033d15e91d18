import { open, spoilt, type Open } from '../state/lab.ts';
import { openTraceFile } from '../state/trace-files.ts';
import { ScenarioPane } from './adversary/scenario-pane.tsx';
import { ActionsPane } from './panes/actions-pane.tsx';
import { ChartsPane } from './charts/charts-pane.tsx';
import { CheckPane } from './check-pane.tsx';
import { FailuresPane } from './panes/failures-pane.tsx';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { LessonPane } from './lesson/lesson-pane.tsx';
import { LessonSheet } from './lesson/lesson-sheet.tsx';
import { ModelPane } from './model-pane.tsx';
import { NetworkPane } from './panes/network-pane.tsx';
import { Notices } from './notices.tsx';
import { PropertiesPane } from './panes/properties-pane.tsx';
import { SpacetimePane } from './pictures/spacetime-pane.tsx';
import { StatePane } from './panes/state-pane.tsx';
import { Timeline } from './timeline/timeline.tsx';

/** A protocol that is played; a trace file that is dropped on it is shown. */
export function LabPage() {
  const shown = open.value;
  if (shown === undefined) return null;
  return (
    <div
      class="lab"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void event.dataTransfer?.files[0]?.text().then(openTraceFile);
      }}
    >
      <Header shown={shown} />
      <Notices />
      {spoilt.value !== undefined && <pre class="problem">{spoilt.value}</pre>}
      <Panes shown={shown} />
      <Timeline shown={shown} />
      <Help />
      <LessonSheet />
    </div>
  );
}

function Panes({ shown }: { readonly shown: Open }) {
  return (
    <main class="columns">
      <div class="column left">
        <LessonPane shown={shown} />
        <ScenarioPane shown={shown} />
        <ModelPane shown={shown} />
        <CheckPane shown={shown} />
      </div>
      <div class="column middle">
        <StatePane shown={shown} />
        <NetworkPane shown={shown} />
        <ChartsPane shown={shown} />
        <SpacetimePane shown={shown} />
      </div>
      <div class="column right">
        <ActionsPane shown={shown} />
        <FailuresPane shown={shown} />
        <PropertiesPane shown={shown} />
      </div>
    </main>
  );
}
