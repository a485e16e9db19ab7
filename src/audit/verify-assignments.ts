import { written, type Entry, type Misfit } from './chain.js';
import { compare } from './compare.js';
import type { Sources } from './openings.js';

type Assignment = {
  number: number;
  official: string;
  body: string;
  duty: string;
  place: string;
  ended: number | null;
};

/** Compares to whom a case was assigned, and until when, with the acts that did it. */
export async function misfitOfAssignments(
  { db }: Sources,
  caseId: string,
  entries: readonly Entry[],
): Promise<Misfit | null> {
  const rows = await db.query<Assignment>(
    `SELECT number, official_id AS official, body_id AS body, duty, place, ended_in AS ended
     FROM assignments WHERE case_id = ? ORDER BY number`,
    [caseId],
  );
  const last = entries.at(-1);
  return last ? compare(last, 'its assignments', [['list', assignmentsTold(entries), rows]]) : null;
}

/** What the entries of a case say who had which duty, from which act to which. */
function assignmentsTold(entries: readonly Entry[]): Assignment[] {
  const told: Assignment[] = [];
  for (const { act, actor, facts } of entries) {
    const number = Number(facts['version']);
    const place = placeIn(facts['from']);
    const end = (which: (one: Assignment) => boolean) => {
      for (const one of told) if (one.ended === null && which(one)) one.ended = number;
    };
    if (act === 'claim' || act === 'assign') {
      const said = act === 'claim' ? { official: actor['id'], duty: actor['duty'] } : facts;
      const [official, duty] = [written(said['official']), written(said['duty'])];
      end((one) => one.duty === duty);
      told.push({ number, official, body: written(actor['body']), duty, place, ended: null });
    }
    if (act === 'release') end((one) => one.official === actor['id'] && one.duty === actor['duty']);
    if (act === 'recuse' || act === 'order_recusal') end((one) => one.official === facts['official']);
    if (facts['to'] !== undefined && placeIn(facts['to']) !== place) end(() => true);
  }
  return told;
}

/** Where a case waits: `review.<step>.…` by its step, any other state by its name. */
const placeIn = (state: unknown): string => {
  const parts = String(state).split('.');
  return (parts[0] === 'review' ? parts[1] : undefined) ?? String(state);
};
