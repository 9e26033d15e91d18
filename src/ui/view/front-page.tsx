import { specs } from '../state/page.ts';
import { doneLessons } from '../state/storage.ts';
import { Progress } from './lesson/progress.tsx';
import { ScenarioCards } from './adversary/scenario-cards.tsx';
import { Notices } from './notices.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** Where one begins: lessons, and every protocol; a trace file that is dropped on it is shown. */
export function FrontPage() {
  return (
    <main
      class="front"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void openFile(event.dataTransfer?.files[0]);
      }}
    >
      <div class="top">
        <h1>Faultline lab</h1>
        <ThemeSwitch />
      </div>
      <Notices />
      <p class="lead">
        Here you are the network, the clock and the failures. You choose what happens next; the
        protocol has to cope. What you find is real: the lab runs the very statecharts that the
        checker checks.
      </p>
      <LessonCards />
      <ScenarioCards />
      <section aria-labelledby="protocols-title">
        <h2 id="protocols-title">Play any protocol</h2>
        <ul class="cards">
          {specs.value.map(({ name, title, source }) => (
            <li key={name}>
              <a href={`#${name}`}>
                <strong>{title}</strong>
                {source !== undefined && <small>{source}</small>}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="trace-title">
        <h2 id="trace-title">Look at a trace</h2>
        <p>
          <label>
            A file that <code>faultline check --save</code> has written:{' '}
            <input
              type="file"
              accept=".json"
              onChange={({ currentTarget }) => {
                void openFile(currentTarget.files?.[0]);
              }}
            />
          </label>
        </p>
      </section>
    </main>
  );
}

/** What plays protocols is loaded when it is needed. */
async function openFile(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  const { openTraceFile } = await import('../lab.ts');
  await openTraceFile(await file.text());
}

function LessonCards() {
  const lessons = specs.value
    .flatMap(({ name, title, lessons: own }) => own.map((one) => ({ ...one, name, of: title })))
    .sort((one, other) => one.number - other.number);
  if (lessons.length === 0) return null;
  const done = doneLessons();
  return (
    <section aria-labelledby="lessons-title">
      <h2 id="lessons-title">Lessons</h2>
      <Progress lessons={lessons.map(({ id }) => id)} />
      <ol class="cards">
        {lessons.map(({ id, name, number, title, about, of, stages }) => (
          <li key={id}>
            <a href={`#${name}?n=${id}.0`}>
              <strong>
                {number}. {title}
              </strong>
              <span>{about}</span>
              <small>
                {of} · {stages} stages
                {done.includes(id) ? ' · ✓ done' : ''}
              </small>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
