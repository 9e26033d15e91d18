import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchModels, type BenchModel } from './models.ts';
import { hasSpin, spinVerifier } from './spin.ts';
import { tableText, type Measured } from './table.ts';

/*
 * Explores the models, each in a fresh process and one after the other; where SPIN is at hand it explores
 * the equivalent model in turn. Prints the smallest CPU time of each: what else runs on the
 * machine can only make it longer.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});
const repeats = Math.max(1, Number(values.repeat));
const withSpin = hasSpin();
if (!withSpin) process.stderr.write('Without spin and gcc there is nothing to compare with.\n');
const measured = benchModels
  .filter(({ name }) => name.includes(values.only))
  .map((model) => measure(model));
process.stdout.write(
  values.json ? `${JSON.stringify(measured, undefined, 2)}\n` : tableText(measured),
);

type Cost = Omit<Measured, 'model' | 'spinCpuSeconds'>;

function measure(model: BenchModel): Measured {
  const { name, promela } = model;
  const spin = withSpin && promela !== undefined ? spinVerifier(promela) : undefined;
  const costs: Cost[] = [];
  const spinSeconds: number[] = [];
  for (let run = 1; run <= repeats; run += 1) {
    process.stderr.write(`${name}: run ${run} of ${repeats}\n`);
    const cost = explore(model);
    costs.push(cost);
    if (spin === undefined) continue;
    const { states, cpuSeconds } = spin.run();
    if (states !== cost.distinct) throw new Error(`SPIN has ${states} states, not the same model.`);
    spinSeconds.push(cpuSeconds);
  }
  spin?.remove();
  const best = costs.reduce((one, other) => (other.cpuSeconds < one.cpuSeconds ? other : one));
  const spinBest = spinSeconds.length > 0 ? { spinCpuSeconds: Math.min(...spinSeconds) } : {};
  return { model: name, ...best, ...spinBest };
}

/** Runs what `npm run build` has made: this file is no part of what is measured. */
function explore(model: BenchModel): Cost {
  const script = fileURLToPath(new URL('explore-one.js', import.meta.url));
  const output = execFileSync(process.execPath, [script, JSON.stringify(model)], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(output) as Cost;
}
