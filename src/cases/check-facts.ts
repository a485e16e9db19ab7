import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { particularsIn } from '../organisations/organisation-row.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import type { CheckFacts, Declaration, Elsewhere, SlateParticulars, VoteFigures } from '../policy/checks/facts.js';
import { AS_HANDED_IN } from '../policy/checks/roster.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { Policy } from '../policy/policy.js';
import type { IdentityType, Occasion, OrganisationKind, Post, Regime } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { open } from '../protected-fields/seal.js';
import type { ElectionFigures } from './act-request.js';
import type { Case } from './case-row.js';
import { findingsOf } from './check-rows.js';
import { foundElsewhere } from './found-elsewhere.js';
import {
  alsoFor,
  becomeOf,
  COMPLETED,
  membersOf,
  outOf,
  peersAmong,
  RECONSIDERABLE,
  termFacts,
} from './roster-rows.js';

/** Of a case `c`: it may still end either way. One that was revoked counts as before until that is final: set aside, nobody would ask again. */
const UNDER_REVIEW = `(c.state LIKE 'review.%' OR c.state = 'draft' OR ${RECONSIDERABLE})`;

export interface FactsAsked {
  /** Whose facts are needed: others of the slate, or other organisations, are looked up only for rules that ask for them. */
  readonly rules: readonly CheckRule[];
  readonly at: string;
  /** The day of the vote, YYYY-MM-DD; the planned one, or today if that is over, when left out. */
  readonly heldOn?: string;
  /** The figures of a vote that is not recorded yet; those of the one that is when left out. */
  readonly vote?: VoteFigures;
  /** Until when ended reviews tell what they found; none tells anything when left out. */
  readonly foundElsewhere?: Policy['foundElsewhere'];
  /** Whether the case is surely before its vote, so that nobody has to look for one. */
  readonly voteAhead: boolean;
}

interface CandidateColumns {
  readonly person_id: string;
  readonly profile: string;
  readonly full_time: number;
  readonly terms: string;
  readonly declaration_sealed: string | null;
  readonly identity_type: IdentityType;
  readonly occasion: Occasion;
  readonly term_number: number;
  readonly election_date: string;
  readonly particulars: string | null;
  readonly kind: OrganisationKind;
  readonly regime: Regime;
  readonly charity: number;
  readonly industry_association: number;
  readonly privately_funded: number | null;
  readonly school: number | null;
}

/** What the checks look at, as it stands now. What they look at together is asked for together: nothing waits for the other. */
export async function factsFor(db: Pick<Tx, 'query'>, keys: Keys, row: Case, asked: FactsAsked): Promise<CheckFacts> {
  const needs = new Set(asked.rules.flatMap(({ check }) => CATALOGUE[check].needs ?? []));
  const [[candidate], findings, vote, members, elsewhere, history, found] = await Promise.all([
    db.query<CandidateColumns>(
      `SELECT k.person_id, k.profile, k.full_time, k.terms, k.declaration_sealed, p.identity_type, s.occasion, s.term_number,
         s.election_date, s.particulars, o.kind, o.regime, o.charity, o.industry_association,
         o.privately_funded, o.school
       FROM candidates k JOIN persons p ON p.id = k.person_id JOIN slates s ON s.id = k.slate_id
         JOIN organisations o ON o.id = s.organisation_id WHERE k.id = ?`,
      [row.candidateId],
    ),
    findingsOf(db, keys, row.id),
    asked.heldOn !== undefined || asked.voteAhead ? undefined : voteOn(db, row),
    needs.has('peers') ? membersOf(db, row.slateId) : [],
    needs.has('elsewhere') ? elsewhereOf(db, row) : [],
    needs.has('history') ? historyOf(db, row) : [],
    needs.has('found') ? foundElsewhere(db, keys, row, asked) : [],
  ]);
  if (!candidate) throw new Error(`The case ${row.id} refers to a candidate who is not there.`);
  const today = dateInChina(asked.at);
  const figures = asked.vote ?? vote;
  const particulars = candidate.particulars === null ? {} : (JSON.parse(candidate.particulars) as SlateParticulars);
  const term = { organisationId: row.organisationId, slateId: row.slateId, termNumber: candidate.term_number };
  const electedOn = members.find(({ id, out }) => id === row.id && !out)?.votedOn ?? null;
  const profile = JSON.parse(candidate.profile) as { birthDate: string; memberUnit?: string | null };
  return {
    today,
    on: asked.heldOn ?? vote?.heldOn ?? (candidate.election_date < today ? today : candidate.election_date),
    occasion: candidate.occasion,
    termNumber: candidate.term_number,
    organisation: organisationIn(candidate),
    candidate: {
      birthDate: profile.birthDate,
      residentId: candidate.identity_type === 'resident_id',
      posts: row.posts,
      alsoFor: alsoFor(members, row),
      fullTime: candidate.full_time === 1,
      terms: JSON.parse(candidate.terms) as Partial<Record<Post, number>>,
      knownTerms: knownTerms(history, row.posts, candidate.term_number),
      memberUnit: profile.memberUnit,
      declaration: declarationIn(keys, row.candidateId, candidate.declaration_sealed),
      ...(electedOn === null ? {} : { electedOn }),
      ...(figures ? { vote: figuresOf(figures) } : {}),
    },
    slate: particulars,
    peers: peersAmong(members, row.candidateId),
    roster: {
      ...AS_HANDED_IN,
      ...becomeOf(members, particulars),
      ...(needs.has('term') ? await termFacts(db, term) : {}),
    },
    elsewhere,
    foundElsewhere: found,
    findings,
  };
}

