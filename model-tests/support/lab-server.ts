import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
const main = join(top, 'src/cli/main.ts');

/** The lab, served by the command for as long as a test needs it. */
export interface LabServer {
  /** Ends with a slash. */
  readonly address: string;
  readonly stop: () => void;
}

/** Builds the lab from the sources and serves it at a port that is free. */
export async function startLab(...words: readonly string[]): Promise<LabServer> {
  const options = ['--conditions=source', '--import', 'tsx'];
  const child = spawn(process.execPath, [...options, main, 'lab', ...words, '--port', '0'], {
    cwd: top,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { address: await addressIn(child), stop: () => child.kill('SIGTERM') };
}

function addressIn(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/\S+?\/(?=[#\s])/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('exit', (code) => reject(new Error(`The lab ended with ${code}: ${said}`)));
  });
}
