import { SENTENCE_CODES } from '../../cases/said.js';
import { WARNING_RULES } from '../../slates/defects.js';
import { IDENTITY_CLASSES } from '../../objections/objection-row.js';
import { REASON_CODES } from '../../kernel/refusal.js';
import {
  BODY_FUNCTIONS,
  BODY_KINDS,
  CADRE_STATUSES,
  CHECK_RESULTS,
  CHECKS,
  DEPARTMENTS,
  DUTIES,
  ELECTION_MODES,
  FINDING_ANSWERS,
  GATED_ACTS,
  CORRECTION_OUTCOMES,
  INTENDED_ACTS,
  STATEMENT_CHANNELS,
  STATEMENT_SIDES,
  OBJECTION_OUTCOMES,
  OCCASIONS,
  ORGANISATION_KINDS,
  OUTCOMES,
  PARTY_MEMBERSHIPS,
  ALL_PERIOD_KEYS,
  POSTS,
  REGIMES,
  REVIEW_DUTIES,
  RESIDENCES,
  RELATIVE_PLACES,
  WHEN_PASSED,
  IDENTITY_TYPES,
  EMPLOYER_FOUND_BY,
  RECUSAL_GROUNDS,
  SIGNATURE_WEIGHTS,
} from '../../policy/terms.js';
import { KEEPERS } from '../../cases/kept-open.js';
import { BLOCKED_ACTS, INQUIRY_STATUSES } from '../../policy/inquiries.js';
import { CASE_ACTS } from '../../workflow/events.js';

/**
 * What every route answers, as JSON Schema: for the OpenAPI document, and for the tests, which hold real answers against
 * it. Nothing is answered that is not named here.
 */
export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const truth: Schema = { type: 'boolean' };
const id: Schema = { type: 'string', format: 'uuid' };
const instant: Schema = { type: 'string', format: 'date-time' };
const day: Schema = { type: 'string', format: 'date' };
const version: Schema = { type: 'integer', minimum: 0, description: 'Also the ETag; give it back in If-Match.' };
const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const like = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
/** @param optional further fields, which may be left out */
const object = (fields: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...fields, ...optional },
  required: Object.keys(fields),
  additionalProperties: false,
});
/** An object whose fields are among some words. */
const map = (keys: readonly string[], value: Schema): Schema => ({
  type: 'object',
  propertyNames: { enum: [...keys] },
  additionalProperties: value,
});
const pageOf = (items: Schema): Schema =>
  object({ items: list(items), next: { type: ['string', 'null'], description: 'Give it back as `after`.' } });
const described = (schema: Schema, description: string): Schema => ({ ...schema, description });

