import type { Actor, Mandate, Official } from '../../src/policy/actor.js';
import type { Case, CaseBodies } from '../../src/cases/case-row.js';
import type { CaseAct } from '../../src/workflow/events.js';
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

/** The department to which every letter goes. */
export const CONSULTED = 'consulted';

/** The department, where the act is about a letter that it was sent: it answers, or one of its officials steps back. */
export function consultedIn({ context }: Pick<Case, 'context'>, act: CaseAct, actor: Actor): string | undefined {
  const itsOwn = actor.kind === 'official' && actor.mandates.some(({ body }) => body === CONSULTED);
  const letter = act === 'recuse' && context.openInquiries > 0 && itsOwn;
  return act === 'answer_inquiry' || letter ? CONSULTED : undefined;
}

/** Everybody who could come along: staff of each body, some with two duties or two bodies, and one who holds everything. */
export function staffOf(bodies: CaseBodies): Official[] {
  const names = [...new Set([...Object.values(bodies), CONSULTED])];
  const official = (id: string, ...mandates: Official['mandates']): Official => ({ kind: 'official', id, mandates });
  const own = names.flatMap((body) => [
    ...[1, 2].map((n) => official(`${body}-submitter-${n}`, { body, duty: 'submitter' })),
    ...[1, 2, 3].map((n) => official(`${body}-handler-${n}`, { body, duty: 'handler' })),
    ...[1, 2, 3, 4, 5].map((n) => official(`${body}-approver-${n}`, { body, duty: 'approver' })),
    official(`${body}-both`, { body, duty: 'handler' }, { body, duty: 'approver' }),
    official(`${body}-auditor`, { body, duty: 'auditor' }),
    official(`${body}-away`, { body, duty: 'approver', away: true }, { body, duty: 'handler', away: true }),
    ...standIns(body),
  ]);
  const everywhere = names.flatMap((body) =>
    (['submitter', 'handler', 'approver'] as const).map((duty) => ({ body, duty })),
  );
  return [
    ...own,
    official('everybody', ...everywhere),
    official('stands-in-everywhere', ...names.flatMap(inPlaceOfTwo)),
  ];
}

/** The duties of two who come and go: now they act themselves, now a delegate does. */
const inPlaceOfTwo = (body: string): Mandate[] => [
  { body, duty: 'handler', onBehalfOf: `${body}-handler-1` },
  { body, duty: 'approver', onBehalfOf: `${body}-approver-1` },
];

const standIns = (body: string): Official[] => [
  { kind: 'official', id: `${body}-stand-in`, mandates: [{ body, duty: 'handler' }, ...inPlaceOfTwo(body)] },
  {
    kind: 'official',
    id: `${body}-stand-in-away`,
    mandates: inPlaceOfTwo(body).map((mandate) => ({ ...mandate, away: true as const })),
  },
];
