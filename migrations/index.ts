import { FirstSchema0000000000001 } from './0001-first-schema.js';
import { LoginTries0000000000002 } from './0002-login-tries.js';
import { PoliciesUsed0000000000003 } from './0003-policies-used.js';
import { GivenPasswords0000000000004 } from './0004-given-passwords.js';
import { Indexes0000000000005 } from './0005-indexes.js';
import { SlateEditors0000000000006 } from './0006-slate-editors.js';
import { CandidatesAdded0000000000007 } from './0007-candidates-added.js';
import { DeadlineSpans0000000000008 } from './0008-deadline-spans.js';
import { Checks0000000000009 } from './0009-checks.js';
import { ResolvedVerdicts0000000000010 } from './0010-resolved-verdicts.js';
import { SignaturesAndRecusals0000000000011 } from './0011-signatures-and-recusals.js';
import { WaivedInterests0000000000012 } from './0012-waived-interests.js';
import { OrganisationSubjects0000000000013 } from './0013-organisation-subjects.js';
import { Absences0000000000014 } from './0014-absences.js';
import { Statements0000000000015 } from './0015-statements.js';
import { Corrections0000000000016 } from './0016-corrections.js';
import { ChosenFrom0000000000017 } from './0017-chosen-from.js';
import { Inquiries0000000000018 } from './0018-inquiries.js';
import { Reminders0000000000019 } from './0019-reminders.js';
import { BodyCalendars0000000000020 } from './0020-body-calendars.js';
import { Assignments0000000000021 } from './0021-assignments.js';
import { ReplacedCandidates0000000000022 } from './0022-replaced-candidates.js';
import { Informed0000000000023 } from './0023-informed.js';
import { LetterCalendars0000000000024 } from './0024-letter-calendars.js';
import { LetterReminders0000000000025 } from './0025-letter-reminders.js';
import { OrganisationParticulars0000000000027 } from './0027-organisation-particulars.js';
import { CaseEmployers0000000000030 } from './0030-case-employers.js';
import { LastStatements0000000000033 } from './0033-last-statements.js';
import { OvertakenFindings0000000000034 } from './0034-overtaken-findings.js';
import { VotesOfCases0000000000035 } from './0035-votes-of-cases.js';
import { CheaperWrites0000000000036 } from './0036-cheaper-writes.js';
import { CreditCodes0000000000038 } from './0038-credit-codes.js';
import { PastMandates0000000000041 } from './0041-past-mandates.js';
import { Papers0000000000043 } from './0043-papers.js';
import { ResolvedChecks0000000000044 } from './0044-resolved-checks.js';

/** In order. TypeORM reads a migration's number from the last 13 characters of its class name. */
export const MIGRATIONS = [
  FirstSchema0000000000001,
  LoginTries0000000000002,
  PoliciesUsed0000000000003,
  GivenPasswords0000000000004,
  Indexes0000000000005,
  SlateEditors0000000000006,
  CandidatesAdded0000000000007,
  DeadlineSpans0000000000008,
  Checks0000000000009,
  ResolvedVerdicts0000000000010,
  SignaturesAndRecusals0000000000011,
  WaivedInterests0000000000012,
  OrganisationSubjects0000000000013,
  Absences0000000000014,
  Statements0000000000015,
  Corrections0000000000016,
  ChosenFrom0000000000017,
  Inquiries0000000000018,
  Reminders0000000000019,
  BodyCalendars0000000000020,
  Assignments0000000000021,
  ReplacedCandidates0000000000022,
  Informed0000000000023,
  LetterCalendars0000000000024,
  LetterReminders0000000000025,
  OrganisationParticulars0000000000027,
  CaseEmployers0000000000030,
  LastStatements0000000000033,
  OvertakenFindings0000000000034,
  VotesOfCases0000000000035,
  CheaperWrites0000000000036,
  CreditCodes0000000000038,
  PastMandates0000000000041,
  Papers0000000000043,
  ResolvedChecks0000000000044,
];
