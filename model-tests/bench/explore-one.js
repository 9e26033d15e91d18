import { checkSync } from 'faultline';

// Explores one model in a process of its own and tells what it cost, start-up included. It is plain
// JavaScript, so that what is measured is the package and no loader.
const { spec, size, parameters, liveness } = JSON.parse(process.argv[2]);
const exported = await import(`faultline/specs/${spec}`);
const protocol = Object.values(exported).find(({ kind }) => kind === 'protocol');
const safety = Object.entries(protocol.properties).filter(([, one]) => !('fairness' in one));
const plain = {
  ...protocol,
  properties: Object.fromEntries(safety),
  expectationsFor: () => ({}),
};
const { distinctStates, generatedStates, localSteps } = checkSync(liveness ? protocol : plain, {
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
