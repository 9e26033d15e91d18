import type { Judgement } from '../../../trace/simulation/stepper.ts';
import { judgedIn } from '../../session/selectors.ts';
import { branchOf, selectedNode } from '../../session/session.ts';
import { goTo } from '../../state/deeds.ts';
import { checking, type Open } from '../../state/lab.ts';
import { judgementWords, kindWords } from '../../words/judgements.ts';
import { Pane } from '../pane.tsx';

/** What must be true, and whether it is at each step of the branch. */
export function PropertiesPane({ shown }: { readonly shown: Open }) {
  const { stepper, session } = shown;
  const branch = judgedBranch(shown);
  const selected = selectedNode(session).depth;
  const isEmpty = Object.keys(stepper.model.protocol.properties).length === 0;
  return (
    <Pane id="properties" title="Properties" keyName="P">
      {isEmpty && <p class="quiet">The spec states none.</p>}
      <ul class="properties">
        {(branch[selected] ?? []).map((judgement, index) => (
          <PropertyRow
            key={judgement.name}
            judgement={judgement}
            along={branch.map((judged) => judged[index])}
            selected={selected}
          />
        ))}
      </ul>
    </Pane>
  );
}

interface RowProps {
  readonly judgement: Judgement;
  readonly along: readonly (Judgement | undefined)[];
  readonly selected: number;
}

function PropertyRow({ judgement, along, selected }: RowProps) {
  const { name, property } = judgement;
  const { sign, tone, words } = judgementWords(judgement);
  return (
    <li class={`property ${tone}`} data-property={name} data-tone={tone}>
      <p>
        <span class="sign" aria-hidden="true">
          {sign}
        </span>{' '}
        <strong>{name}</strong> <span class="truth">{words}</span>
      </p>
      <p class="says">{property.says}</p>
      <p class="quiet">
        {kindWords[property.kind]}
        {property.source !== undefined && ` · ${property.source}`}
        <Verdict name={name} />
      </p>
      {along.length > 1 && <Along name={name} along={along} selected={selected} />}
    </li>
  );
}

interface AlongProps extends Pick<RowProps, 'along' | 'selected'> {
  readonly name: string;
}

/** The truth at each step; a click goes there. */
function Along({ name, along, selected }: AlongProps) {
  return (
    <div class="spark" role="group" aria-label={`${name} at each step`}>
      {along.map((one, step) => {
        const { sign, tone, words } = one === undefined ? unknown : judgementWords(one);
        return (
          <button
            type="button"
            key={step}
            class={tone}
            aria-current={step === selected ? 'step' : undefined}
            aria-label={`Step ${step}: ${words}`}
            onClick={() => goTo({ step })}
          >
            {sign}
          </button>
        );
      })}
    </div>
  );
}

const unknown = { sign: '?', tone: 'quiet', words: 'unknown' } as const;

function Verdict({ name }: { readonly name: string }) {
  const known = checking.value;
  if (known.kind !== 'done') return null;
  const found = known.checked.properties.find((one) => one.name === name);
  return found === undefined ? null : <> · the check says: {found.verdict}</>;
}

/** What is judged at each step of the branch; nothing where the spec errs. */
function judgedBranch({ stepper, session }: Open): readonly (readonly Judgement[])[] {
  return branchOf(session).map((node) => {
    try {
      return judgedIn(stepper, session, node);
    } catch {
      return [];
    }
  });
}
