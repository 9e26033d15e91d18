import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** A built site that is served for a test. */
export interface SiteServer {
  /** With the folder of the server that the site was built for, and a slash at the end. */
  readonly url: string;
  stop(): void;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/**
 * Serves the files of a folder as if they lay in a folder of a server.
 *
 * @param base - `/` or `/faultline/`: nothing else is answered.
 */
export async function serveSite(folder: string, base: string): Promise<SiteServer> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = fileAt(folder, base, decodeURIComponent(pathname));
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${base}`, stop: () => server.close() };
}

/** The file that a path means: a folder means its index. */
export function fileAt(folder: string, base: string, path: string): string | undefined {
  if (!path.startsWith(base) || path.includes('..')) return undefined;
  const whole = join(folder, path.slice(base.length));
  const file = path.endsWith('/') ? join(whole, 'index.html') : whole;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}
