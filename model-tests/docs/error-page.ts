import { errorCodes } from '#faultline';
import type { GeneratedPage } from './generated-page.ts';

const groups: Readonly<Record<string, string>> = {
  FL1: 'Protocols',
  FL2: 'Statecharts',
  FL3: 'Properties and fairness',
  FL4: 'Searches',
  FL5: 'Traces and links',
  FL6: 'Command line',
  FL9: 'Bugs in Faultline',
};

/** The reference of error codes: it is the table from which the errors themselves are made. */
export const errorPage: GeneratedPage = {
  path: 'docs/reference/errors.md',
  render: () => {
    const sections = Object.entries(groups).map(([prefix, title]) => {
      const codes = Object.entries(errorCodes).filter(([code]) => code.startsWith(prefix));
      const rows = codes.map(([code, says]) => `| \`${code}\` | ${says} |`);
      return [`## ${title}`, '', '| code | means |', '| --- | --- |', ...rows].join('\n');
    });
    const head = [
      '# Errors',
      '',
      'An error has a code, says what is wrong with which value, and what to do about it. A property that is',
      'violated is no error but a result.',
    ];
    return `${[head.join('\n'), ...sections].join('\n\n')}\n`;
  },
};
