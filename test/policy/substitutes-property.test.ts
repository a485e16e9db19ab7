// Whatever people claim, assign, declare, delegate and decide: nobody acts at two bodies or in two duties in one case, nor
// decides anew what they rejected, nor has somebody do it in their place.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Mandate, Official } from '../../src/policy/actor.js';
import { mayAct, type Assignment, type Involved, type Participation } from '../../src/policy/may-act.js';
import type { PermittedAct } from '../../src/policy/permissions.js';
import type { ReviewDuty } from '../../src/policy/terms.js';

const PEOPLE = ['a', 'b', 'c', 'd', 'e'] as const;
type Person = (typeof PEOPLE)[number];
const BODIES = ['first', 'second'] as const;
const REVIEWING = ['handler', 'approver'] as const;
const DECIDING = ['approve', 'reject', 'conclude_reconsideration'];

/** One thing that somebody tries. */
type Try =
  | { what: 'act'; who: Person; act: 'accept' | 'propose' | 'approve' | 'reject' | 'sign' | 'conclude_reconsideration' }
  | { what: 'recuse' | 'return'; who: Person }
  | { what: 'leave'; who: Person; delegate: Person }
  | { what: 'have'; who: Person; duty: ReviewDuty }
  | { what: 'move'; to: (typeof BODIES)[number] };

const person = fc.constantFrom(...PEOPLE);
const tries: fc.Arbitrary<Try> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('act' as const),
      who: person,
      act: fc.constantFrom('accept', 'propose', 'approve', 'reject', 'sign', 'conclude_reconsideration'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('recuse', 'return'), who: person }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('leave' as const), who: person, delegate: person }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('have' as const), who: person, duty: fc.constantFrom(...REVIEWING) }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('move' as const), to: fc.constantFrom(...BODIES) }) },
);
/** The duties of each; most have several. */
const duties = fc.array(fc.record({ body: fc.constantFrom(...BODIES), duty: fc.constantFrom(...REVIEWING) }), {
  minLength: 1,
  maxLength: 4,
});
const worlds = fc.record({
  duties: fc.tuple(duties, duties, duties, duties, duties),
  tries: fc.array(tries, { minLength: 10, maxLength: 60 }),
});

interface Deed {
  readonly act: string;
  readonly persons: readonly string[];
  readonly body: string;
  readonly duty: string;
}

/** A case between two bodies, and five officials who come and go. */
class World {
  readonly deeds: Deed[] = [];
  readonly wrong: string[] = [];
  private readonly away = new Map<Person, Person>();
  private readonly barred: Person[] = [];
  private assigned: Assignment[] = [];
  private turn: (typeof BODIES)[number] = 'first';

  constructor(private readonly duties: readonly (readonly Mandate[])[]) {}

  private own(who: Person): readonly Mandate[] {
    return this.duties[PEOPLE.indexOf(who)] ?? [];
  }

  /** By the rules of absence, written a second time: own duties rest while one is away; a colleague's come to a delegate who is there. */
  private official(who: Person): Official {
    const resting = this.away.has(who) ? ({ away: true } as const) : {};
    const reviewsAt = (body: string) => this.own(who).some((mandate) => mandate.body === body);
    const others = [...this.away].flatMap(([absent, delegate]) =>
      delegate === who
        ? this.own(absent)
            .filter(({ body }) => reviewsAt(body))
            .map((mandate) => ({ ...mandate, onBehalfOf: absent, ...resting }))
        : [],
    );
    return {
      kind: 'official',
      id: who,
      mandates: [...this.own(who).map((each) => ({ ...each, ...resting })), ...others],
    };
  }

  private involved(): Involved {
    const participations = this.deeds.flatMap(({ persons, body, duty, act }) =>
      persons.map((official) => ({ official, body, duty, act }) as Participation),
    );
    return { participations, barred: this.barred, assigned: this.assigned };
  }

  try(one: Try): void {
    if (one.what === 'move') {
      this.turn = one.to;
      this.assigned = [];
    }
    if (one.what === 'recuse') this.barred.push(one.who);
    if (one.what === 'return') this.away.delete(one.who);
    if (one.what === 'leave' && one.who !== one.delegate && !this.away.has(one.delegate))
      this.away.set(one.who, one.delegate);
    if (one.what === 'have') this.assigned = [{ official: one.who, body: this.turn, duty: one.duty }];
    if (one.what === 'act') this.act(one.who, one.act);
  }

  private act(who: Person, act: PermittedAct): void {
    const places = {
      submitting_body: 'unit',
      turn_body: this.turn,
      checking_body: this.turn,
      revoking_body: 'second',
      consulted_body: null,
    };
    const by = mayAct(act, this.official(who), { places, ...this.involved() });
    if (isRefusal(by) || by.kind !== 'official') return;
    const persons = by.onBehalfOf === undefined ? [by.id] : [by.id, by.onBehalfOf];
    this.deeds.push({ act, persons, body: by.body, duty: by.duty });
    if (this.away.has(who)) this.wrong.push(`${who} acted while away`);
    if (persons.some((each) => this.barred.some((barred) => barred === each)))
      this.wrong.push(`${persons.join(' for ')} was recused`);
  }
}

/** What is wrong in the deeds of a case, said of each person, whoever's hands did it. */
function wrongIn({ deeds, wrong }: World): string[] {
  return PEOPLE.flatMap((who) => {
    const own = deeds.filter(({ persons }) => persons.includes(who));
    const rejected = own.findIndex(({ act }) => act === 'reject');
    return [
      ...(new Set(own.map(({ body }) => body)).size > 1 ? [`${who} acted at two bodies`] : []),
      ...(new Set(own.map(({ duty }) => duty)).size > 1 ? [`${who} acted in two duties`] : []),
      ...(rejected >= 0 && own.slice(rejected + 1).some(({ act }) => DECIDING.includes(act))
        ? [`${who} decided anew what they rejected`]
        : []),
    ];
  }).concat(wrong);
}

describe('no sequence of claims, absences, delegations, recusals and decisions', () => {
  it('has one person act at two bodies, in two duties, while away, after a recusal, or anew after a rejection', () => {
    let acted = 0;
    let delegated = 0;
    fc.assert(
      fc.property(worlds, ({ duties: held, tries: sequence }) => {
        const world = new World(held);
        for (const one of sequence) world.try(one);
        acted += world.deeds.length;
        delegated += world.deeds.filter(({ persons }) => persons.length > 1).length;
        expect(wrongIn(world)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    // It would prove little if nobody got anywhere.
    expect([acted > 2_000, delegated > 60]).toEqual([true, true]);
  });
});
