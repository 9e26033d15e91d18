import { scenarios } from '../../adversary/scenarios.ts';
import { specs } from '../../state/page.ts';

/** Where one is the adversary: a card for each scenario whose spec is here. */
export function ScenarioCards() {
  const names = new Set(specs.value.map(({ name }) => name));
  const here = scenarios.filter(({ link }) => names.has(link.slice(1).split('/')[0] ?? ''));
  if (here.length === 0) return null;
  return (
    <section aria-labelledby="adversary-title">
      <h2 id="adversary-title">Be the adversary</h2>
      <ul class="cards">
        {here.map(({ id, title, say, link }) => (
          <li key={id}>
            <a href={link}>
              <strong>{title}</strong>
              <span>{say}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
