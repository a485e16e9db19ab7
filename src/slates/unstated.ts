import type { JsonValue } from '../kernel/canonical-json.js';
import type { Verdict } from '../policy/checks/judge.js';
import type { Words } from '../policy/words.js';
import type { SlateInput } from './slate-input.js';

/** Something a submitter left out by which a check stays open: where it is to be stated, and what. */
export type Unstated = {
  /** Its place in a slate: `particulars.seats.vice_president`, `candidates.0.terms`. */
  field: string;
  words: { 'zh-CN': string; en: string };
};

const said = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** What can be left out of a slate, and what to state. In a field, `candidate` is the one whose check it is. */
const TO_STATE = {
  'candidate.posts': said('除法定代表人外拟任的职务', 'The post stood for beside legal representative'),
  'candidate.terms': said('各拟任职务已连任的届数', 'Consecutive terms served in each post stood for'),
  'candidate.declaration.cadre': said('是否在职或离退休干部、公务员', 'Whether a serving or retired cadre, or none'),
  'candidate.declaration.cadre.unpaid': said('是否不取酬', 'Whether the post is held without pay'),
  'candidate.declaration.cadre.retiredOn': said('退（离）休日期', 'The day of retirement'),
  'candidate.declaration.otherPosts': said(
    '在其他社会组织的任职；没有的，填空',
    'Posts in other organisations; none: empty',
  ),
  'candidate.declaration.relatives': said('在本组织任职的近亲属；没有的，填空', 'Near relatives here; none: empty'),
  'candidate.declaration.supervisor': said('是否监事', 'Whether a supervisor'),
  'candidate.person.memberUnit': said('所在会员单位；没有的，填 null', 'The member unit they come from; none: null'),
  'organisation.privatelyFunded': said('是否非公募的私人出资基金会', 'Whether privately funded, without public funds'),
  'organisation.school': said('是否民办学校', 'Whether a private school'),
  'particulars.staying': said('留任的负责人；没有的，填空', 'Officers who stay; none: empty'),
  'particulars.seats': said('应选人数', 'How many seats are to be filled'),
  'particulars.electionMode': said('等额选举或者差额选举', 'Whether there are to be more candidates than seats'),
  'particulars.council.related': said('有近亲属关系的理事人数', 'Council members who have a near relative on it'),
  'particulars.council.changing': said('本次变动的理事人数', 'Council members who change this time'),
  'particulars.charter': said('章程规定的任期和法定代表人', 'What the charter says of the term and the representative'),
  'particulars.party.committee': said(
    '党组织委员会的应选人数和候选人数；不设委员会的，均填 0',
    'Seats of the Party committee and candidates for them; no committee: 0 of both',
  ),
  'particulars.audit': said('换届（离任）审计报告的文号和日期', 'Number and day of the audit'),
} satisfies Readonly<Record<string, Words>>;

type ToState = keyof typeof TO_STATE;
interface Named {
  readonly what: ToState;
  /** The post that it is about; left out: none. */
  readonly post?: string;
}

/** By what a verdict says was not stated (`notStated`), and by the problems of a retired cadre. */
const NAMED: Readonly<Record<string, ToState>> = {
  otherPost: 'candidate.posts',
  terms: 'candidate.terms',
  terms_unknown: 'candidate.terms',
  cadre: 'candidate.declaration.cadre',
  pay_unknown: 'candidate.declaration.cadre.unpaid',
  retirement_unknown: 'candidate.declaration.cadre.retiredOn',
  other_posts_unknown: 'candidate.declaration.otherPosts',
  relatives: 'candidate.declaration.relatives',
  supervisor: 'candidate.declaration.supervisor',
  memberUnit: 'candidate.person.memberUnit',
  'organisation.privatelyFunded': 'organisation.privatelyFunded',
  'organisation.school': 'organisation.school',
  staying: 'particulars.staying',
  'council.related': 'particulars.council.related',
  'council.changing': 'particulars.council.changing',
  charter: 'particulars.charter',
  'party.committee': 'particulars.party.committee',
  audit: 'particulars.audit',
};

/** What a verdict on a slate that was handed in lacks. @param place of the candidate in the list */
export function unstatedFor(verdict: Verdict, slate: SlateInput, place: number): Unstated[] {
  return [...namedIn(verdict), ...seatsIn(verdict)].flatMap(({ what, post }) =>
    fieldsOf(what, slate, place).map((field) => ({
      field: post === undefined ? field : `${field}.${post}`,
      words: { ...TO_STATE[what] },
    })),
  );
}

function namedIn({ facts }: Verdict): Named[] {
  return [...listOf(facts['notStated']), ...listOf(facts['problems'])].flatMap((name) => {
    const what = typeof name === 'string' ? NAMED[name] : undefined;
    return what ? [{ what }] : [];
  });
}

/** Of how many seats, and whether more stand than there are: what a vote and a roster are counted by. */
function seatsIn({ check, facts }: Verdict): Named[] {
  if (check === 'roster_size' && facts['officers'] === null && facts['rivals'] === undefined) {
    return [{ what: 'particulars.seats' }];
  }
  return listOf(facts['contests']).flatMap((contest): Named[] => {
    const { post, seats, result: came } = contest as { post: string; seats: number | null; result: string };
    if (came !== 'unknown') return [];
    return seats === null ? [{ what: 'particulars.seats', post }] : [{ what: 'particulars.electionMode' }];
  });
}

/** Of a member unit it may be that of another candidate: president and secretary-general come from two. */
function fieldsOf(what: ToState, { candidates }: SlateInput, place: number): string[] {
  if (what !== 'candidate.person.memberUnit') return [what.replace(/^candidate\b/, `candidates.${place}`)];
  return candidates.flatMap(({ person, posts }, at) =>
    person.memberUnit === undefined && (at === place || posts.some((post) => APART.includes(post)))
      ? [`candidates.${at}.person.memberUnit`]
      : [],
  );
}

const APART: readonly string[] = ['president', 'secretary_general'];

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? (value as JsonValue[]) : [];
