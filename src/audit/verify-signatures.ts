import type { JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare } from './compare.js';
import { toldIn, type Contents, type Sources } from './openings.js';

/** A request to sign, as its row and the entries of its case both tell of it. */
type Signature = {
  asked: number;
  official: string;
  behalf: string | null;
  step: string;
  weight: string;
  vote: string;
  signed: number | null;
  ended: number | null;
};

/** Compares who was asked to sign in a case, who was recused and who was let go on, with the acts that did it. */
export async function misfitOfSignatures(
  { db }: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const last = entries.at(-1);
  if (!last) return null;
  const signatures = await db.query<Signature>(
    `SELECT asked_in AS asked, official_id AS official, on_behalf_of AS behalf, step, weight, vote, signed_in AS signed, ended_in AS ended
     FROM signatures WHERE case_id = ? ORDER BY asked_in, official_id`,
    [caseId],
  );
  const kept = async (table: 'recusals' | 'waivers', also: string) =>
    db.query<{ number: number; official: string; said: string }>(
      `SELECT number, official_id AS official, ${also} AS said FROM ${table} WHERE case_id = ? ORDER BY number`,
      [caseId],
    );
  return (
    compare(last, 'its signatures', [['list', signaturesTold(entries), signatures]]) ??
    misfitOfActs(entries, ['recuse', 'order_recusal'], await kept('recusals', 'ground'), (entry) => [
      'ground',
      toldIn(entry, contents, 'ground'),
    ]) ??
    misfitOfActs(entries, ['waive_recusal'], await kept('waivers', 'at'), ({ at }) => ['time', at]) ??
    (await misfitOfWaivers(db, caseId, entries))
  );
}

/** What one entry can do to the signatures told of until then. */
function pen(told: Signature[], { actor, facts }: Entry) {
  const number = Number(facts['version']);
  const own = written(actor['id']);
  const inPlaceOf = actor['onBehalfOf'] === undefined ? null : written(actor['onBehalfOf']);
  const standing = (official?: string) =>
    told.filter(
      (one) => one.ended === null && (official === undefined || [one.official, one.behalf].includes(official)),
    );
  const ask = (official: string, weight: string, vote = 'waiting', behalf: string | null = null) =>
    told.push({
      asked: number,
      official,
      behalf,
      step: stepIn(facts['from']),
      weight,
      vote,
      signed: vote === 'waiting' ? null : number,
      ended: null,
    });
  const end = (official?: string) => {
    for (const one of standing(official)) one.ended = number;
  };
  const sign = (vote: string) => {
    const waited = standing(own).concat(inPlaceOf === null ? [] : standing(inPlaceOf));
    for (const one of new Set(waited.filter((each) => each.vote === 'waiting'))) {
      if (one.official === own) {
        one.vote = vote;
        one.signed = number;
      } else {
        // What was asked of somebody who is away, their delegate gives.
        one.ended = number;
        ask(own, one.weight, vote, inPlaceOf);
      }
    }
  };
  return { number, own, inPlaceOf, standing, ask, end, sign };
}

