import { join } from 'node:path';
import { buildLab, topFolder } from './build-lab.ts';

// A part of `npm run build`: the package brings the lab with it.
await buildLab(topFolder(), join(topFolder(), 'dist/lab'));
