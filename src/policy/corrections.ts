import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import type { Policy } from './policy.js';
import type { Correctable, CorrectionOutcome, StatementSide } from './terms.js';

/** A candidate's data by the names of their fields: `profile.name`, `contact.phone`, `full_time`, `terms.president`. */
export type CandidateFields = Readonly<Record<string, JsonValue>>;

/** What is asked for: new values by field, why, and what shows it. */
export interface Correction {
  readonly changes: CandidateFields;
  readonly why: string;
  /** Number of the paper, or where it lies. */
  readonly evidence: string;
}

/** What a candidate stated, as it can be corrected. */
export interface CandidateData {
  readonly profile: Readonly<Record<string, JsonValue>>;
  /** Telephone and address: sealed where they lie, masked where they are read, and in no entry but as a commitment. */
  readonly contact: Readonly<Record<string, JsonValue>>;
  readonly fullTime: boolean;
  readonly terms: Readonly<Record<string, JsonValue>>;
  readonly declaration: Readonly<Record<string, JsonValue>>;
}

const FULL_TIME = 'full_time';

/** What a field belongs to. */
const groupOf = (field: string): Correctable => field.split('.')[0] as Correctable;

export const fieldsOf = ({ profile, contact, fullTime, terms, declaration }: CandidateData): CandidateFields => ({
  ...named('profile', profile),
  ...named('contact', contact),
  [FULL_TIME]: fullTime,
  ...named('terms', terms),
  ...named('declaration', declaration),
});

const named = (group: Correctable, values: Readonly<Record<string, JsonValue>>): CandidateFields =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]));

/** The data with the fields that a correction names as it says; what it does not name stays. */
export function corrected(data: CandidateData, changes: CandidateFields): CandidateData {
  const within = (group: Correctable, before: Readonly<Record<string, JsonValue>>) => ({
    ...before,
    ...Object.fromEntries(
      Object.entries(changes)
        .filter(([field]) => groupOf(field) === group && field !== FULL_TIME)
        .map(([field, value]) => [field.slice(group.length + 1), value]),
    ),
  });
  const fullTime = changes[FULL_TIME];
  return {
    profile: within('profile', data.profile),
    contact: within('contact', data.contact),
    fullTime: typeof fullTime === 'boolean' ? fullTime : data.fullTime,
    terms: within('terms', data.terms),
    declaration: within('declaration', data.declaration),
  };
}

const EMPLOYER_CODE = 'profile.employerCreditCode';

/** What is asked for, as a whole: another employer has another code, so where none is named, none is stated any more. */
export const completed = (data: CandidateData, changes: CandidateFields): CandidateFields =>
  'profile.employer' in changes && !(EMPLOYER_CODE in changes) && typeof fieldsOf(data)[EMPLOYER_CODE] === 'string'
    ? { ...changes, [EMPLOYER_CODE]: null }
    : changes;

/** What stood where a correction says something else; null where nothing did. */
export function replacedBy(data: CandidateData, changes: CandidateFields): CandidateFields {
  const before = fieldsOf(data);
  return Object.fromEntries(Object.keys(changes).map((field) => [field, before[field] ?? null]));
}

/** Of these fields, those that the policy does not let be corrected. */
export const notOffered = ({ corrections }: Pick<Policy, 'corrections'>, fields: readonly string[]): string[] =>
  fields.filter((field) => !(corrections?.of ?? []).includes(groupOf(field)));

/** By what others look a person up (函询 fields, S9): what they found by data that was wrong may be about somebody else. */
const LOOKED_UP_BY: readonly string[] = ['name', 'sex', 'birthDate', 'employer', 'employerPost'].map(
  (name) => `profile.${name}`,
);

/** What no check looks at, and nobody looks a person up by. */
const TOLD_ALONE: readonly string[] = [
  ...['profile.ethnicity', 'profile.nativePlace', 'profile.education'],
  ...['contact.phone', 'contact.address'],
];

/** What counts no longer with a correction: what departments were asked, and what was found out or answered for. */
export interface Overtaken {
  readonly letters: boolean;
  readonly findings: boolean;
}

/** A finding confirms what was stated, or was found by it: neither holds of another statement. */
export const overtakenBy = (changes: CandidateFields): Overtaken => ({
  letters: Object.keys(changes).some((field) => LOOKED_UP_BY.includes(field)),
  findings: Object.keys(changes).some((field) => !TOLD_ALONE.includes(field)),
});