/** What the entries of a case say who was asked to sign, in which order, and what became of it. */
function signaturesTold(entries: readonly Entry[]): Signature[] {
  const told: Signature[] = [];
  for (const entry of entries) {
    const { act, facts } = entry;
    const { number, own, inPlaceOf, standing, ask, end, sign } = pen(told, entry);
    for (const official of [facts['systemAsksNoMore'] ?? []].flat()) end(written(official));
    for (const signer of [facts['systemAsks'] ?? []].flat()) {
      const { official, onBehalfOf = null } = signer as Fields;
      ask(written(official), 'binding', 'waiting', onBehalfOf === null ? null : written(onBehalfOf));
    }
    if (act === 'ask_signatures') {
      for (const official of [facts['officials'] ?? []].flat()) {
        ask(written(official), written(facts['weight']), 'waiting', placeOf(facts['inPlaceOf'], official));
      }
    }
    if (act === 'propose') ask(own, 'proposal', written(facts['vote']), inPlaceOf);
    if (act === 'sign') sign(written(facts['vote']));
    if (act === 'remove_signature') end(written(facts['official']));
    if (facts['askedAnew'] !== undefined) {
      const before = standing();
      const anew = [facts['askedAnew']].flat().map(written);
      // A return ends what was only waited for, too, and asks again who was asked again already.
      const ended = act === 'return_for_supplement' ? before : before.filter(({ vote }) => vote !== 'waiting');
      for (const one of ended) one.ended = number;
      for (const { official, weight, behalf } of ended.filter((one) => one.weight !== 'proposal')) {
        if (anew.includes(official)) ask(official, weight, 'waiting', behalf);
      }
    }
    // Waivers that name no interests were made before they ended signatures.
    if (act === 'waive_recusal' && facts['interests'] !== undefined) end(written(facts['official']));
    if (act === 'order_recusal') end(written(facts['official']));
    if (act === 'recuse') {
      // Whoever stepped back named who was asked in their place; since, a handler does.
      const weight = standing(written(facts['official'])).find((one) => one.weight !== 'proposal')?.weight;
      end(written(facts['official']));
      if (facts['substitute'] !== undefined && weight !== undefined) ask(written(facts['substitute']), weight);
    }
    if (isDecided(facts['from'])) {
      if (act === 'approve') sign('agree');
      if (act === 'reject') sign('disagree');
      // Until whoever signed was asked anew with it, a return ended all.
      if (ENDING.includes(act) && facts['askedAnew'] === undefined) end();
    }
  }
  return told.sort((a, b) => a.asked - b.asked || (a.official < b.official ? -1 : 1));
}

/** In whose place somebody was asked who is a delegate. */
function placeOf(told: JsonValue | undefined, official: JsonValue): string | null {
  const place = [told ?? []].flat().find((one) => (one as Fields)['official'] === official);
  return place === undefined ? null : written((place as Fields)['onBehalfOf']);
}

/** Each act has its row, and each row its act. @param told what the row keeps beside the official; undefined where it was erased */
function misfitOfActs(
  entries: readonly Entry[],
  names: readonly string[],
  rows: readonly { readonly number: number; readonly official: string; readonly said: string }[],
  told: (entry: Entry) => readonly [name: string, told: JsonValue | undefined],
): Misfit | null {
  const last = entries.at(-1);
  const acts = entries.filter(({ act }) => names.includes(act));
  for (const entry of acts) {
    const row = rows.find(({ number }) => number === entry.facts['version']);
    if (!row) return misfitAt(entry, `its ${entry.act} has no row`);
    const [name, said] = told(entry);
    const misfit = compare(entry, `its ${entry.act}`, [
      ['official', entry.facts['official'], row.official],
      ...(said === undefined ? [] : [[name, said, row.said] as const]),
    ]);
    if (misfit) return misfit;
  }
  return last && rows.length > acts.length
    ? misfitAt(last, `there is a row of ${names.join(' or ')} that no entry tells of`)
    : null;
}

/** Each waiver lifts the interests it names, and no others are lifted. */
async function misfitOfWaivers(db: Sources['db'], caseId: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const last = entries.at(-1);
  const rows = await db.query<{ number: number; interest: string }>(
    'SELECT number, interest_id AS interest FROM waived_interests WHERE case_id = ? ORDER BY number, interest_id',
    [caseId],
  );
  const told = entries
    .filter(({ act }) => act === 'waive_recusal')
    .flatMap(({ facts }) =>
      [facts['interests'] ?? []].flat().map((interest) => ({ number: Number(facts['version']), interest })),
    );
  return last ? compare(last, 'its waivers', [['list', told, rows]]) : null;
}

/** After these, nobody signs at the step any more. */
const ENDING = ['approve', 'reject', 'return_for_supplement', 'deem_consent'];

const isDecided = (from: unknown): boolean => /^review\.[^.]+\.deciding$/.test(String(from));

const stepIn = (from: unknown): string => (typeof from === 'string' ? (from.split('.')[1] ?? '') : '');
