import type { Checking } from '../check/checking.ts';
import { judgedIn } from '../session/selectors.ts';
import type { Play } from '../session/open-link.ts';
import { branchOf } from '../session/session.ts';
import type { Scenario } from './scenarios.ts';

export { scenarioOf } from './scenarios.ts';

/**
 * Whether the branch shows what the scenario is after. Of a property of whole behaviors the checker says
 * whether it is violated.
 */
export function isDone({ property: name }: Scenario, play: Play, known: Checking): boolean {
  const { stepper, session } = play;
  if (known.kind === 'done') {
    const found = known.checked.properties.find((one) => one.name === name);
    if (found?.kind === 'leadsTo' && found.verdict === 'violated') return true;
  }
  try {
    return branchOf(session).some((node) => {
      const judged = judgedIn(stepper, session, node).find((one) => one.name === name);
      return judged?.is === (judged?.property.kind === 'reachable');
    });
  } catch {
    return false;
  }
}
