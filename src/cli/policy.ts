import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { explainPolicy } from '../cases/explain-policy.js';
import { PolicyBook } from '../cases/policy-book.js';
import { PolicyFolderError } from '../cases/policy-folder-error.js';
import { readConfig } from '../config.js';
import { SystemClock } from '../kernel/clock.js';
import { POLICY_FILE_SCHEMA } from '../policy/policy-schema.js';
import { dateInChina } from '../policy/working-days.js';

const USAGE = `Usage: npm run policy -- check [FILE]     a policy file, or all of POLICIES; exit code 1 and every error if there is one
       npm run policy -- explain FILE    its periods, limits and routes, as Markdown with diagrams
       npm run -s policy -- schema       the JSON Schema of policy files, for editors`;

/**
 * `npm run policy` is for the people who write policies. A file is read as a start would read it: together with the folder
 * of policies it lies in, whose versions it may refine and must not overlap.
 * Exit code 0: sound. 1: the errors are named, each with file, line, key and what to do. 2: it could not be read.
 */
function main([command, file, ...more]: readonly string[]): number {
  if (command === 'schema' && file === undefined) {
    console.log(JSON.stringify(POLICY_FILE_SCHEMA, null, 2));
    return 0;
  }
  const asked = command === 'check' || (command === 'explain' && file !== undefined);
  if (!asked || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  try {
    const folder = file === undefined ? readConfig().policies : folderOf(file);
    const book = PolicyBook.read(folder, dateInChina(new SystemClock().now()));
    // Nothing is called sound that was not read.
    const policy = file === undefined ? undefined : book.version(idOf(file));
    if (policy === undefined || command === 'check') {
      console.log(`${file ?? folder}: sound. ${book.ids.length} versions: ${book.ids.join(', ')}.`);
      for (const warning of book.warnings) console.log(`Warning: ${warning}.`);
      return 0;
    }
    console.log(explainPolicy(policy, book.tracksOf(policy)));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof PolicyFolderError ? 1 : 2;
  }
}

/** `330000/2024-04-15` of `…/330000/2024-04-15.yaml`. */
const idOf = (file: string) => `${basename(dirname(resolve(file)))}/${basename(file, '.yaml')}`;

/** @throws if there is no such file, or it does not lie where a policy lies */
function folderOf(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Error(`${file} is no file; name one, or none to check the folder of POLICIES.`);
  }
  if (!/^\d{6}\/\d{4}-\d{2}-\d{2}$/.test(idOf(file)) || !file.endsWith('.yaml')) {
    throw new Error(
      `${file} does not lie where a policy lies: <jurisdiction>/<first day of validity>.yaml in a folder of policies.`,
    );
  }
  return join(dirname(resolve(file)), '..');
}

process.exitCode = main(process.argv.slice(2));
