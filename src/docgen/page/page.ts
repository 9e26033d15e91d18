import type { Protocol } from '../../protocol/protocol.ts';
import type { Figures } from '../figures.ts';
import { pageMark } from '../marks.ts';
import type { Study } from '../study.ts';
import { mutationsSection, violationsSection, witnessesSection } from './broken-section.ts';
import { coverageSection } from './coverage-section.ts';
import { joined, plain } from './markdown.ts';
import { messagesSection } from './messages-section.ts';
import { propertiesSection } from './properties-section.ts';
import { rolesSection } from './roles-section.ts';
import { sizesSection } from './sizes-section.ts';

/** What a page is made of. */
export interface PageParts {
  readonly study: Study;
  readonly figures: Figures;
  /** What people say of the protocol, as Markdown; the page begins with it. */
  readonly prose?: string | undefined;
}

/** The page about a protocol, in Markdown: what it is, what was found out about it, and how. */
export function page(protocol: Protocol, { study, figures, prose }: PageParts): string {
  const { title, source } = protocol;
  const text = joined(
    pageMark,
    `# ${plain(title)}`,
    prose ?? (source === undefined ? undefined : `**Source.** ${plain(source)}`),
    sizesSection(protocol, study),
    propertiesSection(protocol, study),
    rolesSection(protocol, study, figures),
    messagesSection(study, figures),
    violationsSection(study, figures),
    mutationsSection(protocol, study, figures),
    witnessesSection(study, figures),
    coverageSection(study),
  );
  return `${text}\n`;
}
