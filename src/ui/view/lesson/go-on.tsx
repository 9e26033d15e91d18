import type { LessonPlace } from '../../state/lab.ts';
import { nextStage } from '../../state/lessons.ts';

/** Leads to the next stage. */
export function GoOn({ place }: { readonly place: LessonPlace }) {
  return (
    <button type="button" class="strong go-on" onClick={() => nextStage(place)}>
      Go on
    </button>
  );
}
