import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { FaultlineError } from '../../errors.ts';

/** Files by their paths from the root of the lab, which stand in for those of the folder. */
export type OwnFiles = ReadonlyMap<string, string>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** Nothing is loaded from elsewhere. The inner loop of a search is code that is made when it is needed. */
const policy =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'";

/**
 * Serves the lab to this machine only.
 *
 * @param port - 0 for any that is free.
 * @returns The server, which listens, and its address.
 * @throws FaultlineError `FL606` when the port is taken.
 */
export async function serveLab(
  folder: string,
  own: OwnFiles,
  port: number,
): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((request, response) => {
    answer(folder, own, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new FaultlineError(
          'FL606',
          `The lab cannot listen on port ${port}: ${error.code ?? error.message}.`,
          'choose another one with --port, or leave it out.',
          { cause: error },
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const at = server.address() as { readonly port: number };
  return { server, address: `http://127.0.0.1:${at.port}/` };
}

function answer(
  folder: string,
  own: OwnFiles,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const found = contentOf(folder, own, request);
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.\n');
    return;
  }
  response.writeHead(200, {
    'content-type': types[extname(found.path)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? '' : found.content);
}

function contentOf(folder: string, own: OwnFiles, { method, url = '/' }: IncomingMessage) {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const path = pathOf(url);
  if (path === undefined) return undefined;
  const mine = own.get(path);
  if (mine !== undefined) return { path, content: mine };
  const file = normalize(join(folder, path));
  if (!file.startsWith(folder + sep)) return undefined;
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? { path, content: readFileSync(file) } : undefined;
}

function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://lab/').pathname).slice(1);
    return path === '' ? 'index.html' : path;
  } catch {
    return undefined;
  }
}
