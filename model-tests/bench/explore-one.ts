import { checkSync, type Protocol } from 'faultline';
import { benchModels } from './models.ts';

// Explores one model in a process of its own and tells what it cost, start-up included.
const [number = '0'] = process.argv.slice(2);
const model = benchModels[Number(number)];
if (model === undefined) throw new Error(`There is no model number ${number}.`);
const exported = (await import(`faultline/specs/${model.spec}`)) as Readonly<
  Record<string, Protocol>
>;
const protocol = Object.values(exported).find(({ kind }) => kind === 'protocol');
if (protocol === undefined) throw new Error(`The spec "${model.spec}" exports no protocol.`);
const { size, parameters } = model;
const { distinctStates, generatedStates, localSteps } = checkSync(protocol, {
  size,
  parameters,
  keepGoing: true,
});
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cost = {
  distinct: distinctStates,
  generated: generatedStates,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakRssBytes: maxRSS * 1024,
  localSteps,
};
process.stdout.write(JSON.stringify(cost));
