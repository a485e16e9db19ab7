import { keeping, marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import type { Mandate, Official } from '../policy/actor.js';
import { dateInChina } from '../policy/working-days.js';
import type { Duty } from '../policy/terms.js';

/** An absence `a` is in force on a day. */
const inForce = (day: string) => `a.ended_at IS NULL AND a.from_day <= ${day} AND a.to_day >= ${day}`;
/** On the day that `own` names. */
const IN_FORCE = inForce('own.today');
/** It is about the duty `m`. */
const IN_SCOPE = `m.duty IN ('handler', 'approver')
  AND (a.body_id IS NULL OR (a.body_id = m.body_id AND (a.duty IS NULL OR a.duty = m.duty)))`;

/** What is said of an absence `a`, of another one. */
const of = (absence: string, said: string): string => said.replaceAll('a.', `${absence}.`);

/**
 * The duties of the officials in `own (official_id, today, …)`, with all that `own` says beside: their own, and those of
 * colleagues who are away and named them. A duty rests (`away`) while the one who would act in it is away. What was
 * delegated ends with the absence, with the duty or the account of who is away, and when the delegate no longer reviews
 * for that body; it is not passed on.
 */
const MANDATES_IN_FORCE = `
  SELECT own.*, m.body_id, m.duty, NULL AS on_behalf_of, a.id AS away
  FROM own LEFT JOIN mandates m ON m.official_id = own.official_id
    LEFT JOIN absences a ON a.official_id = own.official_id AND ${IN_FORCE} AND ${IN_SCOPE}
  UNION ALL
  SELECT own.*, m.body_id, m.duty, m.official_id, b.id
  FROM own JOIN absences a ON a.delegate_id = own.official_id AND ${IN_FORCE}
    JOIN officials o ON o.id = a.official_id AND o.active = 1
    JOIN mandates m ON m.official_id = a.official_id AND ${IN_SCOPE}
    LEFT JOIN absences b ON b.official_id = own.official_id
      AND ${of('b', IN_FORCE)} AND ${of('b', IN_SCOPE)}
  WHERE EXISTS (SELECT 1 FROM mandates r
    WHERE r.official_id = own.official_id AND r.body_id = m.body_id AND r.duty IN ('handler', 'approver'))`;

/**
 * Whether any absence in force is of this official or names them; without one, an official's mandates are all there is.
 * Wants the day twice.
 */
export const absenceTouching = (official: string): string =>
  `EXISTS (SELECT 1 FROM absences a WHERE (a.official_id = ${official} OR a.delegate_id = ${official}) AND ${inForce('?')})`;

/** A row of `MANDATES_IN_FORCE`; without a body, of an official who has no duty. */
export interface MandateColumns {
  readonly body_id: string | null;
  readonly duty: Duty | null;
  readonly on_behalf_of: string | null;
  readonly away: string | null;
}

export const mandatesFrom = (rows: readonly MandateColumns[]): Mandate[] =>
  rows.flatMap(({ body_id, duty, on_behalf_of, away }) =>
    body_id === null || duty === null
      ? []
      : [
          {
            body: body_id,
            duty,
            ...(on_behalf_of === null ? {} : { onBehalfOf: on_behalf_of }),
            ...(away === null ? {} : { away: true as const }),
          },
        ],
  );

/**
 * Officials who are not the one who asks, as the permission table is asked about them.
 * @param at the instant of which this holds
 * @returns those of them whose accounts are open
 */
export async function officialsAt(db: Pick<Tx, 'query'>, ids: readonly string[], at: string): Promise<Official[]> {
  if (ids.length === 0) return [];
  const rows = await db.query<MandateColumns & { official_id: string }>(
    `WITH own AS (SELECT id AS official_id, CAST(? AS TEXT) AS today FROM officials
       WHERE active = 1 AND id IN (${marks(ids)}))
     ${MANDATES_IN_FORCE}`,
    [dateInChina(at), ...ids],
  );
  return [...new Set(rows.map(({ official_id }) => official_id))].map((id) => ({
    kind: 'official',
    id,
    mandates: mandatesFrom(rows.filter(({ official_id }) => official_id === id)),
  }));
}

/** Whose duty it is to act in: for which body, and of a delegate, in whose place. */
interface ActingIn {
  readonly id: string;
  readonly body: string;
  readonly duty: Duty;
}

const OWN_MANDATE = keeping(
  `SELECT a.id AS away FROM mandates m JOIN officials o ON o.id = m.official_id AND o.active = 1
     LEFT JOIN absences a ON a.official_id = m.official_id AND ${inForce('?')} AND ${IN_SCOPE}
   WHERE m.official_id = ? AND m.body_id = ? AND m.duty = ?`,
  'o',
  'm',
);

/**
 * A duty of an official's own, at an instant; undefined if they have it no longer, or the account is closed. On PostgreSQL it is
 * kept until the commit: whoever takes the duty away, closes the account or declares an absence meanwhile comes after the act. For
 * each act that is written, so with fewer words than `officialsAt` takes for all duties of several.
 */
export async function ownMandateAt(
  tx: Pick<Tx, 'query' | 'engine'>,
  { id, body, duty }: ActingIn,
  at: string,
): Promise<Mandate | undefined> {
  const today = dateInChina(at);
  const rows = await tx.query<Resting>(OWN_MANDATE[tx.engine], [today, today, id, body, duty]);
  return mandateIn({ body, duty }, rows);
}

const DELEGATED_MANDATE = keeping(
  `SELECT b.id AS away FROM absences a
     JOIN officials d ON d.id = a.delegate_id AND d.active = 1
     JOIN officials o ON o.id = a.official_id AND o.active = 1
     JOIN mandates m ON m.official_id = a.official_id AND ${IN_SCOPE}
     JOIN mandates r ON r.official_id = a.delegate_id AND r.body_id = m.body_id AND r.duty IN ('handler', 'approver')
     LEFT JOIN absences b ON b.official_id = a.delegate_id AND ${of('b', inForce('?'))} AND ${of('b', IN_SCOPE)}
   WHERE ${inForce('?')} AND a.delegate_id = ? AND a.official_id = ? AND m.body_id = ? AND m.duty = ?`,
  'd',
  'o',
  'a',
  'm',
  'r',
);

/**
 * A duty of a colleague's who is away, in which an official acts, at an instant: as in `MANDATES_IN_FORCE`, and kept like one of
 * their own, with the absence, whatever of the colleague's it rests on, and that the delegate reviews for that body.
 */
export async function delegatedMandateAt(
  tx: Pick<Tx, 'query' | 'engine'>,
  { id, body, duty, onBehalfOf }: ActingIn & { readonly onBehalfOf: string },
  at: string,
): Promise<Mandate | undefined> {
  const today = dateInChina(at);
  const rows = await tx.query<Resting>(DELEGATED_MANDATE[tx.engine], [
    today,
    today,
    today,
    today,
    id,
    onBehalfOf,
    body,
    duty,
  ]);
  return mandateIn({ body, duty, onBehalfOf }, rows);
}

interface Resting {
  readonly away: string | null;
}

const mandateIn = (mandate: Mandate, rows: readonly Resting[]): Mandate | undefined =>
  rows.length === 0
    ? undefined
    : { ...mandate, ...(rows.some(({ away }) => away !== null) ? { away: true as const } : {}) };
