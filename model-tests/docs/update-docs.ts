import { generatedPages } from './generated-pages.ts';
import { readPage, writePage } from './page-files.ts';

// Writes every generated page that is not as it should be: `npm run docs:update`.
let written = 0;
for (const { path, render } of generatedPages) {
  const present = readPage(path);
  const text = await render(present);
  if (text === present) continue;
  writePage(path, text);
  written += 1;
  console.log(`Updated ${path}`);
}
if (written === 0) console.log('Every generated page is up to date.');
