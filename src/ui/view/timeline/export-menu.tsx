import { exported, exportForms, type ExportForm } from '../../state/exports.ts';
import type { Open } from '../../state/lab.ts';
import { notices, problemOf } from '../../state/page.ts';
import { openTraceFile } from '../../state/trace-files.ts';

const forms: Readonly<Record<ExportForm, { readonly word: string; readonly ending: string }>> = {
  json: { word: 'Trace file (JSON)', ending: 'json' },
  text: { word: 'Text', ending: 'txt' },
  mermaid: { word: 'Mermaid', ending: 'mmd' },
  itf: { word: 'ITF', ending: 'itf.json' },
  shiviz: { word: 'ShiViz log', ending: 'log' },
  svg: { word: 'Picture (SVG)', ending: 'svg' },
  png: { word: 'Picture (PNG)', ending: 'png' },
};

/** Files of the branch, and the way back. */
export function ExportMenu({ shown }: { readonly shown: Open }) {
  return (
    <details class="export" id="export">
      <summary id="export-title">Export and import</summary>
      <p class="buttons">
        {exportForms.map((form) => (
          <button type="button" key={form} onClick={() => void save(shown, form)}>
            {forms[form].word}
          </button>
        ))}
        <label>
          Open a trace file{' '}
          <input
            type="file"
            accept=".json"
            onChange={({ currentTarget }) => {
              void currentTarget.files?.[0]?.text().then(openTraceFile);
            }}
          />
        </label>
      </p>
    </details>
  );
}

async function save(shown: Open, form: ExportForm): Promise<void> {
  try {
    const url = URL.createObjectURL(new Blob([await exported(shown, form)]));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `${shown.entry.name}.${forms[form].ending}`;
    anchor.click();
    URL.revokeObjectURL(url);
  } catch (error) {
    notices.value = [problemOf(error)];
  }
}
