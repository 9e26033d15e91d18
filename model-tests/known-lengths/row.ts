import type { CheckOptions } from '#faultline';

/** Something that is known to be found, and in how many steps. */
export interface KnownLength {
  /** The name of the spec's folder. */
  readonly spec: string;
  /** How the spec is broken; undefined for what is found in it as it is. */
  readonly mutation?: string;
  /** The property that is violated or, when it is a reachable, witnessed. */
  readonly property: string;
  /** The smallest configuration that shows it, over the mutation's own parameters. */
  readonly choices?: Pick<CheckOptions, 'parameters' | 'network' | 'faults' | 'time'>;
  /** The length of a shortest trace here. */
  readonly steps: number;
  /** Its length in a model of the same protocol that was written without charts. */
  readonly elsewhere: number;
  /** Why the two differ: by what, and how many steps it makes here, or saves. */
  readonly why?: Readonly<Record<string, number>>;
  /** Takes more than half a second. */
  readonly isSlow?: true;
  /** The test that finds it, where that takes so long that it is done once. */
  readonly foundIn?: string;
}

/** Something that must not be found: whoever reports it is wrong. */
export interface KnownAbsence extends Pick<
  KnownLength,
  'spec' | 'mutation' | 'choices' | 'isSlow'
> {
  /** Why it is not there. */
  readonly because: string;
  /** The properties that hold. */
  readonly hold: readonly string[];
}