const posts = list(oneOf(POSTS));
const terms = map(POSTS, whole);
const identity = described(object({ type: oneOf(IDENTITY_TYPES), number: text }), 'The number with its middle masked.');
const profile = {
  fields: { name: text, sex: oneOf(['male', 'female']), birthDate: day },
  optional: {
    ethnicity: text,
    nativePlace: text,
    politicalStatus: text,
    education: text,
    employer: text,
    employerPost: text,
    employerCreditCode: orNull(text),
    memberUnit: orNull(text),
  },
};
/** As the input classes of `check-inputs` take it. */
const declaration = object(
  {},
  {
    supervisor: truth,
    chineseCitizen: truth,
    residence: oneOf(RESIDENCES),
    monthsInMainland: whole,
    cadre: object(
      { status: oneOf(CADRE_STATUSES) },
      {
        retiredOn: day,
        unpaid: truth,
        approval: object({ authority: text, number: text, approvedOn: day, posts, termNumber: whole }),
      },
    ),
    otherPosts: list(object({ organisation: text, kind: oneOf(ORGANISATION_KINDS), posts })),
    relatives: list(oneOf(RELATIVE_PLACES)),
    party: object({ membership: oneOf(PARTY_MEMBERSHIPS), rightsSuspended: truth }),
    yearsInField: whole,
  },
);
const informed = described(
  object({ version: text, on: day }),
  'Which text on the processing of their data they were given, and when.',
);
const council = object({ size: whole }, { changing: whole, related: whole });
const particulars = object(
  {},
  {
    electionMode: oneOf(ELECTION_MODES),
    seats: map(POSTS, whole),
    staying: list(object({ posts, memberUnit: orNull(text) })),
    council,
    charter: object({ termYears: whole, legalRepresentatives: posts }),
    audit: object({ number: text, reportedOn: day }),
    party: object(
      { fullMembers: whole, organisation: truth, crossHolders: whole },
      { committee: object({ seats: whole, candidates: whole }) },
    ),
  },
);
const slate = {
  id,
  organisationId: id,
  occasion: oneOf(OCCASIONS),
  termNumber: whole,
  electionDate: day,
  submittingBodyId: text,
  draftedBy: id,
  state: oneOf(['draft', 'submitted', 'discarded']),
  policyId: orNull(text),
  version,
  createdAt: instant,
  submittedAt: orNull(instant),
};
const words = object({ 'zh-CN': text, en: text });
const facts: Schema = { type: 'object', additionalProperties: true };
const gatedActs = list(oneOf(GATED_ACTS));
const actsThen = object({ now: gatedActs, then: gatedActs });
const checkToCome = object({
  candidate: described(whole, 'Place in the list, from 0.'),
  name: text,
  rule: text,
  check: oneOf(CHECKS),
  result: oneOf(CHECK_RESULTS),
  words,
  facts,
  blocks: described(gatedActs, 'The acts it would stand in the way of.'),
  unstated: described(
    list(object({ field: described(text, 'Its place in the slate, as it is drafted.'), words })),
    'What was left out by which it stays open, to be stated before the slate is handed in; empty if it is not for want of that.',
  ),
});
const check = object({
  rule: described(text, 'Id of the rule in the policy.'),
  check: oneOf(CHECKS),
  row: described(text, 'E01 to E32.'),
  kind: oneOf(['machine', 'assisted', 'human']),
  words,
  source: text,
  result: described(oneOf(CHECK_RESULTS), 'Only `pass` is a pass.'),
  judgedOn: described(day, 'The day on which dates were judged: of the vote, planned or held.'),
  queriedOn: described(orNull(day), 'When somebody was asked; null if the facts are those submitted.'),
  facts,
  blocks: described(gatedActs, 'The acts it stands in the way of unless it passes or is resolved.'),
  warns: gatedActs,
  step: described(orNull(text), 'At whose approval.'),
  inquiry: described(orNull(id), 'The letter to a department whose answer it comes from.'),
  overtaken: described(
    orNull(
      object({
        by: described(whole, 'Number of the act.'),
        on: day,
        fields: described(list(text), 'What was corrected, as in `changes` of a correction.'),
      }),
    ),
    'What had been found out counts no longer, because the data that it rested on was corrected: it is found out again. Null otherwise.',
  ),
  papers: described(
    list(
      object({
        answer: oneOf(FINDING_ANSWERS),
        source: text,
        reference: orNull(text),
        queriedOn: day,
        effectiveOn: orNull(day),
        endedOn: orNull(day),
        intentional: orNull(truth),
        recordedIn: described(whole, 'Number of the act.'),
      }),
    ),
    'Papers that say less than what counts, on record beside it: seen, and weighed, by whoever answers for the check. Told to those who review.',
  ),
  verdict: described(text, 'Names what it comes to here; hand it back to answer for it.'),
  resolvedBy: described(orNull(whole), 'Number of the act that resolved it.'),
});
const question = object({ id: text, words });
const inquiryAnswer = object({
  document: text,
  datedOn: day,
  receivedOn: day,
  answers: list(
    object({
      question: text,
      answer: oneOf(FINDING_ANSWERS),
      text: orNull(text),
      evidence: orNull(text),
      effectiveOn: orNull(day),
      endedOn: orNull(day),
      intentional: orNull(truth),
    }),
  ),
});
const inquiryStatus = oneOf(INQUIRY_STATUSES);
const quorum = object(
  { agree: oneOf(['all', 'any', 'at_least']), signers: whole, source: text },
  { atLeast: whole, veto: truth },
);
const sentences = list(object({ code: oneOf(SENTENCE_CODES), words, facts }));
const steps = list(object({ step: text, name: words, body: described(orNull(text), 'Null where it is passed over.') }));
const span = object({ length: whole, unit: oneOf(['working_days', 'calendar_days']) });
const deadline = object({
  period: oneOf(ALL_PERIOD_KEYS),
  status: oneOf(['running', 'suspended', 'passed']),
  startedOn: described(day, 'The first day does not count.'),
  length: whole,
  unit: oneOf(['working_days', 'calendar_days']),
  used: described(whole, 'Days used before the last suspension.'),
  dueOn: day,
  dueAt: instant,
  provisional: described(truth, 'Beyond the last published calendar; set anew when it is published.'),
  source: described(text, 'Where the period is written, or `assumed`.'),
  whenPassed: oneOf(WHEN_PASSED),
});
const deadlineExplained = object({
  period: oneOf(ALL_PERIOD_KEYS),
  status: oneOf(['running', 'suspended', 'passed']),
  length: whole,
  unit: oneOf(['working_days', 'calendar_days']),
  source: described(text, 'Where the period is written, or `assumed`.'),
  calendar: described(orNull(text), 'The calendar of a body by which it is counted; null: the national one.'),
  startedOn: described(day, 'The first day does not count.'),
  spans: described(
    list(
      object({
        from: day,
        to: day,
        counted: described(whole, 'Days of the budget used by its end.'),
        notCounted: list(
          object({
            date: day,
            why: oneOf(['start_day', 'weekend', 'holiday', 'unknown_calendar']),
            holiday: orNull(text),
          }),
        ),
      }),
    ),
    'The stretches in which the clock ran; the last one goes on to the day on which the deadline is over.',
  ),
  suspensions: list(
    object({
      from: day,
      to: orNull(day),
      by: oneOf(CASE_ACTS),
      reason: described(orNull(object({ code: text, 'zh-CN': text, en: text })), 'Of the policy, with its words.'),
    }),
  ),
  reminders: described(
    list(
      object({
        reminder: described(text, 'Id in the policy.'),
        on: described(day, 'When it was sent, or will be if nothing is done by then.'),
        body: text,
        bodyName: text,
        duty: oneOf(DUTIES),
        escalated: described(truth, 'To the next in line, who sees the case from then on.'),
        sentAt: described(orNull(instant), 'null: to come.'),
      }),
    ),
    'Those that were sent and, while the end is known, those to come.',
  ),
  left: described(whole, 'Days of the budget not used by the stretches that are over.'),
  dueOn: described(orNull(day), 'null while the clock stands still.'),
  dueAt: orNull(instant),
  provisional: described(truth, 'Beyond the last published calendar; set anew when it is published.'),
  whenPassed: described(
    oneOf([...WHEN_PASSED, 'accepted', 'consent']),
    'What the clock does then; `accepted`, `consent`: what the silence of the body counts for, if nothing stands in the way.',
  ),
  keptOpenBy: described(
    orNull(list(oneOf(KEEPERS))),
    'Of a notice that stays open past its end: what keeps it open, as far as you may know. Null: it is none.',
  ),
  goesOn: described(
    orNull(object({ period: oneOf(ALL_PERIOD_KEYS), dueOn: day })),
    'While those concerned are heard once more: the period of the body, which goes on meanwhile. Its clock stands still for a hearing once.',
  ),
});
const assigned = described(
  list(object({ official: id, name: text, duty: oneOf(REVIEW_DUTIES) })),
  'Who has which duty at this step (认领、分办); told to those who review. Others with the duty leave its acts to them.',
);
const stateName = described(orNull(words), 'The state as people call it.');
const historyLine = object(
  {
    number: whole,
    act: oneOf(CASE_ACTS),
    name: described(words, 'The act as people call it.'),
    at: instant,
    actor: object({
      kind: oneOf(['official', 'clock', 'public', 'self']),
      official: orNull(id),
      name: orNull(text),
      body: orNull(text),
      duty: orNull(oneOf(DUTIES)),
      onBehalfOf: described(
        orNull(object({ official: id, name: text })),
        'Of a delegate: in whose duty they acted, who was away.',
      ),
    }),
    from: text,
    to: text,
    reason: orNull(object({ code: text, text: orNull(text), legalBasis: list(text) })),
    remarks: orNull(text),
    election: described(
      orNull(
        object({
          heldOn: day,
          votersDue: whole,
          votersPresent: whole,
          votesFor: whole,
          votesAgainst: whole,
          abstentions: whole,
        }),
      ),
      'The vote, of `record_election`.',
    ),
  },
  {
    items: described(
      list(object({ missing: text }, { about: text })),
      'Of `return_for_supplement`: all that was missing or wrong, numbered from 1 as they stand.',
    ),
    answers: described(
      list(object({ item: whole, supplied: text })),
      'Of `answer_supplement`: what was supplied for each.',
    ),
    considered: described(
      text,
      'Of `reject` and `revoke`: how what the unit and the candidate said to what was intended was taken into account (采纳情况).',
    ),
    noInterest: described(
      truth,
      'Of an act that decides, where it was stated: whoever did it has no interest in the case.',
    ),
  },
);
const action = object({
  act: oneOf(CASE_ACTS),
  name: described(words, 'The act as people call it.'),
  allowed: truth,
  reason: described(orNull(oneOf(REASON_CODES)), 'Why not; null when it is allowed.'),
  wantsNoInterest: described(
    truth,
    'Whether the act goes with the statement that you have no interest in the case: ask for it, and send `noInterest`.',
  ),
  reasons: described(
    list(object({ code: text, 'zh-CN': text, en: text }, { outcomes: list(oneOf(OUTCOMES)) })),
    'The reasons this act can be given; with `outcomes`, only for these.',
  ),
});
const standing = {
  id,
  state: text,
  version,
  dueAt: orNull(instant),
  overdue: truth,
  ended: truth,
};