/** As the record tells it, in clear; nothing where nothing is overtaken. */
export const toldOvertaken = ({ letters, findings }: Overtaken): { overtakes?: ('letters' | 'findings')[] } =>
  letters || findings
    ? { overtakes: [...(letters ? (['letters'] as const) : []), ...(findings ? (['findings'] as const) : [])] }
    : {};

/** What stands on a public notice; that is corrected by the rules of notices, not here. */
export const PUBLISHED: readonly string[] = ['name', 'sex', 'birthDate', 'education', 'employer', 'employerPost'].map(
  (name) => `profile.${name}`,
);

/** Whether telephone or address is among what is to be another. */
export const ofContact = (changes: CandidateFields): boolean =>
  Object.keys(changes).some((field) => groupOf(field) === 'contact');

/** A correction that somebody asked for before, and what came of it; null while it is open. */
export interface EarlierCorrection {
  readonly changes: CandidateFields;
  /** Who asked: the unit, or the candidate through a handler. */
  readonly side: StatementSide;
  readonly outcome: CorrectionOutcome | null;
}

/** The corrections that would have had this value and were refused, since the field was last corrected: then it is another question. */
function refusalsOf<Earlier extends EarlierCorrection>(
  field: string,
  value: JsonValue,
  earlier: readonly Earlier[],
): Earlier[] {
  const about = earlier.filter((each) => field in each.changes);
  const sinceMade = about.slice(about.findLastIndex(({ outcome }) => outcome === 'made') + 1);
  return sinceMade.filter(
    (each) => each.outcome === 'refused' && canonicalJson(each.changes[field] ?? null) === canonicalJson(value),
  );
}

/** What is asked, field by field; the code of another employer is no question beside the employer. */
const questionsIn = (changes: CandidateFields): [field: string, value: JsonValue][] =>
  Object.entries(changes).filter(([field]) => field !== EMPLOYER_CODE || !('profile.employer' in changes));

/** 复核: the earlier corrections that were refused and that this one has looked at again. */
export const lookedAtAgain = <Earlier extends EarlierCorrection>(
  changes: CandidateFields,
  earlier: readonly Earlier[],
): Earlier[] => [...new Set(questionsIn(changes).flatMap(([field, value]) => refusalsOf(field, value, earlier)))];

/**
 * The fields that were refused and are asked for together with what was not refused with them: each refusal keeps who refused
 * from the whole request, so that one of several could leave nobody to conclude it.
 */
export function refusedAmongOthers(changes: CandidateFields, earlier: readonly EarlierCorrection[]): string[] {
  const asked = questionsIn(changes).map(([field, value]) => ({ field, refusals: refusalsOf(field, value, earlier) }));
  const all = new Set(asked.flatMap(({ refusals }) => refusals));
  const together = asked.every(({ refusals }) => refusals.length === all.size);
  return together ? [] : asked.filter(({ refusals }) => refusals.length > 0).map(({ field }) => field);
}

/** So often a side asks for one value: for the first time, and to have the refusal reconsidered by somebody else. */
const REQUESTS_OF_ONE_VALUE = 2;

/**
 * The fields of which the same side asked for the same value before, was refused, and had that reconsidered: it is told why
 * in the file, and asks nothing new.
 * @param earlier the corrections of the candidate, the oldest first
 */
export const repeatedIn = (
  changes: CandidateFields,
  side: StatementSide,
  earlier: readonly EarlierCorrection[],
): string[] =>
  Object.entries(changes).flatMap(([field, value]) =>
    refusalsOf(field, value, earlier).filter((each) => each.side === side).length >= REQUESTS_OF_ONE_VALUE
      ? [field]
      : [],
  );

/**
 * Whether decisions wait for a correction while it is open. What a candidate had registered always does: the unit cannot
 * use it up for them.
 * @param asked how many requests of its side there were in the case, with this one
 */
export const isWaitedFor = (
  { corrections }: Pick<Policy, 'corrections'>,
  { side, asked }: { readonly side: StatementSide; readonly asked: number },
): boolean => side === 'candidate' || corrections?.suspends === undefined || asked <= corrections.suspends;
