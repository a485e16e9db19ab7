import type { House } from './house.js';
import { candidate, dualSlate } from './slates.js';

/** A case as a test follows it. */
export interface TestCase {
  readonly id: string;
  readonly slate: string;
  state: string;
  version: number;
}

/** Drafts and submits a legal slate over HTTP. @returns one case for each candidate, awaiting the first body */
export async function submittedCases(house: House, howMany = 1, slate: unknown = undefined): Promise<TestCase[]> {
  const body = slate ?? dualSlate(Array.from({ length: howMany }, (_, n) => candidate(n)));
  const submitter = (body as { submittedBy: string }).submittedBy === 'zj-zhdw' ? 'zhdw-submitter' : 'kx-submitter';
  const draft = await house.ask(submitter, 'POST', '/slates', body);
  if (draft.status !== 201) throw new Error(`Not drafted: ${JSON.stringify(draft.body)}`);
  const id = String(draft.body['id']);
  const submitted = await house.ask(submitter, 'POST', `/slates/${id}/submit`, undefined, { version: 1 });
  if (submitted.status !== 200) throw new Error(`Not submitted: ${JSON.stringify(submitted.body)}`);
  const cases = submitted.body['cases'] as { id: string; state: string; version: number }[];
  return cases.map((one) => ({ id: one.id, slate: id, state: one.state, version: one.version }));
}

/** An act that has to succeed; the case is brought up to date. */
export async function act(
  house: House,
  one: TestCase,
  who: string,
  path: string,
  body: object = {},
): Promise<TestCase> {
  const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, body, { version: one.version });
  if (answer.status !== 200) throw new Error(`${path} by ${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
  one.state = String(answer.body['state']);
  one.version = Number(answer.body['version']);
  return one;
}

/** Takes a case of `dualSlate` through all three bodies. */
export async function clearForNotice(house: House, one: TestCase): Promise<TestCase> {
  for (const body of ['kx', 'kx-dw', 'mzt']) {
    await act(house, one, `${body}-handler`, 'accept');
    await act(house, one, `${body}-approver`, 'approve');
  }
  return one;
}

/** A reason that the policy knows for an act, with words and a legal basis. */
export const because = (code: string) => ({ reason: { code, text: '测试理由', legalBasis: ['测试依据第一条'] } });

/** Puts cleared cases of one slate on notice. @returns the id of the notice; a line for each case, in the given order */
export async function publish(house: House, who: string, cases: TestCase[]): Promise<string> {
  const named = cases.map(({ id, version }) => ({ caseId: id, version }));
  const answer = await house.ask(who, 'POST', `/slates/${cases[0]?.slate ?? ''}/notices`, { cases: named });
  if (answer.status !== 201) throw new Error(`Not published: ${JSON.stringify(answer.body)}`);
  for (const one of cases) {
    one.state = 'onNotice';
    one.version += 1;
  }
  return String(answer.body['id']);
}
