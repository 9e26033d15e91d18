import type { FaultLevel, FaultLevels } from '../../trace/search/fault-levels.ts';
import { propertyJson, type AboutCheck, type CheckJson } from '../check-json.ts';

/** What checks with more and more faults established, as one JSON object. */
export interface LevelsJson extends Pick<
  CheckJson,
  'protocol' | 'spec' | 'size' | 'parameters' | 'mutation' | 'network' | 'faults' | 'properties'
> {
  /** Raised whenever a reader of the version before would misunderstand the object. */
  readonly schemaVersion: 1;
  /** Of the last level; `holds in bounds` when more faults could happen than were let happen. */
  readonly verdict: FaultLevels['verdict'];
  /** The least number of faults with which a property is violated; null when there is none. */
  readonly faultsThatBreak: number | null;
  /** How many faults can happen at all; null when one of them has no bound. */
  readonly faultsPossible: number | null;
  /** How long all checks took. */
  readonly seconds: number;
  readonly levels: readonly FaultLevel[];
}

/** The JSON form of checks with more and more faults: a plain object, ready for `JSON.stringify`. */
export function levelsJson(levels: FaultLevels, { spec, seconds }: AboutCheck): LevelsJson {
  const { model, verdict, faultsPossible } = levels;
  const { faults, broken } = levels.levels.at(-1) as FaultLevel;
  return {
    schemaVersion: 1,
    protocol: model.protocol.id,
    spec,
    size: model.size ?? null,
    parameters: model.parameters,
    mutation: model.mutation ?? null,
    network: model.network,
    faults: model.faults,
    verdict,
    faultsThatBreak: broken.length > 0 ? faults : null,
    faultsPossible: faultsPossible === Infinity ? null : faultsPossible,
    seconds,
    levels: levels.levels,
    properties: levels.properties.map((property) => propertyJson(property, spec)),
  };
}
