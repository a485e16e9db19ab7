import type { Tx } from '../database/transactions.js';
import type { HolderKnown, Peer, RosterFacts, SlateParticulars } from '../policy/checks/facts.js';
import { byPerson, holding, OFFICER_POSTS, PARTY_POSTS, seatsOf, type OnRoster } from '../policy/checks/roster.js';
import type { Post } from '../policy/terms.js';
import type { ElectionFigures } from './act-request.js';

type Db = Pick<Tx, 'query'>;

/** The states of a case that came to nothing, or was undone; or was rejected, and somebody looks at it again. */
export const OUT_STATES: readonly string[] = [
  'notPassed',
  'reconsidering',
  'withdrawn',
  'superseded',
  'lapsed',
  'revoked',
  'notElected',
];
/** Of a case by this name: it was revoked, which holds at once, and that may still be set aside. */
const revokedOpenly = (name: string): string => `(${name}.state = 'revoked' AND ${name}.due_at IS NOT NULL)`;
/** Of a case by this name: it came to nothing, or was undone for good. Until a revocation is final nobody else gets the seat. */
export const outOf = (name: string): string =>
  `(${name}.state IN (${OUT_STATES.map((state) => `'${state}'`).join(', ')}) AND NOT ${revokedOpenly(name)})`;
/** Of a case `c`: it was rejected, and that may still be set aside. */
export const RECONSIDERABLE = "(c.state = 'reconsidering' OR c.state = 'notPassed' AND c.due_at IS NOT NULL)";
/** Of a case `c`: it was revoked, and that may still be set aside, or somebody looks at it again. */
export const REVOCATION_OPEN = `(${revokedOpenly('c')} OR c.state LIKE 'reconsideringRevocation%')`;
/** Of a case `c`: it was under way when it was revoked; the clock that stands still goes on if that is set aside. */
const REVOKED_UNDER_WAY = "EXISTS (SELECT 1 FROM deadlines d WHERE d.case_id = c.id AND d.status = 'suspended')";
/** Of a case `c`: it is under way, or would be again if the rejection or revocation that can be asked about were set aside. */
export const LIVING = `(c.ended = 0 OR ${RECONSIDERABLE} OR ${revokedOpenly('c')} AND ${REVOKED_UNDER_WAY})`;
/** Of a case `c`: it ended well, so the candidate served the term or serves it, unless a revocation takes it away for good. */
export const COMPLETED = `(c.state IN ('filed', 'registered', 'approved')
  OR c.ended = 1 AND (c.state = 'answeringRevocationAfterEnd' OR ${REVOCATION_OPEN}) AND NOT ${REVOKED_UNDER_WAY})`;
/** Of a case `c`: it went well, be it that the result is still to be filed or registered, or that it may be taken away. */
const STANDS = `(c.state = 'elected' OR ${COMPLETED} OR (c.state = 'answeringRevocation' OR ${REVOCATION_OPEN})
  AND EXISTS (SELECT 1 FROM case_acts v WHERE v.case_id = c.id AND v.act = 'record_election'))`;

/** Posts whose holders are not to come from one member unit. */
const UNIT_MATTERS: readonly Post[] = ['president', 'secretary_general'];

/** One case of a slate, as the roster knows it. */
export interface Member {
  readonly id: string;
  readonly candidate: string;
  readonly posts: readonly Post[];
  /** Known if anybody of the slate stands for a post of which it matters (`UNIT_MATTERS`). */
  readonly memberUnit: string | null | undefined;
  /** It came to nothing, or was undone; who was elected and then revoked keeps the seat until that is final. */
  readonly out: boolean;
  /** It was submitted with the slate, not named later. */
  readonly handedIn: boolean;
  /** The day of the vote in which the candidate stood, YYYY-MM-DD; null while it is to come. */
  readonly votedOn: string | null;
  readonly notElected: boolean;
}

/** Only what is looked at of each: a slate can have hundreds of candidates. */
const MEMBERS = `
  SELECT c.id, c.candidate_id, c.posts, c.state, CASE WHEN ${revokedOpenly('c')} THEN 1 ELSE 0 END AS revoked_openly,
    CASE WHEN c.created_at = s.submitted_at THEN 1 ELSE 0 END AS handed_in
  FROM cases c JOIN slates s ON s.id = c.slate_id WHERE c.slate_id = ? ORDER BY c.id`;

