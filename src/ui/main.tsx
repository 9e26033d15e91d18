import { render } from 'preact';
import { page, problemOf, specs } from './state/page.ts';
import { loadSpecs } from './state/specs.ts';
import { applyTheme } from './state/theme.ts';
import { App } from './view/app.tsx';

applyTheme();
addEventListener('popstate', () => void showAddress());
render(<App />, document.getElementById('lab') as HTMLElement);
void showAddress();

/** Shows what the address says: the front page, or a protocol, for which more is loaded. */
async function showAddress(): Promise<void> {
  try {
    if (specs.value.length === 0) specs.value = await loadSpecs();
    if (location.hash.length < 2 && page.value.kind === 'loading') {
      page.value = { kind: 'front' };
      return;
    }
    const { openAddress } = await import('./lab.ts');
    await openAddress(location.hash);
  } catch (error) {
    page.value = { kind: 'failed', problem: problemOf(error) };
  }
}
