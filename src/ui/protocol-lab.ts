/**
 * A figure that can be played with: `<protocol-lab link="#two-phase-commit/tiny?t=0.1">`, around the picture
 * that is shown until somebody does, and to whoever has no JavaScript.
 *
 * A page that loads this file gets the element, and nothing of the lab before the button is pressed. The lab is
 * the one that lies beside this file.
 */
class ProtocolLab extends HTMLElement {
  readonly #followTheme = new MutationObserver(() => {
    this.#takeTheme();
  });
  #frame: HTMLIFrameElement | undefined;

  connectedCallback(): void {
    // What is inside belongs to the page, and whatever draws it: it is only shown or not.
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#frame = undefined;
    const picture = document.createElement('slot');
    const play = document.createElement('button');
    play.type = 'button';
    play.textContent = playText;
    play.addEventListener('click', () => {
      const isPlayed = this.#frame === undefined;
      if (isPlayed) root.insertBefore((this.#frame = this.#newFrame()), picture);
      else {
        this.#frame?.remove();
        this.#frame = undefined;
      }
      picture.hidden = isPlayed;
      play.textContent = isPlayed ? 'Back to the picture' : playText;
    });
    const whole = document.createElement('a');
    whole.href = this.#address;
    whole.textContent = 'Open it in the lab';
    const deeds = document.createElement('p');
    deeds.append(play, ' ', whole);
    root.replaceChildren(styleOf(root), picture, deeds);
    this.#followTheme.observe(document.documentElement, { attributeFilter: ['class', 'style'] });
  }

  disconnectedCallback(): void {
    this.#followTheme.disconnect();
  }

  get #address(): string {
    return new URL(`index.html${this.getAttribute('link') ?? ''}`, import.meta.url).href;
  }

  #newFrame(): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    frame.title = 'The lab';
    frame.src = this.#address;
    frame.addEventListener('load', () => {
      this.#takeTheme();
      frame.focus();
    });
    return frame;
  }

  /** The lab has the colours of the page around it. */
  #takeTheme(): void {
    const page = this.#frame?.contentDocument?.documentElement;
    const { colorScheme } = getComputedStyle(document.documentElement);
    if (page) page.dataset.theme = colorScheme.startsWith('dark') ? 'dark' : 'light';
  }
}

const playText = 'Play with it';

function styleOf(root: ShadowRoot): HTMLStyleElement {
  const style = root.ownerDocument.createElement('style');
  style.textContent = `
    :host { display: block; }
    [hidden] { display: none; }
    iframe { width: 100%; height: min(80vh, 48rem); border: 1px solid currentcolor; border-radius: 4px; }
    p { margin: 0.5rem 0; }
    a { color: inherit; margin-inline-start: 0.75rem; }
    button, a { font: inherit; padding: 0.25rem 0.75rem; min-height: 24px; }
    button { color: inherit; background: none; border: 1px solid currentcolor; border-radius: 4px; cursor: pointer; }
  `;
  return style;
}

if (customElements.get('protocol-lab') === undefined) {
  customElements.define('protocol-lab', ProtocolLab);
}