interface MemberRow {
  readonly id: string;
  readonly candidate_id: string;
  readonly posts: string;
  readonly state: string;
  readonly revoked_openly: number;
  readonly handed_in: number;
}

/** The cases of a slate, those that came to nothing among them. */
export async function membersOf(db: Db, slateId: string): Promise<Member[]> {
  const rows = await db.query<MemberRow>(MEMBERS, [slateId]);
  const known = new Map<string, Post[]>();
  const postsIn = (text: string) => {
    const posts = known.get(text) ?? (JSON.parse(text) as Post[]);
    known.set(text, posts);
    return posts;
  };
  for (const { posts } of rows) postsIn(posts);
  const asksUnits = [...known.values()].some((posts) => posts.some((post) => UNIT_MATTERS.includes(post)));
  const [votes, units] = await Promise.all([votesOf(db, slateId), asksUnits ? unitsOf(db, slateId) : undefined]);
  return rows.map(({ id, candidate_id, posts, state, revoked_openly, handed_in }) => ({
    id,
    candidate: candidate_id,
    posts: postsIn(posts),
    memberUnit: units?.get(candidate_id),
    // Nobody stands in a vote whom a rejection or revocation keeps from it: by asking about it no unit gets anybody a rival.
    out: votes.has(id)
      ? OUT_STATES.includes(state) && revoked_openly === 0
      : OUT_STATES.includes(state) || state.startsWith('reconsideringRevocation'),
    handedIn: handed_in === 1,
    votedOn: votes.get(id) ?? null,
    notElected: state === 'notElected',
  }));
}

/** By the case: the day of the last vote in which its candidate stood, YYYY-MM-DD. */
async function votesOf(db: Db, slateId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.query<{ case_id: string; details: string }>(
    `SELECT a.case_id, MAX(a.details) AS details FROM case_acts a JOIN cases c ON c.id = a.case_id
     WHERE c.slate_id = ? AND a.act = 'record_election' GROUP BY a.case_id`,
    [slateId],
  );
  return new Map(
    rows.map(({ case_id, details }) => [
      case_id,
      (JSON.parse(details) as { election: ElectionFigures }).election.heldOn,
    ]),
  );
}

/** By the candidate: the member unit they come from; null: from none; left out: not stated. */
async function unitsOf(db: Db, slateId: string): Promise<ReadonlyMap<string, string | null | undefined>> {
  const rows = await db.query<{ id: string; profile: string }>(
    'SELECT id, profile FROM candidates WHERE slate_id = ?',
    [slateId],
  );
  return new Map(rows.map(({ id, profile }) => [id, memberUnitIn(profile)]));
}

const memberUnitIn = (profile: string) => (JSON.parse(profile) as { memberUnit?: string | null }).memberUnit;

/** Those in the running, or elected. @param but the candidate who is asked about */
export const peersAmong = (members: readonly Member[], but = ''): Peer[] =>
  members
    .filter(({ out, candidate }) => !out && candidate !== but)
    .map(({ id, candidate, posts, memberUnit, votedOn }) => ({
      id,
      candidate,
      posts,
      memberUnit,
      ...(votedOn === null ? {} : { electedOn: votedOn }),
    }));

/** The posts for which a candidate stands, or was elected, by other cases of the slate than this one. */
export const alsoFor = (members: readonly Member[], { id, candidateId }: { id: string; candidateId: string }): Post[] =>
  members.flatMap((each) => (each.candidate === candidateId && each.id !== id && !each.out ? each.posts : []));

