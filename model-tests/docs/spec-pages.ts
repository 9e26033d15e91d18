import { redisLock } from '../../specs/redis-lock/spec.ts';
import { lamportClocks } from '../../specs/lamport-clocks/spec.ts';
import { saga } from '../../specs/saga/spec.ts';
import { threePhaseCommit } from '../../specs/three-phase-commit/spec.ts';
import { redlock } from '../../specs/redlock/spec.ts';
import { twoPhaseCommitAbstract } from '../../specs/two-phase-commit-abstract/spec.ts';
import { twoPhaseCommit } from '../../specs/two-phase-commit/spec.ts';
import { vectorClocks } from '../../specs/vector-clocks/spec.ts';
import { sizeCounts } from '../size-counts.ts';
import { specPage } from './spec-tables.ts';

/** The README of every spec. */
export const specPages = [
  specPage({ protocol: redisLock, counts: sizeCounts['redis-lock'], drawn: 'canComeLate' }),
  specPage({ protocol: saga, counts: sizeCounts.saga, drawn: 'canAbort' }),
  specPage({ protocol: redlock, counts: sizeCounts.redlock, drawn: 'canHoldInTurn' }),
  specPage({
    protocol: twoPhaseCommit,
    counts: sizeCounts['two-phase-commit'],
    drawn: 'canBlock',
  }),
  specPage({
    protocol: threePhaseCommit,
    counts: sizeCounts['three-phase-commit'],
    drawn: 'canCommitWithout',
  }),
  specPage({
    protocol: twoPhaseCommitAbstract,
    counts: sizeCounts['two-phase-commit-abstract'],
  }),
  specPage({
    protocol: lamportClocks,
    counts: sizeCounts['lamport-clocks'],
    drawn: 'canQueue',
  }),
  specPage({
    protocol: vectorClocks,
    counts: sizeCounts['vector-clocks'],
    drawn: 'canGoOn',
  }),
];
