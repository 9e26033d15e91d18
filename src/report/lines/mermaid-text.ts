import { onOneLine } from './width.ts';

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
