// The clock of a body stands still once while those concerned are heard; a second hearing is held in its own time.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../src/kernel/refusal.js';
import { parseCalendars } from '../../src/policy/calendar.js';
import { dateOfDay, dayNumber } from '../../src/policy/working-days.js';
import { advance, beginning, type Advanced, type Standing } from '../../src/workflow/advance.js';
import { checkStatechart } from '../../src/workflow/check-statechart.js';
import type { CaseEvent } from '../../src/workflow/events.js';
import { Clocks } from '../simulation/clocks.js';
import { hearingChart, SHIPPED_POLICY } from './shipped-courses.js';

const chart = hearingChart('dual_management/file');
const years = [2026].map((year) => ({
  file: `${year}.json`,
  text: readFileSync(new URL(`../../policies/calendars/${year}.json`, import.meta.url), 'utf8'),
}));
const read = parseCalendars(years);
if (!read.ok) throw new Error('The published calendars do not read.');
const calendar = read.calendars;

/** A case whose deadlines go along, from day to day. */
class Followed {
  standing: Standing = beginning(chart, []);
  readonly clocks = new Clocks(SHIPPED_POLICY, calendar);
  private day = dayNumber('2026-03-02');

  does(...events: CaseEvent[]): Advanced {
    const [last] = events
      .map((event) => {
        const next = advance(chart, this.standing, event);
        if (isRefusal(next)) throw new Error(`${event.type}: ${next.refused}`);
        this.standing = next;
        this.clocks.carryOut(next, dateOfDay(this.day));
        return next;
      })
      .slice(-1);
    if (!last) throw new Error('Nothing was done.');
    return last;
  }

  daysGoBy(days: number): void {
    this.day += days;
    // What is overdue is no matter here; nobody acts for it.
    this.clocks.passTo(dateOfDay(this.day), () => undefined);
  }

  /** The last day of the decision that matters now. */
  get due(): string {
    return this.clocks.latest('decision')?.budget.dueOn ?? 'none';
  }
}

const HEARD: CaseEvent[] = [{ type: 'close_answering' }, { type: 'drop_intention' }];
const INTEND: CaseEvent = { type: 'intend_rejection' };
const DROP: CaseEvent = { type: 'drop_intention' };
const NAMES = ({ effects }: Advanced) => effects.map(({ type }) => type);

const atFirstReview = () => {
  const one = new Followed();
  one.does({ type: 'submit' }, { type: 'accept' });
  return one;
};
const onNotice = () => {
  const one = atFirstReview();
  one.does({ type: 'approve' }, { type: 'accept' }, { type: 'approve' }, { type: 'accept' }, { type: 'approve' });
  one.does({ type: 'publish_notice' }, { type: 'object' }, { type: 'conclude_objection', upheld: true });
  return one;
};
/** As many are upheld as are given up, so that something can be intended again. */
const upheldAgain: CaseEvent[] = [{ type: 'object' }, { type: 'conclude_objection', upheld: true }];

describe('a hearing at a review', () => {
  it('stops the clock of the body once, and the period of those who are heard runs every time', () => {
    const one = atFirstReview();
    expect(NAMES(one.does(INTEND))).toEqual(['suspend_deadline', 'start_deadline']);
    expect(NAMES(one.does(DROP))).toEqual(['stop_deadline', 'resume_deadline']);
    expect(NAMES(one.does(INTEND))).toEqual(['set_aside_deadline', 'start_deadline']);
    expect(NAMES(one.does({ type: 'close_answering' }))).toEqual(['stop_deadline', 'take_up_deadline']);
    // Told anew without having been given up: no other thing.
    expect(NAMES(one.does(INTEND))).toEqual(['set_aside_deadline', 'start_deadline']);
    expect(NAMES(one.does({ type: 'answer_intention', heard: true }))).toEqual(['stop_deadline', 'take_up_deadline']);
  });

  it('that a reconsideration follows has stopped the clock for that step already; the next step has its own', () => {
    const one = atFirstReview();
    one.does(INTEND, { type: 'close_answering' }, { type: 'reject' }, { type: 'reconsider' });
    one.does({ type: 'conclude_reconsideration', overturned: true });
    expect(NAMES(one.does(INTEND))).toContain('set_aside_deadline');
    one.does(DROP, { type: 'approve' }, { type: 'accept' });
    expect(one.standing.state).toBe('review.party_review.deciding');
    expect(NAMES(one.does(INTEND))).toContain('suspend_deadline');
  });

  it('that is put again and again never moves the end of the decision later than one hearing did', () => {
    const cycle = fc.record({ before: fc.nat(4), during: fc.nat(9), back: fc.constantFrom(...HEARD) });
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 2, maxLength: 8 }), (cycles) => {
        const one = atFirstReview();
        const dues = cycles.map(({ before, during, back }) => {
          one.daysGoBy(before);
          one.does(INTEND);
          one.daysGoBy(during);
          one.does(back);
          return one.due;
        });
        expect(new Set(dues).size).toBe(1);
      }),
    );
  });
});