export const OUTPUTS = {
  Health: object({ status: oneOf(['live', 'ready']) }),
  SessionOpened: object({
    token: described(text, 'Shown once.'),
    expiresAt: instant,
    official: id,
    passwordGiven: described(truth, 'Change the password before anything else: somebody else chose it.'),
  }),
  CurrentSession: object({ official: id, mandates: list(like('Mandate')), session: id, passwordGiven: truth }),
  OwnSessions: object({
    items: list(
      object({
        id,
        kind: oneOf(['session', 'token']),
        label: described(orNull(text), 'What a token is for.'),
        createdAt: instant,
        expiresAt: instant,
        current: described(truth, 'The one that asks.'),
      }),
    ),
  }),
  Mandate: object(
    { body: text, duty: oneOf(DUTIES) },
    {
      onBehalfOf: described(id, 'The official who is away and named you as delegate; left out of your own duties.'),
      away: described(truth, 'You are away: the duty rests.'),
    },
  ),
  AbsencePage: pageOf(
    object({
      id,
      officialId: id,
      name: text,
      from: described(day, 'The first day, in China.'),
      to: described(day, 'The last day.'),
      body: described(orNull(text), 'Null: from all reviews.'),
      duty: orNull(oneOf(REVIEW_DUTIES)),
      delegate: orNull(id),
      delegateName: orNull(text),
      declaredBy: id,
      declaredAt: instant,
      endedAt: orNull(instant),
      reason: described(orNull(text), 'Why somebody else declared it; only for these two.'),
    }),
  ),
  Entered: object({ id: described(text, 'The id of what was entered.') }),
  Changed: object({ version }, { id }),
  Body: object({
    id: text,
    name: text,
    jurisdiction: text,
    kinds: list(oneOf(BODY_KINDS)),
    note: orNull(text),
    department: orNull(oneOf(DEPARTMENTS)),
    calendar: orNull(text),
    creditCode: described(orNull(text), 'Unified social credit code; null where none was stated.'),
  }),
  BodyPage: pageOf(like('Body')),
  Shortages: object({
    items: list(
      object({
        body: text,
        name: text,
        jurisdiction: text,
        policy: text,
        step: text,
        needed: whole,
        there: described(whole, 'Who approves for the office today; a delegate counts once, whoever else they are.'),
        away: described(
          list(object({ official: id, name: text, to: described(day, 'The last day of the absence.') })),
          'Approvers of the office who are away today.',
        ),
      }),
    ),
  }),
  Official: object({ id, login: text, name: text, active: truth, version, mandates: list(like('Mandate')) }),
  OfficialPage: pageOf(like('Official')),
  Organisation: object(
    {
      id,
      name: text,
      kind: oneOf(ORGANISATION_KINDS),
      uscc: orNull(text),
      nameApproval: orNull(text),
      jurisdiction: text,
      regime: oneOf(REGIMES),
      charity: truth,
      industryAssociation: truth,
      bodies: map(BODY_FUNCTIONS, text),
      version,
    },
    {
      privatelyFunded: described(truth, 'Of a foundation; left out while nobody has stated it.'),
      school: described(truth, 'Of a social service institution; left out while nobody has stated it.'),
    },
  ),
  OrganisationPage: pageOf(like('Organisation')),
  Warning: object({
    candidate: orNull(whole),
    name: orNull(text),
    field: text,
    rule: oneOf(WARNING_RULES),
    source: text,
    facts: { type: 'object' },
  }),
  SlateDrafted: object({
    id,
    state: text,
    version,
    warnings: list(like('Warning')),
    checks: described(list(checkToCome), 'What would stand in the way later; it can be mended, or explained.'),
  }),
  SlateDiscarded: object({ id, state: text, version }),
  SlateSubmitted: object({
    id,
    state: text,
    version,
    policy: text,
    checks: described(
      list(checkToCome),
      'What stands in the way later by what was stated, or left out. Of the particulars of the slate nothing is stated after this.',
    ),
    cases: list(like('OpenedCase')),
  }),
  OpenedCase: object({ id, candidate: whole, posts, course: text, state: text, version }),
  CandidatesAdded: object({
    id,
    version,
    warnings: list(like('Warning')),
    checks: list(checkToCome),
    cases: list(like('OpenedCase')),
  }),
  SlatePage: pageOf(object(slate, { particulars })),
  SlateFile: object(
    {
      ...slate,
      organisation: orNull(like('Organisation')),
      candidates: list(
        object(
          {
            ordinal: whole,
            replaces: orNull(whole),
            person: object({ ...profile.fields, identity }, profile.optional),
            posts,
            fullTime: truth,
            terms,
            cases: list(object({ id, state: text, version, course: text })),
          },
          { declaration, informed },
        ),
      ),
    },
    { particulars },
  ),
  Roster: object({
    id,
    occasion: oneOf(OCCASIONS),
    termNumber: whole,
    version,
    policy: text,
    officers: described(orNull(whole), 'Officers when every seat is filled; null while it cannot be known.'),
    posts: described(
      list(
        object({
          post: oneOf(POSTS),
          seats: described(orNull(whole), 'Null: nobody stated them; 0 of a post that this slate does not fill.'),
          staying: whole,
          elected: whole,
          running: described(whole, 'Still in the running.'),
          vacant: described(orNull(whole), 'Seats for which nobody is left.'),
          contested: described(truth, 'More stand than there are seats.'),
          holders: described(
            list(object({ case: id, candidate: whole, name: text, elected: truth })),
            'Of those elected and in the running, whom you see.',
          ),
        }),
      ),
      'Who holds each post after this slate, or still can: posts that it stands for, whose seats were stated, or that somebody keeps or holds in this term. Of any other post nothing is vacant.',
    ),
    known: described(list(posts), 'Who holds posts by other slates of the term and does not stand on this one.'),
    council: orNull(council),
    become: object({
      lost: described(whole, 'Seats of officers for which nobody is left of those handed in, nor named since.'),
      changedBefore: described(
        orNull(whole),
        'Members of the council that other mid-term slates of the term changed; null if one did not state it.',
      ),
    }),
    checks: described(
      list(
        object({
          rule: text,
          check: oneOf(CHECKS),
          words,
          result: oneOf(CHECK_RESULTS),
          facts: { type: 'object' },
          blocks: list(oneOf(GATED_ACTS)),
          warns: list(oneOf(GATED_ACTS)),
        }),
      ),
      'What the checks of the roster come to now, for the candidates whom you see.',
    ),
  }),
  CaseSignatures: object({
    version,
    step: orNull(text),
    quorum: described(orNull(quorum), 'The rule of the policy; null where one approver decides.'),
    proposalRequired: truth,
    tally: described(
      orNull(object({ asked: whole, needed: whole, agreed: whole, disagreed: whole, waiting: whole })),
      'Of the binding signatures that stand.',
    ),
    count: described(orNull(oneOf(['agreed', 'not_agreed', 'open'])), 'What they come to so far.'),
    signatures: list(
      object({
        official: id,
        name: text,
        onBehalfOf: described(orNull(id), 'Of a delegate: in whose place they sign.'),
        step: text,
        weight: oneOf(SIGNATURE_WEIGHTS),
        vote: oneOf(['waiting', 'agree', 'disagree']),
        askedIn: described(
          orNull(whole),
          'Number of the act that asked; null where the system asks (`asks: all_approvers`), and no act has stored it yet.',
        ),
        signedIn: orNull(whole),
        endedIn: described(orNull(whole), 'Number of the act with which it ceased to count.'),
        stands: described(
          truth,
          'Whether it counts, or is waited for, now; false also of somebody who is away or kept from the case, before an act ends it.',
        ),
      }),
    ),
    mayBeAsked: list(
      object({ official: id, name: text, reason: described(orNull(text), 'Why not; null if they may.') }),
    ),
    missing: described(
      whole,
      'So many approvers the body lacks for its quorum, from the day on which the case reaches it: others are named, or those who are away come back. 0 where it can be met.',
    ),
    recused: described(
      list(
        object({
          official: id,
          name: text,
          ground: orNull(oneOf(RECUSAL_GROUNDS)),
          number: orNull(whole),
          interest: orNull(id),
          foundBy: described(
            orNull(oneOf(EMPLOYER_FOUND_BY)),
            'By what an office of theirs was found to employ the candidate; null of everything else.',
          ),
        }),
      ),
      'What keeps somebody from the case: a recusal, with its ground and the number of its act, or an interest that they declared, by its id. Told to themselves and to an approver of their body who may let them go on; to everybody else one line a person, all else null.',
    ),
  }),
  CaseStatements: object({
    version,
    intention: described(
      orNull(
        object({
          number: whole,
          before: oneOf(INTENDED_ACTS),
          reason: orNull(text),
          legalBasis: list(text),
          at: instant,
          unitHeard: truth,
          candidateHeard: orNull(truth),
          heard: truth,
        }),
      ),
      'What was told and stands: its words are those of the act of this number. `unitHeard`: the unit answered; `candidateHeard`: the candidate said to the body all that they want to say, null for the submitting side; `heard`: both, or the period passed.',
    ),
    statements: list(
      object({
        number: described(whole, 'Number of the act that brought it.'),
        side: oneOf(STATEMENT_SIDES),
        receivedOn: day,
        channel: described(orNull(oneOf(STATEMENT_CHANNELS)), 'Null of what came with the answer of the unit.'),
        text,
        last: described(truth, 'The candidate said that this is all they have to say.'),
      }),
    ),
  }),
  CaseCorrections: object({
    version,
    corrections: list(
      object({
        caseId: described(id, 'The case in which it was asked for.'),
        askedIn: described(whole, 'Number of the act that asked.'),
        side: described(oneOf(STATEMENT_SIDES), 'Who asked: the unit, or the candidate through a handler.'),
        suspends: described(truth, 'Whether decisions wait for it while it is open.'),
        changes: described(
          facts,
          'New values by field: `profile.name`, `contact.phone`, `full_time`, `terms.president` … Telephone and address are masked.',
        ),
        why: text,
        evidence: text,
        concludedIn: described(orNull(whole), 'Number of the act that concluded it.'),
        concludedAt: orNull(instant),
        outcome: orNull(oneOf(CORRECTION_OUTCOMES)),
        before: described(orNull(facts), 'What stood there before, if it was made; null where nothing did.'),
      }),
    ),
  }),
  Interests: object({
    items: list(
      object({
        id,
        officialId: id,
        ground: oneOf(RECUSAL_GROUNDS),
        about: object({
          kind: oneOf(['name', 'code', ...IDENTITY_TYPES]),
          value: described(text, 'A number with its middle masked.'),
        }),
        declaredAt: instant,
        endedAt: orNull(instant),
      }),
    ),
  }),
  InterestDeclared: object({ id }),
  CaseChecks: object({ version, policy: text, at: instant, checks: list(check) }),
  CaseInquiries: object({
    version,
    offered: described(
      list(
        object({
          inquiry: text,
          name: words,
          department: oneOf(DEPARTMENTS),
          bodies: described(list(object({ id: text, name: text })), 'The nearest first.'),
          questions: list(object({ id: text, words }, { check: oneOf(CHECKS) })),
          fields: described(list(text), 'All that the letter would say, by the names that stand in it.'),
          legalBasis: text,
          source: text,
          blocks: described(list(oneOf(BLOCKED_ACTS)), 'The acts that wait for the answer.'),
          suspends: described(
            orNull(text),
            'Until when the clock would stand still; null: it goes on, as for a letter that was taken back and is sent again.',
          ),
          required: described(truth, 'Whether the step can agree without.'),
        }),
      ),
      'What can be asked where the case stands.',
    ),
    items: list(
      object({
        id,
        inquiry: text,
        name: words,
        step: text,
        body: text,
        questions: list(question),
        fields: described(list(text), 'What the letter says of the candidate and the organisation.'),
        sentAt: instant,
        sentIn: described(whole, 'Number of the act.'),
        dueOn: day,
        provisional: truth,
        overdue: described(truth, 'No answer in time; that is no answer.'),
        status: inquiryStatus,
        endedAt: orNull(instant),
        endedIn: orNull(whole),
        overtakenIn: described(
          orNull(whole),
          'Number of the act that corrected the data by which it asked: what was answered counts no longer.',
        ),
        answer: orNull(inquiryAnswer),
        reminders: described(
          list(object({ reminder: text, duty: oneOf(DUTIES), sentAt: instant })),
          'Those that the department was sent.',
        ),
      }),
    ),
  }),
  InquiryPage: pageOf(
    object({
      id,
      name: words,
      from: text,
      to: text,
      sentAt: instant,
      dueOn: day,
      overdue: truth,
      status: inquiryStatus,
      version,
    }),
  ),
  Inquiry: object({
    id,
    status: inquiryStatus,
    overdue: truth,
    version,
    letter: object({
      id,
      name: words,
      from: object({ body: text, name: text }),
      to: object({ body: text, name: text }),
      sentOn: day,
      dueOn: day,
      legalBasis: text,
      questions: list(question),
      about: described(
        orNull(
          object(
            {},
            {
              name: text,
              sex: oneOf(['male', 'female']),
              birthDate: day,
              identity: described(object({ type: oneOf(IDENTITY_TYPES), number: text }), 'In full.'),
              employer: orNull(text),
              employerPost: orNull(text),
              posts,
              organisation: text,
              organisationCode: orNull(text),
            },
          ),
        ),
        'Null of a letter that was taken back or closed.',
      ),
    }),
    answer: orNull(inquiryAnswer),
  }),
  AnsweredInquiry: object({ id, status: inquiryStatus, version }),
  DeadlineAnswer: object({
    deadline: orNull(deadlineExplained),
    why: described(sentences, 'The same, told in sentences.'),
  }),
  WhyNot: object({
    version,
    act: oneOf(CASE_ACTS),
    official: id,
    allowed: truth,
    obstacles: described(
      list(object({ code: text, words, facts, lifts: sentences })),
      'All that stands in the way, the first of it as a refusal would say it, and what would lift each.',
    ),
  }),
  WhyRoute: object({ policy: text, route: text, completion: text, steps, why: sentences }),
  WhatIf: object({
    version,
    policy: text,
    steps: described(
      orNull(
        list(
          object({
            step: text,
            name: words,
            body: orNull(text),
            without: described(
              orNull(oneOf(['passed_over', 'refused'])),
              'Where the organisation names no such body: the step is passed over, or a slate like this would be refused.',
            ),
          }),
        ),
      ),
      'Null if that version has no route for the posts.',
    ),
    periods: described(
      list(object({ period: oneOf(ALL_PERIOD_KEYS), now: orNull(span), then: orNull(span) })),
      'Those that would be others.',
    ),
    due: described(
      orNull(object({ now: orNull(day), then: orNull(day), provisional: truth, left: span })),
      'The last day of the deadline that runs now, and what it would be: null while the clock stands still; `provisional`: beyond the last published calendar; `left`: what the present stretch would have of the period. Null if there is no deadline.',
    ),
    checks: described(
      list(
        object({
          rule: text,
          words,
          now: orNull(oneOf(CHECK_RESULTS)),
          then: orNull(oneOf(CHECK_RESULTS)),
          blocks: described(actsThen, 'The acts that wait until it is a pass, or answered for.'),
          warns: described(actsThen, 'The acts beside which it warns.'),
        }),
      ),
      'Those that would come to something else, or stand in the way of other acts; null where a version does not ask for one.',
    ),
    said: described(
      sentences,
      'The same, told in sentences; of another day, that deadlines are counted as they are today; and that nothing was supposed, where nothing was.',
    ),
  }),
  CaseStanding: object(standing, {
    approversMissing: described(
      whole,
      'Of an acceptance: so many approvers the body lacks for the quorum of the step; left out where it has enough.',
    ),
  }),
  CaseStandingPage: pageOf(like('CaseStanding')),
  ElectionRecorded: object({ cases: list(like('CaseStanding')) }),
  CaseFile: object({
    id,
    slateId: id,
    organisation: object({ id, name: text }),
    posts,
    state: text,
    stateName,
    step: orNull(text),
    version,
    ended: truth,
    overdue: truth,
    policy: text,
    course: text,
    bodies: map([...BODY_FUNCTIONS, 'submitting_body'], text),
    turnBody: orNull(text),
    assigned,
    deadline: described(orNull(deadline), 'Why it is due then.'),
    candidate: described(
      orNull(
        object({ ...profile.fields, identity, fullTime: truth, terms }, { ...profile.optional, declaration, informed }),
      ),
      'Null for an auditor.',
    ),
    replaces: orNull(id),
    replacedBy: orNull(id),
    history: list(historyLine),
    actions: described(list(action), 'What you may do now and, for what you may not, why not.'),
  }),
  Worklist: pageOf(
    object({
      id,
      slateId: id,
      organisation: text,
      candidate: text,
      posts,
      state: text,
      stateName,
      version,
      turnBody: orNull(text),
      dueAt: orNull(instant),
      overdue: truth,
      assigned,
      acts: described(list(oneOf(CASE_ACTS)), 'What you may do now.'),
    }),
  ),
  Objections: object({
    items: list(
      object({
        id,
        noticeId: id,
        caseId: id,
        identityClass: oneOf(IDENTITY_CLASSES),
        facts: text,
        receivedAt: instant,
        outcome: orNull(oneOf(OBJECTION_OUTCOMES)),
      }),
    ),
  }),
  ProcessingNotice: object({
    policy: text,
    version: described(text, 'To be given as `informed.version` of a candidate.'),
    text: object({ 'zh-CN': text, en: text }),
    source: described(text, 'The documents it rests on, or that no published rule was found.'),
  }),
  NoticePublished: object({ id, number: text, endsAt: instant, lastDay: day, cases: list(id) }),
  Notice: object({
    id,
    number: text,
    issuer: object({ id: text, name: text }),
    organisation: object({ name: text, kind: oneOf(ORGANISATION_KINDS), uscc: orNull(text) }),
    occasion: oneOf(OCCASIONS),
    lines: list(
      object({
        line: whole,
        name: text,
        sex: oneOf(['male', 'female']),
        birthMonth: described(text, 'YYYY-MM'),
        education: orNull(text),
        employer: orNull(text),
        employerPost: orNull(text),
        posts,
      }),
    ),
    publishedAt: instant,
    endsAt: instant,
    lastDay: day,
    howToObject: object({ 'zh-CN': text, en: text }),
    digest: described(text, 'SHA-256 of the notice as canonical JSON (RFC 8785), as it stands in the record.'),
    state: oneOf(['open', 'ended']),
  }),
  NoticePage: pageOf(like('Notice')),
  ObjectionReceived: object({
    receipt: described(text, 'Shown once; asks later what became of it.'),
    receivedAt: instant,
  }),
  ObjectionStatus: object({
    receivedAt: instant,
    outcome: orNull(oneOf(OBJECTION_OUTCOMES)),
    concludedAt: orNull(instant),
  }),
  RecordPage: pageOf(object({ chain: text, seq: whole, entry: text, hash: text })),
} satisfies Record<string, Schema>;

