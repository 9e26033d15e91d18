import { describe, expect, it } from 'vitest';
import { proseOf } from './prose.ts';

describe('proseOf', () => {
  it('takes what stands before the section with the first generated part', () => {
    const readme = [
      '# Title',
      'What it is.',
      '## What is modelled',
      'This.',
      '## Properties',
      'All of them:',
      '<!-- generated: properties -->',
      '<!-- end -->',
      '## More',
    ].join('\n');
    expect(proseOf(readme)).toBe('What it is.\n## What is modelled\nThis.');
  });

  it('takes what stands before the first section where nothing is generated', () => {
    expect(proseOf('# Title\n\nWhat it is.\n\n## Use\n\nMore.\n')).toBe('What it is.');
    expect(proseOf('# Title\n\nAll.\n')).toBe('All.');
    expect(proseOf('# Title\n\n## Use\n')).toBeUndefined();
  });

  it('leaves the words of links to files, and whole links to the web', () => {
    const readme = '# T\n[here](a.md), [there](https://b.example), ![a picture](c.png).';
    expect(proseOf(readme)).toBe('here, [there](https://b.example), .');
  });

  it('leaves out a sentence that only leads to a file', () => {
    const prose = (line: string) => proseOf(`# T\n**Source.** A, *B*, 1999. ${line}`);
    expect(prose('In full:\n[references](../a.md).')).toBe('**Source.** A, *B*, 1999.');
    expect(prose('In full: [it](../a.md). And.')).toBe('**Source.** A, *B*, 1999. And.');
    expect(prose('In full: [it](https://c.example).')).toContain('In full: [it](https:');
  });
});