/** What partial results have made of a slate. */
export function becomeOf(
  members: readonly Member[],
  particulars: SlateParticulars,
): Pick<RosterFacts, 'lost' | 'crossHoldersLost' | 'notElected'> {
  const planned = personsOf(members.filter(({ handedIn }) => handedIn));
  const present = personsOf(members.filter(({ out }) => !out));
  const toBe = (persons: readonly OnRoster[], post: Post) =>
    Math.min(holding(persons, post).length, seatsOf(post, particulars) ?? Infinity);
  const gone = OFFICER_POSTS.map((post) => Math.max(0, toBe(planned, post) - toBe(present, post)));
  return {
    lost: gone.reduce((sum, each) => sum + each, 0),
    crossHoldersLost: Math.max(0, crossHolders(planned) - crossHolders(present)),
    notElected: members.flatMap(({ notElected, votedOn, posts }) =>
      notElected && votedOn !== null ? [{ posts, votedOn }] : [],
    ),
  };
}

const personsOf = (members: readonly Member[]) =>
  byPerson(members.map(({ candidate, posts }) => ({ person: candidate, posts })));

const crossHolders = (persons: readonly OnRoster[]): number =>
  persons.filter(
    ({ posts }) =>
      posts.some((post) => OFFICER_POSTS.includes(post)) && posts.some((post) => PARTY_POSTS.includes(post)),
  ).length;

/** A term of an organisation, seen from one slate of it. */
export interface Term {
  readonly organisationId: string;
  readonly termNumber: number;
  /** Not this slate; none of a draft. */
  readonly slateId: string;
}

/** What other slates have made of the term: how many of the council they changed, and who holds posts by them. */
export async function termFacts(db: Db, term: Term): Promise<Pick<RosterFacts, 'changedBefore' | 'held'>> {
  const [changes, holders] = await Promise.all([changesOf(db, term), holdersOf(db, term)]);
  return { changedBefore: changes, held: byPerson(holders).map(({ posts, memberUnit }) => ({ posts, memberUnit })) };
}

/** The latest term of an organisation in which a review ended well; null if there is none. */
export async function latestTermOf(db: Db, organisationId: string): Promise<number | null> {
  const [row] = await db.query<{ latest: number | null }>(
    `SELECT MAX(s.term_number) AS latest FROM slates s
     WHERE s.organisation_id = ? AND EXISTS (SELECT 1 FROM cases c WHERE c.slate_id = s.id AND ${STANDS})`,
    [organisationId],
  );
  return row?.latest ?? null;
}

/** Members of the council changed by the mid-term slates that came to something; null if one did not state how many. */
async function changesOf(db: Db, { organisationId, termNumber, slateId }: Term): Promise<number | null> {
  const rows = await db.query<{ particulars: string | null }>(
    `SELECT s.particulars FROM slates s
     WHERE s.organisation_id = ? AND s.term_number = ? AND s.id <> ? AND s.occasion = 'mid_term' AND s.state = 'submitted'
       AND EXISTS (SELECT 1 FROM cases c WHERE c.slate_id = s.id AND (NOT ${outOf('c')} OR ${RECONSIDERABLE}))`,
    [organisationId, termNumber, slateId],
  );
  const changes = rows.map(({ particulars }) =>
    particulars === null ? undefined : (JSON.parse(particulars) as SlateParticulars).council?.changing,
  );
  return changes.reduce<number | null>((sum, each) => (sum === null || each === undefined ? null : sum + each), 0);
}

/** Who holds posts by other slates of the term, and neither stands on this one nor holds any by it. */
async function holdersOf(db: Db, { organisationId, termNumber, slateId }: Term): Promise<(OnRoster & HolderKnown)[]> {
  const rows = await db.query<{ person_id: string; posts: string; profile: string }>(
    `SELECT k.person_id, c.posts, k.profile FROM slates s JOIN cases c ON c.slate_id = s.id JOIN candidates k ON k.id = c.candidate_id
     WHERE s.organisation_id = ? AND s.term_number = ? AND s.id <> ?
       AND ${STANDS}
       AND NOT EXISTS (SELECT 1 FROM cases own JOIN candidates o ON o.id = own.candidate_id
         WHERE own.slate_id = ? AND o.person_id = k.person_id AND NOT ${outOf('own')})
     ORDER BY c.id`,
    [organisationId, termNumber, slateId, slateId],
  );
  return rows.map(({ person_id, posts, profile }) => ({
    person: person_id,
    posts: JSON.parse(posts) as Post[],
    memberUnit: memberUnitIn(profile),
  }));
}