export type OutputName = keyof typeof OUTPUTS;

/** Every refusal (RFC 9457). Besides what is named here it holds the facts of its code. */
export const PROBLEM: Schema = {
  type: 'object',
  properties: {
    type: described(text, '`urn:renxuan:problem:<code>`'),
    title: described(text, 'What is wrong and what to do, in the language of Accept-Language.'),
    status: whole,
    code: described(oneOf(REASON_CODES), 'Stable: programs branch on it.'),
    instance: described(text, '`urn:renxuan:request:<id>`; the id stands in the log.'),
    errors: described(
      list(object({ field: text, problems: list(text) })),
      '`invalid_request`: every field that is wrong.',
    ),
    defects: described(list({ type: 'object' }), '`defects_found`: every defect, with candidate, field, rule, source.'),
    checks: described(
      list({ type: 'object' }),
      '`defects_found`: what would stand in the way later. `checks_in_the_way`: what does now.',
    ),
    state: described(text, '`out_of_turn` and `stale_version`: where the case stands now.'),
    acts: described(list(oneOf(CASE_ACTS)), '`out_of_turn`: what is possible instead.'),
    codes: described(list(text), 'The reasons that fit the act.'),
    retryAfter: described(whole, 'Seconds to wait.'),
  },
  required: ['type', 'title', 'status', 'code', 'instance'],
};
