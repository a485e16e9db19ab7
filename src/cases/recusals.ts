import { findOfficial } from '../bodies/official-row.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { personsIn } from '../policy/may-act.js';
import { wantsNoInterest } from '../policy/recusal.js';
import { declaresEmployed } from '../policy/same-employer.js';
import type { RecusalGround } from '../policy/terms.js';
import { isRecusal, type ActRequest } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import { employedAmong } from './employer-rows.js';
import type { Track } from './policy-book.js';
import { barsOf, insertRecusal, insertWaiver, isOwnMatter } from './recusal-rows.js';
import { endSignatures } from './signature-rows.js';

/** Whoever has an interest in the case steps back instead of deciding, and where the policy asks for it, says that they have none. */
export const interestInTheWay = ({ policy }: Track, { event, noInterest }: ActRequest): Refusal | null =>
  noInterest === false || (noInterest === undefined && wantsNoInterest(policy, event.type))
    ? refuse('no_interest_not_stated', { act: event.type })
    : null;

/** What recusals have to do with an act that is permitted otherwise. */
export async function recusalsBeside(tx: Tx, scene: Scene, request: ActRequest): Promise<Beside | Refusal> {
  const { by } = scene;
  const { event, official = '', interests = [] } = request;
  if (isRecusal(request) && event.type === 'recuse') return recused(tx, scene, by.id, request.ground);
  if (!isRecusal(request) && event.type !== 'waive_recusal') return NOTHING;
  // Each body decides of its own people; nobody decides of themselves here.
  const mandates = official === by.id ? [] : ((await findOfficial(tx, official))?.mandates ?? []);
  if (!mandates.some(({ body }) => body === by.body)) return refuse('not_of_the_body', { official });
  return isRecusal(request) ? recused(tx, scene, official, request.ground) : waived(tx, scene, official, interests);
}

/** Where the policy lets somebody act although their office employs the candidate, their act says so: as a commitment, it is personal. */
export async function employerBeside(tx: Tx, { row, track, by }: Scene): Promise<Beside> {
  if (!declaresEmployed(track.policy) || by.duty === 'submitter') return NOTHING;
  const employed = await employedAmong(tx, row.id, personsIn(by));
  return employed.length === 0 ? NOTHING : { ...NOTHING, sealed: { sameEmployer: employed } };
}

/**
 * Somebody steps back from a case (公务员法 art. 76), or an approver who has no part in the decision has them step back
 * (art. 77). What they signed counts no longer; a handler asks somebody else.
 */
const recused = (tx: Tx, { row }: Scene, official: string, ground: RecusalGround): Beside => ({
  facts: { official },
  // A ground can be a kinship: the entries are kept for ever, so it enters them as a commitment.
  sealed: { ground },
  store: (number) => {
    insertRecusal(tx, row.id, number, official, ground);
    endSignatures(tx, row.id, number, official);
  },
});

/**
 * An approver of the body lets somebody go on, with reason and legal basis: despite every recusal until now, and despite
 * the interests that are named, which have to be all there are; nobody, in what is about themselves. What they had signed counts no longer; a handler may ask them again.
 */
async function waived(
  tx: Tx,
  { row, at }: Scene,
  official: string,
  interests: readonly string[],
): Promise<Beside | Refusal> {
  const bars = (await barsOf(tx, row.id)).filter((bar) => bar.official === official);
  if (bars.length === 0) return refuse('not_recused', { official });
  if (await isOwnMatter(tx, row.id, official)) return refuse('own_matter', { official });
  const standing = bars.flatMap(({ interest }) => (interest === null ? [] : [interest])).sort();
  if (standing.join() !== [...new Set(interests)].sort().join()) return refuse('recusal_changed', { official });
  return {
    facts: { official, interests: standing },
    sealed: {},
    store: (number) => {
      insertWaiver(tx, { caseId: row.id, number, at }, official, standing);
      endSignatures(tx, row.id, number, official);
    },
  };
}
