import { spawn } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** ms after which a program that should have ended is stopped; a test of programs may take as long and a little more. */
const PATIENCE_MS = 50_000;
export const TEST_OF_PROGRAMS_MS = PATIENCE_MS + 5_000;

/** Runs a program of the product as an operator does, from the compiled copy that npm test has just made. */
export function runCommand(program: string, settings: Record<string, string>, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [`dist/src/${program}.js`, ...args], {
    env: settings,
    timeout: PATIENCE_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
