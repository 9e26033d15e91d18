import { createRequire } from 'node:module';

/** `faultline 1.2.3`. */
export function versionText(): string {
  // By its name in `exports`, so that it is found from src and from dist alike.
  const { version } = createRequire(import.meta.url)('faultline/package.json') as {
    version: string;
  };
  return `faultline ${version}\n`;
}
