import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { AddBody } from '../bodies/add-body.js';
import { AddOfficial } from '../bodies/add-official.js';
import type { Body } from '../bodies/body-row.js';
import { listOfficials } from '../bodies/official-row.js';
import { Reader } from '../database/reader.js';
import { hashPassword } from '../http/passwords.js';
import { isRefusal } from '../kernel/refusal.js';
import { THE_SETUP, type Mandate } from '../policy/actor.js';

export interface SeededAccount {
  readonly login: string;
  readonly password: string;
  readonly duties: string;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join('demo-data', name), 'utf8'));

type BodyData = Omit<Body, 'note' | 'department'> & Partial<Pick<Body, 'department'>> & { note?: string };
type AccountData = { login: string; name: string; mandates: Mandate[] };

/**
 * Fills an empty database with the demonstration directory and one account for each role of the main job, through the
 * same commands as an administrator, so that the record begins with them. A database with accounts is left alone.
 * @param begins called before it fills a database, which takes some seconds: a password takes its time to hash
 * @returns the accounts with their first passwords, which are kept nowhere else
 */
export async function seedDemo(
  nest: INestApplicationContext,
  begins = (): void => undefined,
): Promise<SeededAccount[]> {
  if ((await listOfficials(nest.get(Reader), '', 1)).length > 0) return [];
  begins();
  const { bodies } = read('zhejiang/bodies.json') as { bodies: BodyData[] };
  // A body that is there already was entered by a start that was interrupted, or by another instance at this moment.
  for (const body of bodies)
    await nest
      .get(AddBody)
      .execute(THE_SETUP, { ...body, note: body.note ?? null, department: body.department ?? null });
  const accounts = (read('accounts.json') as AccountData[]).map((account) => ({
    ...account,
    password: randomBytes(9).toString('base64url'),
  }));
  const hashed = await Promise.all(
    accounts.map(async ({ password, ...account }) => ({
      ...account,
      passwordHash: await hashPassword(password),
      passwordGiven: false,
    })),
  );
  // All at once, so that on SQLite one commit holds them all: never some accounts whose passwords nobody was told.
  const added = await Promise.all(hashed.map((official) => nest.get(AddOfficial).execute(THE_SETUP, official)));
  return accounts
    .filter((_, index) => !isRefusal(added[index]))
    .map(({ login, password, mandates }) => ({
      login,
      password,
      duties: mandates.map(({ body, duty }) => `${duty} at ${body}`).join(', '),
    }));
}
