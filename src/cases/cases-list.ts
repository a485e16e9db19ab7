import { marks } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import type { Official } from '../policy/actor.js';
import { caseFrom, type CaseColumns } from './case-row.js';
import { standingOf, type CaseStanding } from './act-on-case.js';

/** The cases in the actor's scope, by the same rule as `scope.ts`, as one statement. */
export class GetCases {
  constructor(private readonly reader: Reader) {}

  /**
   * Newest first.
   * @param slateId only the cases of this slate, if given
   * @param before the last id of the page before, or `~` for the first page
   */
  async execute(actor: Official, slateId: string | undefined, before: string, limit: number): Promise<CaseStanding[]> {
    const reading = actor.mandates.filter(({ duty }) => duty !== 'auditor' && duty !== 'administrator');
    const auditing = actor.mandates.filter(({ duty }) => duty === 'auditor');
    const scopes = [
      ...(reading.length > 0 ? [`id IN (SELECT case_id FROM case_bodies WHERE body_id IN (${marks(reading)}))`] : []),
      ...(auditing.length > 0
        ? [
            `organisation_id IN (SELECT o.id FROM organisations o JOIN bodies b ON b.jurisdiction = o.jurisdiction
              WHERE b.id IN (${marks(auditing)}))`,
          ]
        : []),
    ];
    if (scopes.length === 0) return [];
    const rows = await this.reader.query<CaseColumns>(
      `SELECT * FROM cases WHERE (${scopes.join(' OR ')})${slateId === undefined ? '' : ' AND slate_id = ?'} AND id < ?
       ORDER BY id DESC LIMIT ?`,
      [
        ...[...reading, ...auditing].map(({ body }) => body),
        ...(slateId === undefined ? [] : [slateId]),
        before,
        limit,
      ],
    );
    return rows.map((row) => standingOf(caseFrom(row)));
  }
}