describe('a hearing on notice', () => {
  it('gives the body one period to decide, of which the next is a part', () => {
    const one = onNotice();
    expect(NAMES(one.does(INTEND))).toEqual(['stop_deadline', 'start_deadline']);
    expect(NAMES(one.does({ type: 'close_answering' }))).toEqual(['stop_deadline', 'start_deadline']);
    expect(NAMES(one.does(INTEND))).toEqual(['set_aside_deadline', 'start_deadline']);
    expect(NAMES(one.does(DROP))).toEqual(['stop_deadline', 'take_up_deadline']);
    expect(one.standing.context).toMatchObject({ upheldObjections: 0, objectionsTold: 0 });
  });

  it('that is put again and again never moves the end of the decision later than one hearing did', () => {
    const cycle = fc.record({ before: fc.nat(4), during: fc.nat(9), back: fc.constantFrom(...HEARD) });
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 2, maxLength: 8 }), (cycles) => {
        const one = onNotice();
        const dues = cycles.map(({ before, during, back }) => {
          one.daysGoBy(before);
          if (one.standing.context.upheldObjections === 0) one.does(...upheldAgain);
          one.does(INTEND);
          one.daysGoBy(during);
          one.does(back);
          return one.due;
        });
        expect(new Set(dues).size).toBe(1);
      }),
    );
  });

  it('is forgotten where nobody can intend a rejection any more', () => {
    const one = onNotice();
    one.does(INTEND, DROP, { type: 'close_notice' });
    expect(one.standing).toMatchObject({ state: 'passed', context: { hearingStood: false } });
  });
});

describe('a hearing on a revocation', () => {
  const passed = () => {
    const one = atFirstReview();
    one.does({ type: 'approve' }, { type: 'accept' }, { type: 'approve' }, { type: 'accept' }, { type: 'approve' });
    one.does({ type: 'publish_notice' }, { type: 'close_notice' });
    return one;
  };
  const REVOKE: CaseEvent = { type: 'intend_revocation' };

  it('stops the clock of the case once, wherever it stands', () => {
    const one = passed();
    expect(NAMES(one.does(REVOKE))).toEqual(['suspend_deadline', 'start_deadline']);
    expect(NAMES(one.does(DROP))).toEqual(['stop_deadline', 'resume_deadline']);
    one.does({ type: 'record_election', elected: true });
    expect(NAMES(one.does(REVOKE))).toEqual(['set_aside_deadline', 'start_deadline']);
    expect(NAMES(one.does({ type: 'answer_intention', heard: true }))).toEqual(['stop_deadline', 'take_up_deadline']);
    expect(one.standing.state).toBe('elected');
  });

  it('that is put again and again never moves the end of the filing later than one hearing did', () => {
    const cycle = fc.record({ before: fc.nat(4), during: fc.nat(9), back: fc.constantFrom(...HEARD) });
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 2, maxLength: 8 }), (cycles) => {
        const one = passed();
        one.does({ type: 'record_election', elected: true });
        const dues = cycles.map(({ before, during, back }) => {
          one.daysGoBy(before);
          one.does(REVOKE);
          one.daysGoBy(during);
          one.does(back);
          return one.clocks.latest('filing')?.budget.dueOn;
        });
        expect(new Set(dues).size).toBe(1);
      }),
    );
  });
});

it('a chart that knows of hearings still reaches every state, and an end from each', () => {
  expect(checkStatechart(chart, [])).toEqual([]);
});
