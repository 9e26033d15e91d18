import { describe, expect, it } from 'vitest';
import { element } from './element.ts';
import { pictureElement, pictureText, textElement } from './picture.ts';

const picture = {
  kind: 'lamp',
  title: 'A lamp',
  description: 'It is "on" & bright.',
  width: 40,
  height: 20,
  rules: { '.bulb': 'fill: var(--warn)' },
  content: [
    element('circle', { class: 'bulb', cx: 10, cy: 10, r: 4 }),
    textElement('on', { x: 20, y: 14, kind: 'state', anchor: 'middle' }),
  ],
};

describe('pictureText', () => {
  it('writes a document that says what it shows', () => {
    const text = pictureText(picture, { theme: 'light' });
    expect(text.split('\n').slice(0, 4)).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" class="faultline-lamp" role="img" aria-labelledby="lamp-title lamp-description" width="40" height="20" viewBox="0 0 40 20">',
      '  <title id="lamp-title">A lamp</title>',
      '  <desc id="lamp-description">It is &quot;on&quot; &amp; bright.</desc>',
      '  <style>',
    ]);
    expect(text).toContain('.faultline-lamp .bulb { fill: #855600 }');
    expect(text).toContain('<text x="20" y="14" class="state" text-anchor="middle">on</text>');
    expect(text.endsWith('</svg>\n')).toBe(true);
  });

  it('follows the system unless told otherwise', () => {
    expect(pictureText(picture)).toContain('prefers-color-scheme: dark');
    expect(pictureText(picture, { theme: 'dark' })).not.toContain('var(');
    // A page names the theme behind the file, which leads to these.
    expect(pictureText(picture)).toMatch(/<view id="light"\/>\n {2}<view id="dark"\/>\n<\/svg>/);
    expect(pictureText(picture, { theme: 'dark' })).not.toContain('<view');
  });

  it('takes ids that are free in the page', () => {
    const { attributes } = pictureElement(picture, { id: 'figure-2' });
    expect(attributes['aria-labelledby']).toBe('figure-2-title figure-2-description');
  });
});
