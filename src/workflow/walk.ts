import type { Statechart } from './build-statechart.js';
import { advance, beginning, nameOf, turns, type Standing } from './advance.js';
import type { CaseAct, CaseContext, CaseEvent } from './events.js';
import { isRefusal } from '../kernel/refusal.js';

/** Every event, in each form that can lead to a different state; the compiler holds the list complete. */
export const EVERY_EVENT: readonly CaseEvent[] = Object.values({
  submit: [{ type: 'submit' }],
  accept: [{ type: 'accept' }],
  approve: [{ type: 'approve' }],
  reject: [{ type: 'reject' }],
  return_for_supplement: [{ type: 'return_for_supplement' }],
  answer_supplement: [{ type: 'answer_supplement' }],
  defer: [{ type: 'defer' }],
  resume: [{ type: 'resume' }],
  record_findings: [{ type: 'record_findings' }],
  resolve_check: [{ type: 'resolve_check' }],
  intend_rejection: [{ type: 'intend_rejection' }],
  intend_revocation: [{ type: 'intend_revocation' }],
  answer_intention: [
    { type: 'answer_intention', heard: false },
    { type: 'answer_intention', heard: true },
  ],
  record_statement: [
    { type: 'record_statement', heard: false },
    { type: 'record_statement', heard: true },
  ],
  drop_intention: [{ type: 'drop_intention' }],
  close_answering: [{ type: 'close_answering' }],
  ask_correction: [{ type: 'ask_correction' }],
  register_correction: [{ type: 'register_correction' }],
  conclude_correction: [
    { type: 'conclude_correction', overtakes: false },
    { type: 'conclude_correction', overtakes: true },
  ],
  note_correction: [
    { type: 'note_correction', overtakes: false },
    { type: 'note_correction', overtakes: true },
  ],
  withdraw: [{ type: 'withdraw' }],
  supersede: [{ type: 'supersede' }],
  publish_notice: [{ type: 'publish_notice' }],
  object: [{ type: 'object' }],
  conclude_objection: [
    { type: 'conclude_objection', upheld: false },
    { type: 'conclude_objection', upheld: true },
  ],
  send_inquiry: [
    { type: 'send_inquiry', sent: 1, suspends: false },
    { type: 'send_inquiry', sent: 1, suspends: true },
  ],
  answer_inquiry: [{ type: 'answer_inquiry', goesOn: true }],
  register_answer: [{ type: 'register_answer', goesOn: true }],
  take_back_inquiry: [{ type: 'take_back_inquiry', goesOn: true }],
  inquiry_overdue: [
    { type: 'inquiry_overdue', goesOn: false },
    { type: 'inquiry_overdue', goesOn: true },
  ],
  ask_signatures: [{ type: 'ask_signatures' }],
  remove_signature: [{ type: 'remove_signature' }],
  sign: [{ type: 'sign' }],
  propose: [{ type: 'propose' }],
  recuse: [{ type: 'recuse' }],
  order_recusal: [{ type: 'order_recusal' }],
  waive_recusal: [{ type: 'waive_recusal' }],
  claim: [{ type: 'claim' }],
  assign: [{ type: 'assign' }],
  release: [{ type: 'release' }],
  close_notice: [{ type: 'close_notice' }],
  record_election: [
    { type: 'record_election', elected: true },
    { type: 'record_election', elected: false },
  ],
  file: [{ type: 'file' }],
  register: [{ type: 'register' }],
  reconsider: [{ type: 'reconsider' }],
  conclude_reconsideration: [
    { type: 'conclude_reconsideration', overturned: true },
    { type: 'conclude_reconsideration', overturned: false },
  ],
  become_final: [{ type: 'become_final' }],
  deem_accepted: [{ type: 'deem_accepted' }],
  deem_consent: [{ type: 'deem_consent' }],
  mark_overdue: [{ type: 'mark_overdue' }],
  lapse: [{ type: 'lapse' }],
  revoke: [{ type: 'revoke' }],
} satisfies { [Act in CaseAct]: Extract<CaseEvent, { type: Act }>[] }).flat();

/** One objection open or upheld stands for many, as does one letter: more of them change no branch, and would have no end. */
const WALKED = 1;
const tooMany = ({ openObjections, upheldObjections, openInquiries }: CaseContext): boolean =>
  openObjections + upheldObjections > WALKED || openInquiries > WALKED;

/** Somewhere a case can stand, and what can happen to it there. */
export interface Stop {
  readonly standing: Standing;
  readonly ended: boolean;
  /** `at`: the name of the stop that it leads to. */
  readonly moves: readonly { readonly act: CaseAct; readonly to: Standing; readonly at: string }[];
}

/**
 * Walks a chart from its draft through every event, with every step present and with these skipped.
 * @returns all the stops, by state and context
 */
export function walk(chart: Statechart, skippable: readonly string[]): Map<string, Stop> {
  const stops = new Map<string, Stop>();
  const waiting = [[], skippable].map((skipped) => {
    const standing = beginning(chart, skipped);
    return { name: nameOf(standing), standing, ended: false };
  });
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { name, standing, ended } = at;
    if (stops.has(name)) continue;
    const moves: Stop['moves'][number][] = [];
    stops.set(name, { standing, ended, moves });
    const possible = turns(chart, standing);
    moves.push(...possible.filter(({ stays }) => stays).map(({ act }) => ({ act, to: standing, at: name })));
    const moving = new Set(possible.flatMap(({ act, stays }) => (stays ? [] : [act])));
    for (const event of EVERY_EVENT.filter(({ type }) => moving.has(type))) {
      const to = advance(chart, standing, event);
      if (isRefusal(to) || tooMany(to.context)) continue;
      const next = nameOf(to);
      moves.push({ act: event.type, to, at: next });
      waiting.push({ name: next, standing: to, ended: to.ended });
    }
  }
  return stops;
}
