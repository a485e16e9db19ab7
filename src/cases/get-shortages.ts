import { findBodies } from '../bodies/body-row.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { approversAway, type ApproverAway } from '../bodies/absence-row.js';
import { approversNeeded } from '../policy/approvers-needed.js';
import type { BodyFunction, Regime } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { PolicyBook } from './policy-book.js';
import { approversAt } from './possible-signers.js';

/** A step that a body cannot decide as the policy in force has it: too few of its officials approve. */
export interface Shortage {
  readonly body: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly policy: string;
  readonly step: string;
  readonly needed: number;
  /** Who approves for the body today: its approvers who are not away, and who acts in the place of one who is. */
  readonly there: number;
  /** Its approvers who are away today, with the last day of the absence. */
  readonly away: readonly ApproverAway[];
}

/**
 * Which bodies have too few approvers for the steps of the organisations they look after. Told at the start and to
 * administrators, and no reason not to start: people leave, and everything else goes on.
 */
export class GetShortages {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<Shortage[]> {
    const at = this.clock.now();
    const today = dateInChina(at);
    const [organisations, approvers, away] = await Promise.all([
      this.reader.query<{ jurisdiction: string; regime: Regime; bodies: string }>(
        'SELECT DISTINCT jurisdiction, regime, bodies FROM organisations ORDER BY jurisdiction, regime, bodies',
      ),
      this.reader.query<{ body: string; there: number }>(
        `SELECT m.body_id AS body, CAST(count(*) AS INTEGER) AS there
         FROM mandates m JOIN officials o ON o.id = m.official_id AND o.active = 1
         WHERE m.duty = 'approver' GROUP BY m.body_id`,
      ),
      approversAway(this.reader, today),
    ]);
    const awayFrom = (body: string) => away.filter((each) => each.body === body);
    const acting = new Map<string, number>();
    for (const turnBodyId of new Set(away.map(({ body }) => body)))
      acting.set(turnBodyId, await approversAt(this.reader, turnBodyId, at));
    const thereAt = (body: string) => acting.get(body) ?? approvers.find((each) => each.body === body)?.there ?? 0;
    const short = organisations.flatMap(({ jurisdiction, regime, bodies }) => {
      const policy = this.book.inForce(jurisdiction, today);
      const named = JSON.parse(bodies) as Partial<Record<BodyFunction, string>>;
      return (policy ? approversNeeded(policy, { regime, bodies: named }) : [])
        .map((need) => ({ ...need, policy: policy?.policy ?? '', there: thereAt(need.body) }))
        .filter(({ needed, there }) => there < needed);
    });
    const once = [...new Map(short.map((each) => [JSON.stringify(each), each])).values()];
    return this.named(
      once.map((each) => ({
        ...each,
        away: awayFrom(each.body).map(({ official, name, to }) => ({ official, name, to })),
      })),
    );
  }

  private async named(short: readonly Omit<Shortage, 'name' | 'jurisdiction'>[]): Promise<Shortage[]> {
    const bodies = await findBodies(this.reader, [...new Set(short.map(({ body }) => body))]);
    return short.flatMap((each) => {
      const body = bodies.find(({ id }) => id === each.body);
      return body ? [{ ...each, name: body.name, jurisdiction: body.jurisdiction }] : [];
    });
  }
}
