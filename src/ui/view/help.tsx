import { useEffect, useRef } from 'preact/hooks';
import { helpIsOpen, keyList, lettersAreOn, switchLetters } from '../state/keyboard.ts';

/** The list of keys. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = helpIsOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} aria-labelledby="help-title" onClose={() => (helpIsOpen.value = false)}>
      <h2 id="help-title">Keys</h2>
      <dl class="keys">
        {keyList.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={lettersAreOn.value}
          onChange={({ currentTarget }) => switchLetters(currentTarget.checked)}
        />{' '}
        Single letters and digits do something
      </label>
      <p>
        <button type="button" onClick={() => (helpIsOpen.value = false)}>
          Close
        </button>
      </p>
    </dialog>
  );
}
