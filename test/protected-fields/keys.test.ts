import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { loadOrCreateKeys, type Keys } from '../../src/protected-fields/keys.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  path = join(folder, 'var', 'secrets', 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const A = Buffer.alloc(32, 1).toString('base64');
const B = Buffer.alloc(32, 2).toString('base64');
const SHORT = Buffer.alloc(16, 3).toString('base64');
const sound = { version: 1, current: 'k1', sealing: { k1: A }, index: B };

const UNSOUND: [what: string, content: string | object, message: string][] = [
  ['is empty', '', 'is not a JSON key file of version 1'],
  ['is cut short', `{"version":1,"index":"${A}`, 'is not a JSON key file of version 1'],
  ['is a list', [], 'is not a JSON key file of version 1'],
  ['is of another version', { ...sound, version: 2 }, 'is not a JSON key file of version 1'],
  ['has no sealing keys', { ...sound, sealing: undefined }, 'has no sealing keys'],
  ['has a key id with a dot', { ...sound, sealing: { 'k.1': A } }, 'has a key id that is not'],
  ['names no current key', { ...sound, current: undefined }, 'names a current key it does not hold'],
  ['names another current key', { ...sound, current: 'k2' }, 'names a current key it does not hold'],
  ['has a short sealing key', { ...sound, sealing: { k1: SHORT } }, 'the sealing key k1 is not 32 bytes in base64'],
  ['has a short old sealing key', { ...sound, sealing: { k1: A, k0: SHORT } }, 'the sealing key k0 is not 32 bytes'],
  ['has a sealing key that is no text', { ...sound, sealing: { k1: 1 } }, 'the sealing key k1 is not 32 bytes'],
  ['has no index key', { ...sound, index: undefined }, 'the index key is not 32 bytes in base64'],
  ['has a short index key', { ...sound, index: SHORT }, 'the index key is not 32 bytes in base64'],
  ['has an index key with a stray character', { ...sound, index: `${B}!` }, 'the index key is not 32 bytes in base64'],
  ['indexes with a sealing key', { ...sound, index: A }, 'uses one key both to seal and to index'],
];

function writeKeyFile(content: string | object, mode = 0o600): string {
  const file = join(folder, 'keys.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(file, mode);
  return file;
}

const bytesOf = ({ current, sealing, index }: Keys) => ({
  current,
  sealing: Object.fromEntries([...sealing].map(([id, key]) => [id, key.export().toString('base64')])),
  index: index.export().toString('base64'),
});

describe('the key file', () => {
  it('is made with random keys of 32 bytes when there is none, for its owner alone', () => {
    const { current, sealing, index } = bytesOf(loadOrCreateKeys(path));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1, current, sealing, index });
    expect([current, Object.keys(sealing)]).toEqual(['k1', ['k1']]);
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readdirSync(dirname(path))).toEqual(['keys.json']);
    const others = bytesOf(loadOrCreateKeys(join(folder, 'other', 'keys.json')));
    expect(new Set([index, others.index, sealing['k1'], others.sealing['k1']]).size).toBe(4);
  });

  it('is read again, not made again', () => {
    const first = bytesOf(loadOrCreateKeys(path));
    expect(bytesOf(loadOrCreateKeys(path))).toEqual(first);
  });

  it('may hold several sealing keys, of which one is current', () => {
    const rotated = { ...sound, current: 'k2', sealing: { k1: A, k2: Buffer.alloc(32, 4).toString('base64') } };
    expect({ version: 1, ...bytesOf(loadOrCreateKeys(writeKeyFile(rotated))) }).toEqual(rotated);
  });

  it.each([0o640, 0o620, 0o604, 0o602, 0o610, 0o666])('is refused with the mode %o', (mode) => {
    const file = writeKeyFile(sound, mode);
    expect(() => loadOrCreateKeys(file)).toThrow(`The key file ${file} is open to group or others`);
  });

  it.each(UNSOUND)('is refused and kept when it %s, without a word of what is in it', (_what, content, message) => {
    const file = writeKeyFile(content);
    const before = readFileSync(file, 'utf8');
    const act = () => loadOrCreateKeys(file);
    expect(act).toThrow(`The key file ${file} `);
    expect(act).toThrow(message);
    expect(act).not.toThrow(/AQEB|AgIC|AwMD/); // how the three keys begin in base64
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('does not show its keys when they are printed', () => {
    const keys = loadOrCreateKeys(writeKeyFile(sound));
    const printed = `${inspect(keys, { depth: 9, showHidden: true })} ${JSON.stringify(keys)} ${JSON.stringify([...keys.sealing])}`;
    expect(printed).not.toMatch(/AQEB|AgIC|01 01|02 02|0101|0202/);
  });

  it('is one and complete for processes that start together', async () => {
    const program = join(folder, 'start.mjs');
    const source = readFileSync(new URL('../../src/protected-fields/keys.ts', import.meta.url), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    const begin = Date.now() + 1500;
    // 40 names, so that starting at the same millisecond is tried 40 times.
    const main = `while (Date.now() < ${begin});
      for (let n = 0; n < 40; n++) console.log(loadOrCreateKeys(${JSON.stringify(folder)} + '/new/' + n + '/keys.json').index.export().toString('hex'));`;
    writeFileSync(program, `${outputText}\n${main}`);
    const printed = await Promise.all(Array.from({ length: 6 }, () => outputOf(program)));
    expect(new Set(printed).size).toBe(1);
    expect(printed[0]).toMatch(/^([0-9a-f]{64}\n){40}$/);
    expect(readdirSync(join(folder, 'new', '0'))).toEqual(['keys.json']);
  });
});

function outputOf(program: string): Promise<string> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on('close', () => resolve(output)));
}
