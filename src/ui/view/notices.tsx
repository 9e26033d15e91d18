import { notices } from '../state/page.ts';

/** What the reader has to know once. */
export function Notices() {
  if (notices.value.length === 0) return null;
  return (
    <div class="notices" role="region" aria-label="Notice">
      {notices.value.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
      <button type="button" onClick={() => (notices.value = [])}>
        Close
      </button>
    </div>
  );
}
