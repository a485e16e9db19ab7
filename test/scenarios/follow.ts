import { expect } from '@jest/globals';
import {
  act,
  answerChecks,
  because,
  concludeObjection,
  CONSIDERED,
  draft,
  elect,
  look,
  objectTo,
  onDay,
  publish,
  submit,
  tellAndHear,
  tryTo,
  type TestCase,
} from '../support/cases.js';
import type { House } from '../support/house.js';
import { demoSlate } from '../support/slates.js';

/**
 * One line of a scenario: on a day somebody does something; then the case stands there, and is due at the end of that
 * day. An act that must be refused names status and reason code instead of a state.
 */
export type Line = readonly [day: string, who: string, what: string, then: string, due: string | null, why?: string];

/** The last day a case is due, as the last column says it; an end beyond the published calendars is not certain. */
const dueIn = (file: Record<string, unknown>): string | null => {
  const deadline = file['deadline'] as { dueOn: string; provisional: boolean } | null;
  return deadline && `${deadline.dueOn}${deadline.provisional ? ', not certain' : ''}`;
};

/** Drafts and submits one of the shipped slates. @returns its cases, by the candidate's name and the course */
export async function submitted(
  house: House,
  name: string,
  who: string,
): Promise<(person: string, n?: number) => TestCase> {
  const slate = demoSlate(name);
  const cases = await submit(house, await draft(house, slate), who);
  const { body } = await house.ask(who, 'GET', `/slates/${cases[0]?.slate ?? ''}`);
  const candidates = body['candidates'] as { person: { name: string }; cases: { id: string }[] }[];
  return (person, n = 0) => {
    const id = candidates.find((candidate) => candidate.person.name === person)?.cases[n]?.id;
    const one = cases.find((each) => each.id === id);
    if (!one) throw new Error(`${person} has no such case.`);
    return one;
  };
}

/** Takes a case through the lines, and sees after each that it stands where the line says. @param reader who can see it */
export async function follow(house: House, one: TestCase, reader: string, lines: readonly Line[]): Promise<void> {
  let notice = '';
  for (const line of lines) {
    const [day, who, what, then, , why] = line;
    if (!house.clock.now().startsWith(day)) await onDay(house, day);
    await look(house, one, reader);
    let refused: string | undefined;
    if (/^\d{3} /.test(then)) refused = await tryTo(house, one, who, what, bodyOf(what, why));
    else if (who === 'the clock') await expectTheClock(house, one, reader, what);
    else if (what === 'publish-notice') notice = await publish(house, who, [one]);
    else if (what === 'findings') await answerChecks(house, one, who);
    else if (what === 'object') await objectTo(house, notice);
    else if (what === 'rejection-heard' || what === 'revocation-heard') {
      const intends = what === 'rejection-heard' ? 'intend-rejection' : 'intend-revocation';
      await tellAndHear(house, one, who, intends, because(why ?? ''), { submitter: reader });
    } else if (what === 'conclude-objection') await concludeObjection(house, one, who, why ?? '');
    else if (what === 'elected' || what === 'not-elected') await elect(house, [one], who, what === 'elected');
    else await act(house, one, who, what, bodyOf(what, why));
    const file = await look(house, one, reader);
    const state = refused ?? String(file['state']);
    expect([day, who, what, state, dueIn(file), ...(why === undefined ? [] : [why])]).toEqual(line);
  }
}

/** What an act is sent with: a reason of the policy where it needs one, an outcome, or a remark. */
function bodyOf(what: string, why: string | undefined): object {
  if (what === 'answer-supplement') return { remarks: why ?? '已补正' };
  const heard = (what === 'reject' || what === 'revoke') && why !== undefined ? CONSIDERED : {};
  if (what !== 'conclude-reconsideration') return why === undefined ? {} : { ...because(why), ...heard };
  return { outcome: why === 'original_set_aside' ? 'overturned' : 'upheld', ...because(why ?? '') };
}

async function expectTheClock(house: House, one: TestCase, reader: string, what: string): Promise<void> {
  const { history } = (await look(house, one, reader)) as { history: { act: string; actor: { kind: string } }[] };
  expect(history.at(-1)).toMatchObject({ act: what, actor: { kind: 'clock' } });
}
