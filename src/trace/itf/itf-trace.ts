import type { TraceFile } from '../trace-file.ts';

/** A state of an ITF trace: an `ItfValue` for each variable, and what a tool has to say of it. */
export interface ItfState {
  readonly '#meta'?: Readonly<Record<string, unknown>> | undefined;
  readonly [variable: string]: unknown;
}

/** A trace in the Informal Trace Format, which Apalache and Quint write too. */
export interface ItfTrace {
  readonly '#meta'?: Readonly<Record<string, unknown>> | undefined;
  readonly params?: readonly string[] | undefined;
  /** The names of the variables. */
  readonly vars: readonly string[];
  readonly states: readonly ItfState[];
  /**
   * The state with which the part begins that is repeated for ever: an index of `states`. The state
   * after the last one is this one.
   */
  readonly loop?: number | undefined;
}

/** What Faultline has to say of a trace of its own, under `#meta`: enough to take the steps again. */
export type ItfAbout = Omit<TraceFile, 'start' | 'steps'>;

/** The names of the variables that are no process. */
export interface NetworkVariables {
  readonly messages: string;
  readonly faults: string;
  /** In how many ticks messages are due; only where they take a limited time. */
  readonly due: string;
  readonly monitors: string;
  /** The partition in force, or an empty text; only where there may be one. */
  readonly partition: string;
}

/** The variables by these names, unless a process is called so. */
export function networkVariables(processes: readonly string[]): NetworkVariables {
  const free = (name: string): string => (processes.includes(name) ? free(`${name}_`) : name);
  return {
    messages: free('messages'),
    faults: free('faults'),
    due: free('due'),
    monitors: free('monitors'),
    partition: free('partition'),
  };
}
