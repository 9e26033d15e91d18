import { onOneLine } from './width.ts';
import { wrap } from './wrap.ts';

/**
 * A text in which Mermaid finds no syntax of its own: no comment, entity, tag, directive or formula. What
 * it would read as syntax is written as an entity, such as `#59;` for a semicolon.
 */
export function mermaidText(text: string): string {
  return onOneLine(text)
    .replace(/[^\p{L}\p{N}\p{M} .,:=()[\]'"+\-/*!?_→…]/gu, mermaidEntity)
    .replace(/^((?:no)?wrap):/i, (_, word: string) => `${word}${mermaidEntity(':')}`);
}

/** A character as Mermaid reads it in a text, whatever it means elsewhere. */
export function mermaidEntity(character: string): string {
  return `#${character.codePointAt(0)};`;
}

/** In a state diagram alone: what ends a text, and words that turn the diagram from wherever they are. */
const syntax = /[:"]|d(?=irection\s+(?:TB|BT|RL|LR))/gi;

/** Texts in a state diagram, one below the other; what is too long for a line goes on in the next. */
export function mermaidStateText(texts: readonly string[], columns: number): string {
  return texts
    .flatMap((text) => wrap(text, columns))
    .map((line) => mermaidText(line).replace(syntax, mermaidEntity))
    .join('<br/>');
}
