import type { Official } from '../../src/policy/actor.js';
import type { CaseBodies } from '../../src/cases/case-row.js';
import type { Random } from './random.js';

/** Bodies of an organisation, each in the functions it has; the registration authority supervises, too, where it happens to. */
export function bodiesFor(random: Random): CaseBodies {
  const supervising = random.chance(20) ? 'registration' : 'supervising';
  return {
    submitting_body: random.chance(50) ? supervising : 'submitting',
    supervising_unit: supervising,
    party_building_body: 'party',
    ...(random.chance(70) ? { industry_department: 'industry' } : {}),
    social_work_department: 'social',
    registration_authority: 'registration',
  };
}

/** Everybody who could come along: staff of each body, some with two duties or two bodies, and one who holds everything. */
export function staffOf(bodies: CaseBodies): Official[] {
  const names = [...new Set(Object.values(bodies))];
  const official = (id: string, ...mandates: Official['mandates']): Official => ({ kind: 'official', id, mandates });
  const own = names.flatMap((body) => [
    ...[1, 2].map((n) => official(`${body}-submitter-${n}`, { body, duty: 'submitter' })),
    ...[1, 2, 3].map((n) => official(`${body}-handler-${n}`, { body, duty: 'handler' })),
    ...[1, 2, 3, 4, 5].map((n) => official(`${body}-approver-${n}`, { body, duty: 'approver' })),
    official(`${body}-both`, { body, duty: 'handler' }, { body, duty: 'approver' }),
    official(`${body}-auditor`, { body, duty: 'auditor' }),
  ]);
  const everywhere = names.flatMap((body) =>
    (['submitter', 'handler', 'approver'] as const).map((duty) => ({ body, duty })),
  );
  return [...own, official('everybody', ...everywhere)];
}
