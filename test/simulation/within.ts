import type { Assignment } from '../../src/policy/may-act.js';
import type { Quorum } from '../../src/policy/quorum.js';
import { isOf, type Signature } from '../../src/policy/signatures.js';

/** What somebody last said at the step; nothing if they were only waited for. */
export const said = ({ vote, saidBefore = null }: Signature): Signature['vote'] | null =>
  vote === 'waiting' ? saidBefore : vote;

/** Whether those who were asked cannot agree any more, in plain words; who is asked anew stands where they stood. */
export function cannotAgree(quorum: Quorum | undefined, signatures: readonly Signature[]): boolean {
  const asked = signatures.filter(({ weight }) => weight === 'binding').map(said);
  const against = asked.filter((vote) => vote === 'disagree').length;
  if (asked.length < (quorum?.signers ?? 0)) return false;
  if (!quorum || quorum.veto === true || quorum.agree === 'all') return against > 0;
  return asked.length - against < (quorum.agree === 'at_least' ? quorum.atLeast : 1);
}

/** Who decides together within the bodies of a case, whom a recusal or an interest keeps from it, and who answered for what. */
export class Within {
  barred: string[] = [];
  /** Who has which duty at the present step. */
  assigned: readonly Assignment[] = [];
  private given: Signature[] = [];
  private readonly resolved = new Map<string, readonly string[]>();

  /** The signatures that count: whom an interest keeps away has not signed. */
  get signatures(): readonly Signature[] {
    return this.given.filter((signature) => !isOf(signature, this.barred));
  }

  /** Whoever answered for verdicts that count, by the verdict's name. */
  resolversOf(names: readonly string[]): string[] {
    return names.flatMap((name) => this.resolved.get(name) ?? []);
  }

  /** @param nameOf asked for only where somebody answered for something */
  isResolved<Of>(verdict: Of, nameOf: (verdict: Of) => string): boolean {
    const makers = this.resolved.size === 0 ? undefined : this.resolved.get(nameOf(verdict));
    return makers !== undefined && !makers.some((maker) => this.barred.includes(maker));
  }

  /** What they answered for rested on other data. */
  forgetResolutions(): void {
    this.resolved.clear();
  }

  resolve(name: string, makers: readonly string[]): void {
    this.resolved.set(name, makers);
  }

  bar(official: string): void {
    this.barred.push(official);
  }

  stepsBack(official: string): void {
    this.bar(official);
    this.assigned = this.assigned.filter((each) => each.official !== official);
    this.given = this.given.filter((signature) => !isOf(signature, [official]));
  }

  /** Let go on: what they signed and answered for before does not count again. */
  goesOn(official: string): void {
    this.barred = this.barred.filter((each) => each !== official);
    this.given = this.given.filter((signature) => !isOf(signature, [official]));
    for (const [name, makers] of this.resolved) if (makers.includes(official)) this.resolved.delete(name);
  }

  /** In place of whoever had the duty. */
  assign(assignment: Assignment): void {
    this.release(assignment);
    this.assigned = [...this.assigned, assignment];
  }

  release({ body, duty }: Pick<Assignment, 'body' | 'duty'>): void {
    this.assigned = this.assigned.filter((each) => each.duty !== duty || each.body !== body);
  }

  /** Asked for, or given unasked. */
  add(signature: Signature): void {
    this.given.push(signature);
  }

  replace(own: Signature, by: Partial<Signature>): void {
    this.given = this.given.map((each) => (each === own ? { ...each, ...by } : each));
  }

  remove(own: Signature): void {
    this.given = this.given.filter((each) => each !== own);
  }

  /** Those that stand, once the system has asked. */
  stand(signatures: readonly Signature[]): void {
    this.given = [...signatures];
  }

  /** What was found out is another question: who signed is asked anew, and what was proposed falls. */
  askAnew(): void {
    this.given = this.given.flatMap((each) =>
      each.weight === 'proposal' ? [] : [{ ...each, vote: 'waiting' as const, saidBefore: said(each) }],
    );
  }

  /** Other papers are another question, too; and whoever did not sign before is waited for no longer. */
  returned(): void {
    this.given = this.given.filter((each) => said(each) !== null);
    this.askAnew();
  }

  end(): void {
    this.given = [];
  }
}
