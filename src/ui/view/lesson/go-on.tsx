import type { LessonPlace } from '../../state/lab.ts';
import { nextStage } from '../../state/lessons.ts';

/** Leads to the next stage. */
export function GoOn({ place }: { readonly place: LessonPlace }) {
  return (
    <button
      type="button"
      class="strong go-on"
      onClick={() => {
        nextStage(place);
        // The button goes: whoever has pressed it by a key goes on from the title.
        document.getElementById('lesson-title')?.focus({ preventScroll: true });
      }}
    >
      Go on
    </button>
  );
}
