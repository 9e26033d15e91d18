import { describe, expect, it } from 'vitest';
import { element, escaped, numberText, svgText } from './element.ts';

describe('svgText', () => {
  it('writes elements below each other, and what holds text on one line', () => {
    const text = element('text', { x: 1 }, ['a ', element('tspan', { class: 'b' }, ['b'])]);
    expect(svgText(element('g', { id: undefined }, [text, element('rect')]))).toBe(
      '<g>\n  <text x="1">a <tspan class="b">b</tspan></text>\n  <rect/>\n</g>\n',
    );
  });

  it('puts no space between the pieces of a text', () => {
    const pieces = ['a', 'b'].map((piece) => element('tspan', {}, [piece]));
    expect(svgText(element('text', {}, pieces))).toBe(
      '<text><tspan>a</tspan><tspan>b</tspan></text>\n',
    );
  });

  it('lets nothing of a label be markup', () => {
    const label = `</text><script>alert("1" + '2') && 3</script>`;
    const written = svgText(element('text', { 'data-name': label }, [label]));
    expect(written.match(/[<>]/g)).toHaveLength(4);
    expect(written).toContain('data-name="&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot; + &#39;2');
  });
});

describe('escaped', () => {
  it.each([
    ['a\u0000b\u001bc', 'a\ufffdb\ufffdc'],
    ['\ud83d\ude00', '\ud83d\ude00'],
    ['\ud83d', '\ufffd'],
    ['\uffff', '\ufffd'],
    ['tab\there', 'tab\there'],
  ])('makes %j XML', (given, expected) => {
    expect(escaped(given)).toBe(expected);
  });
});

describe('numberText', () => {
  it('rounds to hundredths, and knows one zero', () => {
    expect([1 / 3, 2, -0.001, 10.005, 1e6].map(numberText)).toEqual([
      ...['0.33', '2', '0', '10.01', '1000000'],
    ]);
  });
});
