import type { WalkResult } from '../../trace/walk/walk.ts';
import {
  propertyJson,
  type AboutCheck,
  type CheckJson,
  type CheckJsonProperty,
} from '../check-json.ts';

/** One property in the JSON form of random walks. */
export interface WalkJsonProperty extends CheckJsonProperty {
  /** Of a property of behaviors: on how many fair ones it was judged; of any other null. */
  readonly behaviors: number | null;
}

/** What random walks established, as one JSON object. */
export interface WalkJson extends Pick<
  CheckJson,
  'protocol' | 'spec' | 'size' | 'parameters' | 'mutation' | 'network' | 'faults'
> {
  /** Raised whenever a reader of the version before would misunderstand the object. */
  readonly schemaVersion: 1;
  /** A violation that is expected does not count. */
  readonly verdict: WalkResult['verdict'];
  /** With it the walks can be taken again. */
  readonly seed: number;
  /** Walks begun. */
  readonly walks: number;
  readonly steps: number;
  /** Different actions taken. */
  readonly actions: number;
  /** States on the longest walk, the initial one counting 1. */
  readonly depth: number;
  /** How long the walks took. */
  readonly seconds: number;
  /** Why the walks ended. */
  readonly ending: WalkResult['ending'];
  readonly properties: readonly WalkJsonProperty[];
}

/** The JSON form of random walks: a plain object, ready for `JSON.stringify`. */
export function walkJson(result: WalkResult, about: AboutCheck): WalkJson {
  const { model, verdict, seed, walks, steps, actions, depth, ending } = result;
  return {
    schemaVersion: 1,
    protocol: model.protocol.id,
    spec: about.spec,
    size: model.size ?? null,
    parameters: model.parameters,
    mutation: model.mutation ?? null,
    network: model.network,
    faults: model.faults,
    verdict,
    seed,
    walks,
    steps,
    actions,
    depth,
    seconds: about.seconds,
    ending,
    properties: result.properties.map((property) => ({
      ...propertyJson(property, about.spec),
      behaviors: property.behaviors ?? null,
    })),
  };
}
