import type { Model } from '../../protocol/model.ts';
import { isInScope } from '../../protocol/network.ts';
import { budgetOf, limitOf, type CountedUse } from '../slots/fault-record.ts';
import type { ReferenceState } from './reference-state.ts';

/** Whether a fault cannot befall a process, or nothing at all when no process is named. */
export function isSpared(model: Model, fault: CountedUse, id: string): boolean {
  const budget = budgetOf(model, fault);
  const process = model.processes.find((each) => each.id === id);
  if (budget === undefined || process === undefined || limitOf(budget) === 0) return true;
  return !isInScope(budget, process);
}

/** The state after one more fault of a kind; undefined when that is one too many. */
export function spent(
  model: Model,
  state: ReferenceState,
  fault: CountedUse,
  id: string,
): ReferenceState | undefined {
  const budget = budgetOf(model, fault);
  const limits = {
    [fault]: limitOf(budget),
    [`${fault} at ${id}`]: budget?.maxEach ?? Infinity,
    all: model.faults.total ?? Infinity,
  };
  const used: Record<string, number> = { ...state.used };
  for (const [name, limit] of Object.entries(limits)) {
    if (limit === Infinity) continue;
    used[name] = (used[name] ?? 0) + 1;
    if (used[name] > limit) return undefined;
  }
  return { ...state, used };
}
