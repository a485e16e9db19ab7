import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';

/** The keys of the protected fields. Key objects, not bytes, so that a log or an error that prints them shows nothing. */
export interface Keys {
  /** Id of the key that seals from now on. */
  readonly current: string;
  /** By id, AES-256; those that are not current only open what they sealed before a rotation. */
  readonly sealing: ReadonlyMap<string, KeyObject>;
  /** For blind indexes only: whoever can look up equal values cannot open one. */
  readonly index: KeyObject;
}

const KEY_BYTES = 32;
/** No dot, which separates the parts of a sealed value. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * The keys from a JSON file `{version: 1, current, sealing: {<key id>: base64}, index: base64}`; the file is made with
 * random keys, mode 0600, when there is none. To rotate, add a key to `sealing`, name it `current`, keep the old ones.
 *
 * Processes that start together end with the same keys: each writes a file of its own and links it to the name, which
 * only the first can do; the others read the first one's, which is complete, since it was written before it had the name.
 *
 * @throws Error saying what to do when the file is open to group or others, or is not sound. No message holds a part of
 *   the file.
 */
export function loadOrCreateKeys(path: string): Keys {
  const keys = readKeys(path);
  if (keys) return keys;
  createKeyFile(path);
  const created = readKeys(path);
  if (!created) throw refusal(path, 'was removed while it was being read; start again');
  return created;
}

/** The keys from the file, which is not made: undefined when there is none. @throws Error as `loadOrCreateKeys` does */
export function readKeys(path: string): Keys | undefined {
  let file: number;
  try {
    file = fs.openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    // The mode of what was opened, not of what the name may point to a moment later. Windows has no such modes.
    const { mode } = fs.fstatSync(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw refusal(path, 'is open to group or others; make it yours alone (chmod 600) and consider the keys known');
    }
    return parseKeys(path, fs.readFileSync(file, 'utf8'));
  } finally {
    fs.closeSync(file);
  }
}

function createKeyFile(path: string): void {
  const folder = dirname(path);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = (): string => randomBytes(KEY_BYTES).toString('base64');
  const content = { version: 1, current: 'k1', sealing: { k1: key() }, index: key() };
  const unnamed = `${path}.${randomBytes(8).toString('hex')}.new`;
  try {
    // On the disk before anything is sealed with it: a key lost to a power cut is every protected field lost.
    fs.writeFileSync(unnamed, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx', mode: 0o600, flush: true });
    fs.linkSync(unnamed, path);
    flushFolder(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(unnamed, { force: true });
  }
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return; // cannot open a folder
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}

function parseKeys(path: string, text: string): Keys {
  const content = parseJson(text);
  if (!isRecord(content) || content['version'] !== 1) throw refusal(path, 'is not a JSON key file of version 1');
  const { current, sealing: listed } = content;
  if (!isRecord(listed)) throw refusal(path, 'has no sealing keys');

  const sealing = new Map<string, KeyObject>();
  for (const [id, encoded] of Object.entries(listed)) {
    if (!KEY_ID.test(id)) throw refusal(path, 'has a key id that is not 1 to 32 letters, digits, _ or -');
    sealing.set(id, keyFrom(encoded, path, `the sealing key ${id}`));
  }
  if (typeof current !== 'string' || !sealing.has(current)) throw refusal(path, 'names a current key it does not hold');
  const index = keyFrom(content['index'], path, 'the index key');
  if ([...sealing.values()].some((key) => key.equals(index))) {
    throw refusal(path, 'uses one key both to seal and to index; give the index a key of its own');
  }
  return { current, sealing, index };
}

function keyFrom(encoded: unknown, path: string, which: string): KeyObject {
  const bytes = Buffer.from(typeof encoded === 'string' ? encoded : '', 'base64');
  // Compared with itself encoded again, because Buffer skips what is not base64 instead of refusing it.
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== encoded) {
    throw refusal(path, `is not sound: ${which} is not ${KEY_BYTES} bytes in base64`);
  }
  return createSecretKey(bytes);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the error of JSON.parse quotes the text, which here is keys
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const refusal = (path: string, what: string): Error => new Error(`The key file ${path} ${what}.`);
