import { doneLessons, forgetLessons } from '../../state/storage.ts';

/** How far the learner has come, to save or to forget: nothing of it leaves this browser by itself. */
export function Progress({ lessons }: { readonly lessons: readonly string[] }) {
  const done = doneLessons().filter((id) => lessons.includes(id));
  if (done.length === 0) return null;
  const text = JSON.stringify({ format: 'faultline-progress', done }, undefined, 2);
  return (
    <p class="buttons progress">
      <span>
        {done.length} of {lessons.length} lessons done.
      </span>
      <a
        download="faultline-progress.json"
        href={`data:application/json,${encodeURIComponent(text)}`}
      >
        Save this as a file
      </a>
      <button type="button" onClick={forgetLessons}>
        Forget it
      </button>
    </p>
  );
}
