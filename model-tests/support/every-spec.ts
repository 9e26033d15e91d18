import { existsSync, readdirSync } from 'node:fs';
import type { Protocol } from '#faultline';

const folder = new URL('../../specs/', import.meta.url);

/** The protocol of every folder of `specs/` that has a `spec.ts`, in the order of their names. */
export const everySpec: readonly Protocol[] = await Promise.all(
  readdirSync(folder)
    .sort()
    .filter((name) => existsSync(new URL(`${name}/spec.ts`, folder)))
    .map(protocolOf),
);

async function protocolOf(name: string): Promise<Protocol> {
  const url = new URL(`${name}/spec.ts`, folder).href;
  const exports = (await import(url)) as Readonly<Record<string, unknown>>;
  const [protocol, ...more] = Object.values(exports).filter(isProtocol);
  if (protocol !== undefined && more.length === 0) return protocol;
  throw new Error(`The file specs/${name}/spec.ts must export one protocol.`);
}

function isProtocol(value: unknown): value is Protocol {
  return (value as { kind?: unknown } | null | undefined)?.kind === 'protocol';
}
