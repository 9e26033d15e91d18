import { checkSync } from 'faultline';

// Explores one model in a process of its own and tells what it cost, start-up included. It is plain
// JavaScript, so that what is measured is the package and no loader.
const { spec, size, parameters } = JSON.parse(process.argv[2]);
const exported = await import(`faultline/specs/${spec}`);
const protocol = Object.values(exported).find(({ kind }) => kind === 'protocol');
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
