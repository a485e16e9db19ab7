import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { misplacedIn } from '../policy/checks/particulars.js';
import type { Keys } from '../protected-fields/keys.js';
import { organisationSubjects, subjectIndex } from '../protected-fields/subject-index.js';
import {
  findOrganisation,
  findOrganisationByCode,
  insertOrganisationSubjects,
  updateOrganisation,
  type Organisation,
} from './organisation-row.js';
import { checkUscc } from './uscc.js';

export interface OrganisationChange extends Omit<Organisation, 'version'> {
  readonly expectedVersion: number;
}

/**
 * The administrator writes an organisation's particulars anew: the code it got when it was founded, a new supervising
 * unit, another regime. Cases keep the bodies they were submitted under; the next slate follows the new ones. Who declared an
 * interest in it by the old or the new name or code is kept from all its cases, those under way among them.
 */
export class ChangeOrganisation {
  constructor(
    private readonly recorder: Recorder,
    private readonly keys: Keys,
  ) {}

  async execute(
    by: Attribution,
    change: OrganisationChange,
    key?: IdempotencyKey,
  ): Promise<{ id: string; version: number } | Refusal> {
    return this.recorder.write(key, async (tx) => {
      const { expectedVersion, ...stated } = change;
      const before = await findOrganisation(tx, change.id);
      if (!before) return refuse('not_found');
      if (before.version !== expectedVersion) return refuse('stale_version', { version: before.version });
      const errors = errorsIn(stated);
      if (errors.length > 0) return refuse('invalid_request', { errors });
      const holder = await findOrganisationByCode(tx, stated);
      if (holder && holder.id !== before.id) return refuse('organisation_code_taken', { organisation: holder.id });
      const after: Organisation = { ...stated, version: before.version + 1 };
      if (!(await updateOrganisation(tx, before, after))) return refuse('stale_version', { version: before.version });
      const called = [...organisationSubjects(before), ...organisationSubjects(after)];
      const subjects = [...new Set(called.map((each) => subjectIndex(this.keys, each)))];
      insertOrganisationSubjects(tx, after.id, subjects);
      return {
        answer: { id: after.id, version: after.version },
        facts: [
          {
            chain: `organisation:${after.id}`,
            act: 'change_organisation',
            by,
            facts: {
              before: { ...before, bodies: { ...before.bodies } },
              after: { ...after, bodies: { ...after.bodies } },
              subjects: subjects.length,
            },
          },
        ],
      };
    });
  }
}

/** What the particulars contradict each other in, by the field. */
function errorsIn(stated: Omit<Organisation, 'version'>) {
  const problems = codeProblems(stated);
  const misplaced = misplacedIn(stated).map(({ field, kind }) => ({ field, problems: [`only a ${kind} can be`] }));
  return [...(problems.length > 0 ? [{ field: 'uscc', problems }] : []), ...misplaced];
}

function codeProblems({ uscc, nameApproval, kind }: Omit<Organisation, 'version'>): string[] {
  if (uscc === null) return nameApproval === null ? ['an organisation has a code, or a name approval until then'] : [];
  const code = checkUscc(uscc);
  if (!code.ok) return [...code.reasons];
  return code.kind === kind ? [] : ['uscc_kind_differs'];
}
