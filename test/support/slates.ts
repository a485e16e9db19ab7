import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builders of slates that are legal in every part; a test breaks the one thing it is about. All persons are invented. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A right identity number (GB 11643) in the area 999999, which does not exist. @param sequence odd male, even female */
export function residentId(birthDate: string, sequence: number): string {
  const body = `999999${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** The n-th invented candidate of a birth date, a different person for each n from 0 to 899. */
export function candidate(n: number, posts: string[] = ['vice_president'], birthDate = '1975-06-15') {
  return {
    person: {
      name: `试甲${n}（虚构）`,
      sex: n % 2 === 0 ? 'female' : 'male',
      identity: { type: 'resident_id', number: residentId(birthDate, n + 2) },
      birthDate,
      education: '本科',
      employer: '虚构单位',
      employerPost: '职员',
      memberUnit: null as string | null,
    },
    posts,
    fullTime: false,
    // It is their first term in each of them.
    terms: Object.fromEntries(posts.map((post) => [post, 0])),
    declaration: DECLARATION,
    informed: { ...INFORMED },
  };
}

/** Told on the first day of the policy that asks for it: in the future under no clock by which that policy is in force. */
export const INFORMED = { version: 'zj_2026_1', on: '2026-07-01' };

/** Of somebody against whom no check has anything. */
export const DECLARATION = {
  supervisor: false,
  chineseCitizen: true,
  residence: 'mainland',
  cadre: { status: 'none' },
  otherPosts: [],
  relatives: [],
  party: { membership: 'full', rightsSuspended: false },
  yearsInField: 20,
};

/** The checks that others answer before the last body approves a vice-president of `dualSlate`; the machine passes the rest. */
export const ASKED_OF_A_VICE_PRESIDENT = [
  'civil_capacity',
  'political_rights',
  'court_dishonesty',
  'serving_official',
  'retired_cadre',
  'political_quality',
] as const;

/** Of an organisation and a vote against which no check has anything. */
export const PARTICULARS = {
  electionMode: 'equal',
  staying: Array.from({ length: 4 }, () => ({ posts: ['vice_president'], memberUnit: null as string | null })),
  council: { size: 25, changing: 1, related: 0 },
  charter: { termYears: 5, legalRepresentatives: ['president'] },
  audit: { number: '虚构审〔2026〕1号', reportedOn: '2026-10-20' },
  party: { fullMembers: 5, organisation: true, crossHolders: 1, committee: { seats: 3, candidates: 4 } },
};

type Particulars = typeof PARTICULARS & { readonly seats?: Readonly<Record<string, number>> };

/** The same of these candidates: as many seats of each post that several hold as stand for it, all of them to be filled. */
function particularsFor(candidates: readonly { readonly posts: readonly string[] }[]): Particulars {
  const standing = (post: string) => candidates.filter(({ posts }) => posts.includes(post)).length;
  const several = ['vice_president', 'party_deputy_secretary'].filter((post) => standing(post) > 0);
  return { ...PARTICULARS, seats: Object.fromEntries(several.map((post) => [post, standing(post)])) };
}

/** GB 32100 and, inside it, GB 11714: a right code of a social group (51) registered with the province (330000). */
function socialGroupCode(n: number): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const weigh = (text: string, weights: readonly number[], values: string) =>
    weights.reduce((total, weight, place) => total + weight * values.indexOf(text.charAt(place)), 0);
  const organisation = `MK${String(n).padStart(6, '0')}`;
  const rest = weigh(organisation, [3, 7, 9, 10, 5, 8, 4, 2], '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') % 11;
  const body = `51330000${organisation}${'0X987654321'.charAt(rest)}`;
  const powers = Array.from({ length: 17 }, (_, place) => Number(3n ** BigInt(place) % 31n));
  return body + alphabet.charAt((31 - (weigh(body, powers, alphabet) % 31)) % 31);
}

/** The same slate of another organisation, a different one for each n: one occasion of an organisation is one slate. */
export function ofAnother<Slate extends { organisation: object }>(n: number, slate: Slate): Slate {
  const name = `浙江省虚构组织第${n}（虚构）`;
  const code =
    'nameApproval' in slate.organisation
      ? { nameApproval: `浙民名核〔2026〕虚构${n}号` }
      : { uscc: socialGroupCode(n) };
  return { ...slate, organisation: { ...slate.organisation, name, ...code } };
}

/** 双重管理, 换届, submitted by the supervising unit zj-kx. */
export function dualSlate(candidates: ReturnType<typeof candidate>[] = [candidate(0)], electionDate = '2026-12-28') {
  return {
    organisation: {
      name: '浙江省虚构学会（虚构）',
      kind: 'social_group',
      uscc: '51330000MJ90000141',
      jurisdiction: '330000',
      regime: 'dual_management',
      charity: false,
      industryAssociation: false,
      supervisingUnit: 'zj-kx',
      partyBuildingBody: 'zj-kx-dw',
      registrationAuthority: 'zj-mzt',
    },
    occasion: 're_election',
    termNumber: 3,
    electionDate,
    submittedBy: 'zj-kx',
    particulars: particularsFor(candidates),
    candidates,
  };
}

/** 脱钩, 届中调整, submitted by the Party-building body zj-zhdw; with an industry department. */
export function decoupledSlate(candidates: ReturnType<typeof candidate>[] = [candidate(0)]) {
  return {
    organisation: {
      name: '浙江省虚构行业协会（虚构）',
      kind: 'social_group',
      uscc: '51330000MJ9000225G',
      jurisdiction: '330000',
      regime: 'decoupled',
      charity: false,
      industryAssociation: true,
      industryDepartment: 'zj-jxt',
      partyBuildingBody: 'zj-zhdw',
      registrationAuthority: 'zj-mzt',
    },
    occasion: 'mid_term',
    termNumber: 2,
    electionDate: '2026-12-28',
    submittedBy: 'zj-zhdw',
    particulars: particularsFor(candidates),
    candidates,
  };
}

/** 直接登记, 成立: a foundation without an industry department and, as yet, without a code. */
export function foundingSlate(candidates: ReturnType<typeof candidate>[] = [candidate(0)]) {
  return {
    organisation: {
      name: '浙江省虚构基金会（筹）（虚构）',
      kind: 'foundation',
      uscc: null,
      nameApproval: '浙民名核〔2026〕虚构9号',
      jurisdiction: '330000',
      regime: 'direct_registration',
      charity: true,
      industryAssociation: false,
      partyBuildingBody: 'zj-zhdw',
      registrationAuthority: 'zj-mzt',
    },
    occasion: 'founding',
    termNumber: 1,
    electionDate: '2026-12-28',
    submittedBy: 'zj-zhdw',
    particulars: particularsFor(candidates),
    candidates,
  };
}

interface DemoSlate {
  readonly electionDate: string;
  readonly candidates: readonly { readonly person: { readonly name: string }; readonly posts: readonly string[] }[];
}

/** One of the shipped slates (`demo-data/slates/`), as it would be sent. */
export const demoSlate = (name: string): DemoSlate =>
  JSON.parse(readFileSync(join('demo-data', 'slates', `${name}.json`), 'utf8')) as DemoSlate;
