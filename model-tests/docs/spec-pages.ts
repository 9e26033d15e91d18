import { sizeCounts, type SizeCounts } from '../size-counts.ts';
import { everySpec } from '../support/every-spec.ts';
import { specPage } from './spec-tables.ts';

const countsOf: Readonly<Record<string, Readonly<Record<string, SizeCounts>>>> = sizeCounts;

/** The README of every spec. */
export const specPages = everySpec.map((protocol) =>
  specPage(protocol, countsOf[protocol.id] ?? {}),
);
