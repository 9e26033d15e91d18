/** What a check of one size comes to. */
export interface SizeCounts {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** What it took when it was measured: two shared cores, Node 20. No test depends on it. */
  readonly cpuSeconds: number;
}

/**
 * The counts of every size of every spec, by the id of the protocol, in the order of the alphabet.
 *
 * The tests hold `tiny`, `small` and, in `*.long.test.ts`, `medium` to them; `large` was measured once.
 * The tables in the READMEs of `specs/` are made of them. A changed count is a changed spec.
 */
export const sizeCounts = {
  'atomic-commit': {
    tiny: { distinct: 9, generated: 15, depth: 3, cpuSeconds: 0.1 },
    small: { distinct: 17, generated: 33, depth: 4, cpuSeconds: 0.1 },
    medium: { distinct: 65, generated: 173, depth: 6, cpuSeconds: 0.1 },
  },
  'causal-broadcast': {
    tiny: { distinct: 509, generated: 1_240, depth: 10, cpuSeconds: 0.9 },
    small: { distinct: 18_704, generated: 57_127, depth: 13, cpuSeconds: 1.3 },
    medium: { distinct: 78_584, generated: 284_890, depth: 15, cpuSeconds: 2.4 },
    large: { distinct: 548_957, generated: 2_313_916, depth: 19, cpuSeconds: 37.4 },
  },
  consensus: {
    tiny: { distinct: 3, generated: 3, depth: 2, cpuSeconds: 0.1 },
    small: { distinct: 9, generated: 17, depth: 2, cpuSeconds: 0.1 },
    medium: { distinct: 64, generated: 280, depth: 2, cpuSeconds: 0.1 },
  },
  'database-transaction': {
    tiny: { distinct: 3_432, generated: 15_412, depth: 20, cpuSeconds: 0.7 },
    small: { distinct: 147_830, generated: 889_443, depth: 31, cpuSeconds: 2.0 },
    reading: { distinct: 30_763, generated: 178_021, depth: 27, cpuSeconds: 0.9 },
    medium: { distinct: 2_460_280, generated: 16_764_091, depth: 35, cpuSeconds: 22.1 },
  },
  'etcd-election': {
    tiny: { distinct: 13_650, generated: 39_455, depth: 29, cpuSeconds: 1.5 },
    small: { distinct: 38_554, generated: 161_333, depth: 38, cpuSeconds: 1.4 },
    medium: { distinct: 366_320, generated: 1_331_341, depth: 39, cpuSeconds: 4.7 },
  },
  'etcd-lock': {
    tiny: { distinct: 12_172, generated: 33_101, depth: 29, cpuSeconds: 1.5 },
    small: { distinct: 168_086, generated: 596_689, depth: 54, cpuSeconds: 3.0 },
    medium: { distinct: 355_682, generated: 1_263_043, depth: 38, cpuSeconds: 6.2 },
  },
  'etcd-watch': {
    tiny: { distinct: 7_198, generated: 15_739, depth: 24, cpuSeconds: 1.0 },
    small: { distinct: 144_115, generated: 382_535, depth: 35, cpuSeconds: 2.4 },
    medium: { distinct: 218_678, generated: 694_061, depth: 31, cpuSeconds: 3.1 },
  },
  'lamport-clocks': {
    tiny: { distinct: 651, generated: 921, depth: 21, cpuSeconds: 0.8 },
    small: { distinct: 144_376, generated: 337_534, depth: 25, cpuSeconds: 6.3 },
  },
  microservices: {
    tiny: { distinct: 24_348, generated: 106_337, depth: 33, cpuSeconds: 1.1 },
    small: { distinct: 163_904, generated: 899_185, depth: 42, cpuSeconds: 2.2 },
    crashing: { distinct: 403_202, generated: 2_042_555, depth: 37, cpuSeconds: 2.8 },
    medium: { distinct: 1_362_264, generated: 8_378_473, depth: 54, cpuSeconds: 8.7 },
    large: { distinct: 2_811_272, generated: 17_466_513, depth: 46, cpuSeconds: 16.5 },
  },
  'leader-lease': {
    tiny: { distinct: 10_420, generated: 26_171, depth: 31, cpuSeconds: 0.7 },
    diligent: { distinct: 11_156, generated: 28_735, depth: 45, cpuSeconds: 0.7 },
    asynchronous: { distinct: 73_832, generated: 447_729, depth: 30, cpuSeconds: 0.9 },
    drifting: { distinct: 86_198, generated: 252_197, depth: 32, cpuSeconds: 1.1 },
    small: { distinct: 140_140, generated: 612_351, depth: 39, cpuSeconds: 1.7 },
    paused: { distinct: 70_054, generated: 319_437, depth: 32, cpuSeconds: 1.0 },
    medium: { distinct: 723_210, generated: 2_324_628, depth: 46, cpuSeconds: 2.6 },
  },
  'redis-lock': {
    tiny: { distinct: 3_815, generated: 11_679, depth: 23, cpuSeconds: 0.9 },
    small: { distinct: 79_642, generated: 387_551, depth: 26, cpuSeconds: 1.8 },
    medium: { distinct: 1_992_528, generated: 10_325_919, depth: 43, cpuSeconds: 8.4 },
    extended: { distinct: 13_988, generated: 42_663, depth: 29, cpuSeconds: 1.6 },
    replicated: { distinct: 56_181, generated: 226_368, depth: 37, cpuSeconds: 2.4 },
    large: { distinct: 4_585_604, generated: 28_044_400, depth: 36, cpuSeconds: 22.7 },
  },
  redlock: {
    tiny: { distinct: 1_958, generated: 5_263, depth: 24, cpuSeconds: 0.3 },
    small: { distinct: 61_470, generated: 224_868, depth: 32, cpuSeconds: 0.5 },
    medium: { distinct: 1_663_071, generated: 8_041_729, depth: 38, cpuSeconds: 4.8 },
    large: { distinct: 2_710_539, generated: 15_397_606, depth: 31, cpuSeconds: 8.3 },
  },
  'replicated-group': {
    tiny: { distinct: 8, generated: 28, depth: 3, cpuSeconds: 0.1 },
    small: { distinct: 24, generated: 140, depth: 3, cpuSeconds: 0.1 },
    medium: { distinct: 64, generated: 596, depth: 3, cpuSeconds: 0.1 },
  },
  'replicated-service': {
    tiny: { distinct: 56_021, generated: 373_379, depth: 29, cpuSeconds: 2.3 },
    small: { distinct: 355_045, generated: 2_367_153, depth: 31, cpuSeconds: 3.9 },
    medium: { distinct: 745_383, generated: 5_318_335, depth: 39, cpuSeconds: 7.9 },
    large: { distinct: 2_058_475, generated: 13_922_641, depth: 40, cpuSeconds: 22.5 },
  },
  saga: {
    tiny: { distinct: 37_360, generated: 488_233, depth: 15, cpuSeconds: 1.2 },
    small: { distinct: 136_161, generated: 1_733_932, depth: 16, cpuSeconds: 2.0 },
    medium: { distinct: 1_397_916, generated: 27_258_589, depth: 20, cpuSeconds: 12.1 },
    large: { distinct: 3_184_142, generated: 60_606_647, depth: 22, cpuSeconds: 23.9 },
  },
  'three-phase-commit': {
    tiny: { distinct: 2_899, generated: 6_262, depth: 21, cpuSeconds: 0.5 },
    small: { distinct: 101_975, generated: 298_276, depth: 35, cpuSeconds: 2.7 },
    medium: { distinct: 592_576, generated: 2_378_744, depth: 41, cpuSeconds: 7.7 },
    large: { distinct: 4_882_324, generated: 19_495_116, depth: 51, cpuSeconds: 31.4 },
    partitioned: { distinct: 1_505, generated: 2_831, depth: 20, cpuSeconds: 0.4 },
  },
  paxos: {
    tiny: { distinct: 17_289, generated: 92_356, depth: 25, cpuSeconds: 0.9 },
    small: { distinct: 149_151, generated: 908_093, depth: 27, cpuSeconds: 1.8 },
    medium: { distinct: 2_111_529, generated: 13_310_618, depth: 37, cpuSeconds: 11 },
    large: { distinct: 18_074_519, generated: 127_387_486, depth: 39, cpuSeconds: 72.3 },
    amnesic: { distinct: 367_206, generated: 2_368_729, depth: 28, cpuSeconds: 3.3 },
  },
  'ping-pong': {
    tiny: { distinct: 107, generated: 275, depth: 13, cpuSeconds: 0.3 },
    small: { distinct: 12_495, generated: 65_923, depth: 21, cpuSeconds: 0.5 },
    medium: { distinct: 271_364, generated: 1_877_242, depth: 28, cpuSeconds: 1.9 },
    together: { distinct: 91, generated: 178, depth: 9, cpuSeconds: 0.3 },
    suspicious: { distinct: 14, generated: 20, depth: 6, cpuSeconds: 0.3 },
    accurate: { distinct: 9, generated: 11, depth: 5, cpuSeconds: 0.3 },
    patient: { distinct: 10, generated: 22, depth: 6, cpuSeconds: 0.3 },
  },
  raft: {
    tiny: { distinct: 9_371, generated: 101_194, depth: 20, cpuSeconds: 1.7 },
    small: { distinct: 64_257, generated: 641_641, depth: 22, cpuSeconds: 2.4 },
    medium: { distinct: 209_732, generated: 2_190_583, depth: 27, cpuSeconds: 4.4 },
    prevote: { distinct: 116_375, generated: 1_089_787, depth: 23, cpuSeconds: 2.3 },
    live: { distinct: 131_329, generated: 1_983_988, depth: 20, cpuSeconds: 1.7 },
    stale: { distinct: 400_102, generated: 7_566_611, depth: 28, cpuSeconds: 4.5 },
    compacting: { distinct: 54_251, generated: 655_474, depth: 24, cpuSeconds: 2.1 },
    changing: { distinct: 44_796, generated: 621_050, depth: 27, cpuSeconds: 3.4 },
  },
  'multi-paxos': {
    tiny: { distinct: 13_952, generated: 44_445, depth: 21, cpuSeconds: 0.9 },
    small: { distinct: 483_862, generated: 2_034_731, depth: 29, cpuSeconds: 3.7 },
    medium: { distinct: 2_199_587, generated: 10_724_093, depth: 31, cpuSeconds: 11.3 },
  },
  'two-phase-commit': {
    tiny: { distinct: 8_041, generated: 32_132, depth: 20, cpuSeconds: 0.5 },
    small: { distinct: 168_944, generated: 979_054, depth: 26, cpuSeconds: 0.7 },
    medium: { distinct: 2_911_730, generated: 20_145_244, depth: 31, cpuSeconds: 12.4 },
    large: { distinct: 16_020_969, generated: 121_813_836, depth: 36, cpuSeconds: 50.2 },
  },
  'two-phase-commit-abstract': {
    tiny: { distinct: 288, generated: 1_146, depth: 11, cpuSeconds: 0.2 },
    small: { distinct: 296_448, generated: 2_744_706, depth: 23, cpuSeconds: 1.2 },
    medium: { distinct: 10_340_352, generated: 123_558_402, depth: 29, cpuSeconds: 9.6 },
    large: { distinct: 61_515_776, generated: 817_760_258, depth: 32, cpuSeconds: 73.8 },
  },
  'vector-clocks': {
    tiny: { distinct: 2_996, generated: 6_105, depth: 11, cpuSeconds: 0.6 },
    small: { distinct: 2_400, generated: 6_085, depth: 9, cpuSeconds: 0.6 },
    medium: { distinct: 802_806, generated: 1_486_069, depth: 13, cpuSeconds: 39.6 },
  },
  zookeeper: {
    tiny: { distinct: 14_438, generated: 40_437, depth: 17, cpuSeconds: 0.9 },
    small: { distinct: 177_203, generated: 532_245, depth: 23, cpuSeconds: 1.8 },
    medium: { distinct: 1_508_476, generated: 4_725_591, depth: 29, cpuSeconds: 7.5 },
  },
  'zookeeper-configuration': {
    tiny: { distinct: 1_840, generated: 4_146, depth: 19, cpuSeconds: 0.9 },
    small: { distinct: 24_480, generated: 75_789, depth: 23, cpuSeconds: 1.4 },
    asynchronous: { distinct: 330_288, generated: 1_525_069, depth: 25, cpuSeconds: 3.6 },
    medium: { distinct: 366_720, generated: 1_455_961, depth: 27, cpuSeconds: 4.5 },
  },
  'zookeeper-discovery': {
    tiny: { distinct: 1_983, generated: 4_657, depth: 24, cpuSeconds: 1.0 },
    small: { distinct: 17_876, generated: 50_724, depth: 30, cpuSeconds: 1.4 },
    asynchronous: { distinct: 49_796, generated: 188_218, depth: 33, cpuSeconds: 1.2 },
    medium: { distinct: 66_501, generated: 192_721, depth: 31, cpuSeconds: 3.3 },
    large: { distinct: 2_090_548, generated: 7_109_403, depth: 38, cpuSeconds: 18.3 },
  },
  'zookeeper-election': {
    tiny: { distinct: 2_448, generated: 4_205, depth: 31, cpuSeconds: 1.1 },
    small: { distinct: 32_587, generated: 83_307, depth: 38, cpuSeconds: 1.5 },
    asynchronous: { distinct: 150_641, generated: 561_643, depth: 41, cpuSeconds: 2.0 },
    medium: { distinct: 224_882, generated: 520_297, depth: 47, cpuSeconds: 5.3 },
    large: { distinct: 3_850_506, generated: 12_136_723, depth: 54, cpuSeconds: 26.3 },
  },
  'zookeeper-followers': {
    tiny: { distinct: 796, generated: 1445, depth: 20, cpuSeconds: 0.5 },
    small: { distinct: 13_479, generated: 28_563, depth: 31, cpuSeconds: 1.0 },
    medium: { distinct: 74_663, generated: 231_173, depth: 29, cpuSeconds: 1.7 },
  },
  'zookeeper-lock': {
    tiny: { distinct: 1_814, generated: 3_333, depth: 26, cpuSeconds: 1.0 },
    small: { distinct: 28_931, generated: 79_855, depth: 33, cpuSeconds: 1.9 },
    asynchronous: { distinct: 633_501, generated: 2_847_807, depth: 42, cpuSeconds: 4.8 },
    medium: { distinct: 138_083, generated: 339_763, depth: 38, cpuSeconds: 5.7 },
    large: { distinct: 2_823_008, generated: 9_540_394, depth: 45, cpuSeconds: 34 },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SizeCounts>>>>;

/** The counts as `countsOf` gives those of a result: distinct states, generated states, depth. */
export function countsIn({ distinct, generated, depth }: SizeCounts): readonly number[] {
  return [distinct, generated, depth];
}