const organisationIn = (columns: CandidateColumns): CheckFacts['organisation'] => ({
  kind: columns.kind,
  regime: columns.regime,
  charity: columns.charity === 1,
  industryAssociation: columns.industry_association === 1,
  ...particularsIn(columns),
});

/** What a candidate stated for the checks, from where it is sealed. */
export const declarationIn = (keys: Keys, candidateId: string, sealed: string | null): Declaration =>
  sealed === null ? {} : (JSON.parse(open(keys, PLACES.declaration(candidateId), sealed)) as Declaration);

/**
 * Keeps the candidate's person until the transaction ends, so that of two reviews which cannot both go well the second
 * sees what became of the first. One case at a time: see `cross-check-rules`.
 */
export async function keepPerson(tx: Tx, row: Case): Promise<void> {
  await tx.query(
    `SELECT id FROM persons WHERE id = (SELECT person_id FROM candidates WHERE id = ?)${forUpdate(tx.engine)}`,
    [row.candidateId],
  );
}

async function elsewhereOf(db: Pick<Tx, 'query'>, { candidateId, organisationId }: Case): Promise<Elsewhere[]> {
  const rows = await db.query<{
    id: string;
    organisation: string;
    kind: OrganisationKind;
    posts: string;
    under_review: number;
  }>(
    `SELECT c.id, o.name AS organisation, o.kind, c.posts, CASE WHEN ${UNDER_REVIEW} THEN 1 ELSE 0 END AS under_review
     FROM candidates own JOIN candidates k ON k.person_id = own.person_id
       JOIN cases c ON c.candidate_id = k.id JOIN organisations o ON o.id = c.organisation_id
     WHERE own.id = ? AND c.organisation_id <> ? AND (${RECONSIDERABLE} OR NOT ${outOf('c')}) ORDER BY c.id`,
    [candidateId, organisationId],
  );
  return rows.map(({ id, organisation, kind, posts, under_review }) => ({
    id,
    organisation,
    kind,
    posts: JSON.parse(posts) as Post[],
    standing: under_review === 1 ? 'under_review' : 'cleared',
  }));
}

interface Served {
  readonly posts: readonly Post[];
  readonly termNumber: number;
  /** The terms before it, as stated then. */
  readonly stated: Partial<Record<Post, number>>;
}

/** The terms of the same person in the same organisation that ended well before the system's eyes. */
async function historyOf(db: Pick<Tx, 'query'>, { candidateId, organisationId }: Case): Promise<Served[]> {
  const rows = await db.query<{ posts: string; term_number: number; terms: string }>(
    `SELECT c.posts, s.term_number, k.terms FROM candidates own JOIN candidates k ON k.person_id = own.person_id
       JOIN cases c ON c.candidate_id = k.id JOIN slates s ON s.id = c.slate_id
     WHERE own.id = ? AND c.organisation_id = ? AND ${COMPLETED}`,
    [candidateId, organisationId],
  );
  return rows.map(({ posts, term_number, terms }) => ({
    posts: JSON.parse(posts) as Post[],
    termNumber: term_number,
    stated: JSON.parse(terms) as Served['stated'],
  }));
}

/** Of each post, the terms on end up to the one before this, and those before them that the first one's dossier states. */
function knownTerms(history: readonly Served[], posts: readonly Post[], termNumber: number) {
  const served = (post: Post) => {
    const held = (term: number) => history.filter((one) => one.termNumber === term && one.posts.includes(post));
    let terms = 0;
    while (held(termNumber - terms - 1).length > 0) terms += 1;
    const before = held(termNumber - terms).map(({ stated }) => stated[post] ?? 0);
    return terms === 0 ? 0 : terms + Math.max(...before);
  };
  return Object.fromEntries(posts.map((post) => [post, served(post)]));
}

/** The vote, as it was recorded. */
async function voteOn(db: Pick<Tx, 'query'>, { id }: Case): Promise<ElectionFigures | undefined> {
  const [act] = await db.query<{ details: string }>(
    "SELECT details FROM case_acts WHERE case_id = ? AND act = 'record_election' ORDER BY number DESC LIMIT 1",
    [id],
  );
  return act && (JSON.parse(act.details) as { election: ElectionFigures }).election;
}

const figuresOf = ({ votersDue, votersPresent, votesFor }: VoteFigures) => ({ votersDue, votersPresent, votesFor });
