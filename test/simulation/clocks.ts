import { begun, goneOn, usedWhenStopped, type Budget } from '../../src/policy/budget.js';
import { periodOf, type Policy } from '../../src/policy/policy.js';
import type { PeriodKey, WhenPassed } from '../../src/policy/terms.js';
import type { Calendar } from '../../src/policy/working-days.js';
import type { Advanced } from '../../src/workflow/advance.js';
import type { CaseAct } from '../../src/workflow/events.js';
import { sendReminders, type Reminded } from './reminding.js';

export interface Deadline {
  readonly key: PeriodKey;
  budget: Budget;
  readonly whenPassed: WhenPassed;
  status: 'running' | 'suspended' | 'passed' | 'over';
  /** Of one that has passed: whether what it was for was done, late. */
  met?: true;
  /** Of one that was stopped: when it would have been over. */
  dueBefore: string;
  readonly reminded: Reminded[];
}

/** What the clock does when a period has passed. */
const WHEN_PASSED: Readonly<Record<WhenPassed, CaseAct>> = {
  overdue: 'mark_overdue',
  lapse: 'lapse',
  close_notice: 'close_notice',
  final: 'become_final',
  close_answering: 'close_answering',
  resume: 'resume',
};
const SILENT: Readonly<Partial<Record<PeriodKey, CaseAct>>> = { acceptance: 'deem_accepted', decision: 'deem_consent' };

/** The deadlines of a case: what starts, stops and ends them, and what happens when one has passed. */
export class Clocks {
  readonly deadlines: Deadline[] = [];

  constructor(
    private readonly policy: Policy,
    private readonly calendar: Calendar,
  ) {}

  latest(key: PeriodKey): Deadline | undefined {
    return this.deadlines.findLast((deadline) => deadline.key === key);
  }

  /** The days have gone on. @param does what the clock tries, the first that can be done being done */
  passTo(day: string, does: (acts: readonly CaseAct[]) => void): void {
    for (const deadline of this.deadlines) {
      this.reminds(deadline, day);
      if (deadline.status !== 'running' || deadline.budget.dueOn >= day) continue;
      deadline.status = 'passed';
      const silent = SILENT[deadline.key];
      does([...(silent ? [silent] : []), WHEN_PASSED[deadline.whenPassed], 'mark_overdue']);
      this.reminds(deadline, day);
    }
  }

  private reminds(deadline: Deadline, day: string): void {
    const { key, budget, status } = deadline;
    if (key === 'inquiry') return;
    const done = status === 'suspended' || status === 'over' || deadline.met === true;
    const standing = { late: status === 'passed', done };
    sendReminders(this.calendar, this.policy, deadline, { period: key, ...budget }, standing, day);
  }

  carryOut({ effects }: Pick<Advanced, 'effects'>, day: string): void {
    for (const effect of effects) {
      if (effect.type === 'start_deadline') this.start(effect.period as PeriodKey, day);
      if (effect.type === 'stop_deadline' || effect.type === 'end_deadlines')
        for (const deadline of this.deadlines) if (deadline.status === 'passed') deadline.met = true;
      if (effect.type === 'stop_deadline') end(this.deadlines.find(({ status }) => status === 'running'));
      if (effect.type === 'end_deadlines')
        for (const deadline of this.deadlines) if (deadline.status !== 'passed') end(deadline);
      if (effect.type === 'suspend_deadline') this.suspend(day);
      if (effect.type === 'resume_deadline') this.resume(day);
      if (effect.type === 'set_aside_deadline') this.setAside();
      if (effect.type === 'take_up_deadline') this.takeUp();
    }
  }

  private start(key: PeriodKey, day: string): void {
    const period = periodOf(this.policy, key);
    const budget = begun(this.calendar, period, day);
    const { whenPassed } = period;
    this.deadlines.push({ key, budget, whenPassed, status: 'running', dueBefore: '', reminded: [] });
  }

  private counting(): Deadline | undefined {
    return (
      this.deadlines.find(({ status }) => status === 'running') ??
      this.deadlines.findLast(({ status }) => status === 'passed')
    );
  }

  private setAside(): void {
    const current = this.counting();
    if (current) current.status = 'suspended';
  }

  /** As it was: its days went on. */
  private takeUp(): void {
    const suspended = this.deadlines.find(({ status }) => status === 'suspended');
    if (suspended) suspended.status = 'running';
  }

  private suspend(day: string): void {
    const current = this.counting();
    if (!current) return;
    const used = usedWhenStopped(this.calendar, current.budget, day, current.status === 'passed');
    current.dueBefore = current.budget.dueOn;
    current.budget = { ...current.budget, used };
    current.status = 'suspended';
  }

  private resume(day: string): void {
    const suspended = this.deadlines.find(({ status }) => status === 'suspended');
    if (!suspended) return;
    suspended.budget = goneOn(this.calendar, suspended.budget, day);
    suspended.status = 'running';
  }
}

function end(deadline: Deadline | undefined): void {
  if (deadline) deadline.status = 'over';
}
