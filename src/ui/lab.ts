import { listenToKeys } from './state/keyboard.ts';
import { labView } from './state/page.ts';
import { LabPage } from './view/lab-page.tsx';

export { openAddress } from './state/lab.ts';
export { openTraceFile } from './state/trace-files.ts';

// All that plays protocols, loaded once: the front page does without it.
labView.value = LabPage;
listenToKeys();
