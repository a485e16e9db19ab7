import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateKeys, type Keys } from '../../src/protected-fields/keys.js';
import {
  answerChecks,
  act,
  because,
  clearForNotice,
  publish,
  submittedCases,
  type TestCase,
  reject,
} from '../support/cases.js';
import type { TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate } from '../support/slates.js';

/** A house whose keys a test may use too, and where nothing happens but what the test does. */
export interface HouseWithKeys extends House {
  readonly keys: Keys;
  readonly keyFile: string;
}

export async function openHouseWithKeys(
  database: TestDatabase,
  settings: Record<string, string> = {},
): Promise<HouseWithKeys> {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-keys-'));
  const keyFile = join(folder, 'keys.json');
  // The outbox is looked at once an hour: never, in a test.
  const house = await openHouse(database, { KEY_FILE: keyFile, OUTBOX_EVERY_MS: '3600000', ...settings });
  return {
    ...house,
    keys: loadOrCreateKeys(keyFile),
    keyFile,
    async close() {
      await house.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What is personal or confidential in `vetWithSecrets`: none of it may be read in the record. */
export const SECRETS = {
  name: '𠮷田·热合曼（虚构）',
  identityNumber: candidate(7).person.identity.number,
  birthDate: candidate(7).person.birthDate,
  employer: '虚构保密单位',
  phone: '13800138000',
  address: '杭州市虚构路一号',
  reason: '所缺材料说明（虚构）',
  basis: '虚构办法第九条',
  supplement: '已补交工作证明（虚构）',
  opinion: '经办意见全文（虚构）',
  objector: '虚构异议人',
  contact: '虚构信箱二号',
  objection: '反映业绩不实（虚构）',
} as const;

const reasonOf = (code: string) => ({ reason: { code, text: SECRETS.reason, legalBasis: [SECRETS.basis] } });

/**
 * One case with every kind of confidential word in it: a supplement, an opinion, an objection under a name and its
 * conclusion. Each request carries an idempotency key, so that every answer is kept too.
 */
export async function vetWithSecrets(house: House): Promise<TestCase> {
  const one = candidate(7);
  const person = { ...one.person, name: SECRETS.name, employer: SECRETS.employer };
  const contact = { phone: SECRETS.phone, address: SECRETS.address };
  const slate = dualSlate([{ ...one, person: { ...person, ...contact } }]);
  let number = 0;
  const keyed: House = {
    ...house,
    ask: (who, method, path, body, asked) =>
      house.ask(who, method, path, body, { ...asked, ...(method === 'POST' ? { key: `secret-${++number}` } : {}) }),
  };
  const [vetted] = await submittedCases(keyed, 1, slate);
  if (!vetted) throw new Error('No case was opened.');
  await act(keyed, vetted, 'kx-handler', 'return-for-supplement', reasonOf('materials_incomplete'));
  await act(keyed, vetted, 'kx-submitter', 'answer-supplement', { remarks: SECRETS.supplement });
  await act(keyed, vetted, 'kx-handler', 'accept', { remarks: SECRETS.opinion });
  await act(keyed, vetted, 'kx-handler', 'defer', reasonOf('facts_being_verified'));
  await act(keyed, vetted, 'kx-handler', 'resume');
  await act(keyed, vetted, 'kx-approver', 'approve', { remarks: SECRETS.opinion });
  for (const body of ['kx-dw', 'mzt']) {
    await act(keyed, vetted, `${body}-handler`, 'accept');
    await answerChecks(keyed, vetted, `${body}-handler`);
    await act(keyed, vetted, `${body}-approver`, 'approve');
  }
  await objectAndConclude(keyed, vetted, await publish(keyed, 'kx-handler', [vetted]));
  return vetted;
}

async function objectAndConclude(house: House, one: TestCase, notice: string): Promise<void> {
  const objector = { name: SECRETS.objector, contact: SECRETS.contact };
  const objection = { line: 1, identityClass: 'named', objector, facts: SECRETS.objection };
  const received = await house.ask(null, 'POST', `/notices/${notice}/objections`, objection);
  if (received.status !== 201) throw new Error(`Not received: ${JSON.stringify(received.body)}`);
  one.version += 1;
  const { body } = await house.ask('kx-handler', 'GET', `/cases/${one.id}/objections`);
  const [item] = body['items'] as { id: string }[];
  const conclusion = { outcome: 'not_proven', ...reasonOf('objection_not_proven') };
  await act(house, one, 'kx-approver-2', `objections/${item?.id ?? ''}/conclude`, conclusion);
}

/** Two candidates, one cleared for the notice and one rejected: a record of a few ordinary acts. */
export async function vetTwo(house: House): Promise<readonly [TestCase, TestCase]> {
  const [cleared, rejected] = await submittedCases(house, 2);
  if (!cleared || !rejected) throw new Error('No cases were opened.');
  await clearForNotice(house, cleared);
  await act(house, rejected, 'kx-handler', 'accept');
  await reject(house, rejected, 'kx-approver', because('condition_not_met'));
  return [cleared, rejected];
}
