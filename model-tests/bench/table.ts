/** What one model cost. */
export interface Measured {
  readonly model: string;
  readonly distinct: number;
  readonly generated: number;
  readonly cpuSeconds: number;
  readonly peakRssBytes: number;
  /** Local steps that XState computed. */
  readonly localSteps: number;
  /** CPU time of SPIN on the equivalent model; left out when there is none or no SPIN. */
  readonly spinCpuSeconds?: number;
}

/** The measurements as text of at most 80 columns. */
export function tableText(measured: readonly Measured[]): string {
  return measured.map(linesOf).join('\n');
}

function linesOf(one: Measured): string {
  const { distinct, generated, cpuSeconds, peakRssBytes, localSteps, spinCpuSeconds } = one;
  const rows = [
    ['distinct states', grouped(distinct)],
    ['generated states', grouped(generated)],
    ['CPU seconds', cpuSeconds.toFixed(2)],
    ['distinct states per CPU second', grouped(distinct / cpuSeconds)],
    ['peak RSS', `${grouped(peakRssBytes / 2 ** 20)} MiB`],
    ['bytes of peak RSS per distinct state', grouped(peakRssBytes / distinct)],
    [
      'local steps computed by XState',
      `${grouped(localSteps)} (${((100 * localSteps) / generated).toFixed(4)} % of generated)`,
    ],
    ...(spinCpuSeconds === undefined
      ? []
      : [
          ["SPIN's CPU seconds", spinCpuSeconds.toFixed(2)],
          ["SPIN's CPU time / ours", (spinCpuSeconds / cpuSeconds).toFixed(2)],
        ]),
  ];
  return [one.model, ...rows.map(([name = '', value]) => `  ${name.padEnd(38)}${value}`), ''].join(
    '\n',
  );
}

function grouped(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}
