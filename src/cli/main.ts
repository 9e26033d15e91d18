#!/usr/bin/env node
/// <reference types="node" />
import { endOnLostOutput } from './exit-codes.ts';
import { chosenCommand } from './command-line.ts';

endOnLostOutput();
try {
  const { run } = await chosenCommand(process.argv.slice(2));
  process.exitCode = await run();
} catch (error) {
  const { reportFailure } = await import('./failure.ts');
  process.exitCode = reportFailure(error);
}
