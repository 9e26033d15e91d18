import { describe, expect, it } from 'vitest';
import { readTree, repositoryRoot } from '../support/read-tree.ts';
import { citationsIn, isListed } from './citations.ts';
import { readPage } from './page-files.ts';

describe('The list of references', () => {
  it('has everything that specs and code cite', () => {
    const references = readPage('docs/references.md');
    const citations = citationsIn(readTree(repositoryRoot));
    expect(citations.length).toBeGreaterThan(20);
    expect(citations.filter((citation) => !isListed(citation, references))).toEqual([]);
  });
});

describe('A citation', () => {
  const cited = (text: string) => citationsIn([{ path: 'specs/a/spec.ts', text }]);

  it('is a surname with its year, or the name of a specification', () => {
    expect(cited("source: 'Lamport, TwoPhase.tla; Gray & Lamport 2006, §4'")).toEqual([
      'Gray 2006',
      'TwoPhase.tla',
    ]);
    expect(cited('/** Source: Litwin, "Linear Hashing", VLDB 1980; Knuth, vol. 3. */')).toEqual([
      'Litwin 1980',
    ]);
    expect(
      cited('/**\n * Source: Zeller & Hildebrandt,\n * TSE 28(2), 2002.\n *\n * 1999. */'),
    ).toEqual(['Zeller 2002']);
  });

  it('is listed in one entry', () => {
    const references = '# R\n\n- Gray, J. (1978). "Notes".\n- Litwin, W. (1980). "Hashing".\n';
    expect(isListed('Gray 1978', references)).toBe(true);
    expect(isListed('Gray 1980', references)).toBe(false);
  });
});
