import { tipsOf, wayTo } from '../../session/session.ts';
import { goToNode } from '../../state/deeds.ts';
import type { Open } from '../../state/lab.ts';
import { sentenceOf } from '../../words/sentences.ts';

/** Everything that was tried: a button for the end of each branch. */
export function Branches({ shown: { session } }: { readonly shown: Open }) {
  const tips = tipsOf(session);
  if (tips.length < 2) return null;
  return (
    <details class="branches" id="branches">
      <summary id="branches-title">Branches: {tips.length}</summary>
      <ol>
        {tips.map((tip) => {
          const way = wayTo(session, tip.id);
          const last = way.at(-1)?.taken;
          const isShown = tip.id === session.tip;
          return (
            <li key={tip.id}>
              <button
                type="button"
                aria-current={isShown ? 'true' : undefined}
                onClick={() => goToNode(tip.id)}
              >
                {way.length - 1} {way.length === 2 ? 'step' : 'steps'}
                {last === undefined ? '' : `, at last ${sentenceOf(last.action)}`}
                {isShown ? ' (shown)' : ''}
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
