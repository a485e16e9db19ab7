import { Module, type DynamicModule, type InjectionToken, type Provider } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { Recorder } from './audit/record.js';
import { AddBody } from './bodies/add-body.js';
import { DeclareAbsence, EndAbsence } from './bodies/declare-absence.js';
import { GetAbsences } from './bodies/get-absences.js';
import { notInOffice } from './bodies/in-office.js';
import { SetCalendar } from './bodies/set-calendar.js';
import { SetCreditCode } from './bodies/set-credit-code.js';
import { AddOfficial } from './bodies/add-official.js';
import { ChangeDuties } from './bodies/change-duties.js';
import { GivePassword } from './bodies/give-password.js';
import { ActOnCase } from './cases/act-on-case.js';
import { RecuseFromInquiry } from './cases/recuse-from-inquiry.js';
import { AnswerInquiry } from './cases/answer-inquiry.js';
import { DueInquiries } from './cases/due-inquiries.js';
import { GetCaseInquiries } from './cases/get-inquiries.js';
import { GetInquiries, ReadInquiry } from './cases/read-inquiry.js';
import { InquiriesController } from './http/api/inquiries.controller.js';
import { GetCaseFile } from './cases/case-file.js';
import { GetCases } from './cases/cases-list.js';
import { GetChecks } from './cases/get-checks.js';
import { GetChain } from './cases/get-chain.js';
import { ConcludeObjection } from './cases/conclude-objection.js';
import { DueCases } from './cases/due-cases.js';
import { SendReminders } from './cases/send-reminders.js';
import { ExplainDeadline } from './cases/explain-deadline.js';
import { RecomputeInquiries } from './cases/recompute-inquiries.js';
import { RemindDepartments } from './cases/remind-departments.js';
import { RecomputeDeadlines } from './cases/recompute-deadlines.js';
import { GetObjections } from './cases/objections-of-case.js';
import { PolicyBook } from './cases/policy-book.js';
import { ReceiveObjection } from './cases/receive-objection.js';
import { GetWorklist } from './cases/worklist.js';
import type { Config } from './config.js';
import { Reader } from './database/reader.js';
import { WriteDoor } from './database/transactions.js';
import { ActorGuard, CookieSettings } from './http/actor.js';
import { CaseActsController } from './http/api/case-acts.controller.js';
import { CaseCorrectionsController } from './http/api/case-corrections.controller.js';
import { GetCorrections } from './cases/get-corrections.js';
import { ConcludeCorrection } from './slates/conclude-correction.js';
import { CaseRightsController } from './http/api/case-rights.controller.js';
import { CaseAssignmentsController } from './http/api/case-assignments.controller.js';
import { CaseSignaturesController } from './http/api/case-signatures.controller.js';
import { CaseSupplementsController } from './http/api/case-supplements.controller.js';
import { WhyController } from './http/api/why.controller.js';
import { WhyNot } from './cases/why-not.js';
import { WhyRoute } from './cases/why-route.js';
import { AskWhatIf } from './cases/what-if.js';
import { AbsencesController } from './http/api/absences.controller.js';
import { InterestsController } from './http/api/interests.controller.js';
import { DeclareInterest, EndInterest } from './bodies/declare-interest.js';
import { GetInterests } from './bodies/get-interests.js';
import { GetStatements } from './cases/get-statements.js';
import { GetShortages } from './cases/get-shortages.js';
import { GetSignatures } from './cases/get-signatures.js';
import { CaseChecksController } from './http/api/case-checks.controller.js';
import { CasesController } from './http/api/cases.controller.js';
import { DirectoryController } from './http/api/directory.controller.js';
import { NoticesController } from './http/api/notices.controller.js';
import { ProcessingNoticeController } from './http/api/processing-notice.controller.js';
import { RecordController } from './http/api/record.controller.js';
import { SessionsController } from './http/api/sessions.controller.js';
import { SlatesController } from './http/api/slates.controller.js';
import { HealthController, Readiness } from './http/health.controller.js';
import { Sessions } from './http/sessions.js';
import { Clock } from './kernel/clock.js';
import { ChangeOrganisation } from './organisations/change-organisation.js';
import { DeliverOutbox, type Receiver } from './outbox/deliver.js';
import type { Keys } from './protected-fields/keys.js';
import { AddCandidates } from './slates/add-candidates.js';
import { DiscardSlate } from './slates/discard-slate.js';
import { DraftSlate } from './slates/draft-slate.js';
import { GetRoster } from './slates/get-roster.js';
import { PublishNoticeForSlate } from './slates/publish-notice-for-slate.js';
import { RecordElection } from './slates/record-election.js';
import { GetSlate } from './slates/slate-file.js';
import { SubmitSlate } from './slates/submit-slate.js';

/** What must stand before the application can be put together: opened, migrated, read and checked. */
export interface Foundation {
  readonly config: Config;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly book: PolicyBook;
  readonly writer: DataSource;
  readonly reader: DataSource;
  readonly receiver: Receiver;
}

const KEYS = Symbol('keys of the protected fields');
const CALENDARS = Symbol('names of the calendars that bodies can have');
const NOT_IN_OFFICE = Symbol('whose duty was taken away, or rests');
const RECEIVER = Symbol('receiver of outbox messages');

/** A class and what its constructor is given, in order. The classes themselves know nothing of Nest. */
const made = (type: new (...parts: never[]) => object, ...inject: InjectionToken[]): Provider => ({
  provide: type,
  inject,
  useFactory: (...parts: never[]) => new type(...parts),
});

/** What the routes and the timers call. */
const COMMANDS_AND_QUERIES: Provider[] = [
  made(ActorGuard, Sessions, Reflector, CookieSettings),
  made(AddBody, Recorder),
  made(SetCalendar, Recorder, CALENDARS),
  made(SetCreditCode, Recorder),
  made(AddOfficial, Recorder),
  made(ChangeDuties, Recorder),
  made(GivePassword, Recorder),
  made(EndInterest, Recorder),
  made(GetInterests, Reader, KEYS),
  made(DeclareAbsence, Recorder, KEYS),
  made(EndAbsence, Recorder),
  made(GetAbsences, Reader, KEYS, Clock),
  made(ChangeOrganisation, Recorder, KEYS),
  made(DraftSlate, Recorder, PolicyBook, KEYS),
  made(DiscardSlate, Recorder, KEYS),
  made(SubmitSlate, Recorder, PolicyBook, KEYS),
  made(AddCandidates, Recorder, PolicyBook, KEYS),
  made(PublishNoticeForSlate, Recorder, PolicyBook, KEYS),
  made(RecordElection, Recorder, PolicyBook, KEYS),
  made(GetSlate, Reader, KEYS),
  made(GetRoster, Reader, PolicyBook, KEYS, Clock),
  made(ActOnCase, Recorder, PolicyBook, KEYS),
  made(ConcludeObjection, Recorder, PolicyBook, KEYS),
  made(ReceiveObjection, Recorder, PolicyBook, KEYS),
  made(GetCaseFile, Reader, PolicyBook, KEYS, Clock),
  made(WhyNot, Reader, PolicyBook, KEYS, Clock),
  made(WhyRoute, Reader, PolicyBook),
  made(AskWhatIf, Reader, PolicyBook, KEYS, Clock),
  made(GetSignatures, Reader, PolicyBook, Clock),
  made(GetShortages, Reader, PolicyBook, Clock),
  made(GetStatements, Reader, PolicyBook, KEYS),
  made(GetCorrections, Reader, PolicyBook, KEYS),
  made(ConcludeCorrection, Recorder, PolicyBook, KEYS),
  made(GetChecks, Reader, PolicyBook, KEYS, Clock),
  made(ExplainDeadline, Reader, PolicyBook, KEYS, Clock),
  made(GetCases, Reader),
  made(GetChain, Reader),
  made(GetObjections, Reader, PolicyBook, KEYS),
  made(GetWorklist, Reader, PolicyBook, KEYS, Clock),
  made(GetCaseInquiries, Reader, PolicyBook, KEYS, Clock),
  made(GetInquiries, Reader, PolicyBook),
  made(ReadInquiry, Recorder, PolicyBook, KEYS),
  made(AnswerInquiry, Recorder, PolicyBook, KEYS),
  made(RecuseFromInquiry, Recorder, PolicyBook, KEYS),
  made(RemindDepartments, Recorder, Reader, PolicyBook, Clock),
  made(DueInquiries, Recorder, Reader, PolicyBook, Clock, RemindDepartments),
  made(SendReminders, Recorder, Reader, PolicyBook, Clock),
  made(DueCases, Recorder, Reader, PolicyBook, KEYS, Clock, DueInquiries, SendReminders),
  made(RecomputeInquiries, Recorder, Reader, PolicyBook, Clock),
  made(RecomputeDeadlines, Recorder, Reader, PolicyBook, Clock, RecomputeInquiries),
];

/** Puts the house together: the one place where it is written who is given what. */
@Module({})
export class AppModule {
  static on({ config, clock, keys, book, writer, reader, receiver }: Foundation): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        HealthController,
        SessionsController,
        DirectoryController,
        SlatesController,
        CasesController,
        CaseActsController,
        CaseChecksController,
        CaseSignaturesController,
        CaseAssignmentsController,
        CaseSupplementsController,
        CaseRightsController,
        CaseCorrectionsController,
        WhyController,
        InquiriesController,
        NoticesController,
        ProcessingNoticeController,
        RecordController,
        InterestsController,
        AbsencesController,
      ],
      providers: [
        { provide: Clock, useValue: clock },
        { provide: KEYS, useValue: keys },
        { provide: NOT_IN_OFFICE, useValue: notInOffice },
        { provide: RECEIVER, useValue: receiver },
        { provide: PolicyBook, useValue: book },
        { provide: CALENDARS, useValue: book.calendarNames },
        { provide: CookieSettings, useValue: CookieSettings.from(config) },
        { provide: Reader, useValue: new Reader(reader, config.databaseUrl) },
        { provide: WriteDoor, useValue: new WriteDoor(writer, config.databaseUrl) },
        made(Readiness),
        made(Recorder, WriteDoor, Reader, Clock, KEYS, NOT_IN_OFFICE),
        made(DeliverOutbox, WriteDoor, Reader, Clock, RECEIVER),
        {
          provide: Sessions,
          inject: [Recorder, Reader, Clock],
          useFactory: (recorder: Recorder, read: Reader, time: Clock) =>
            new Sessions(recorder, read, time, config.sessionHours),
        },
        {
          provide: DeclareInterest,
          inject: [Recorder, KEYS],
          useFactory: (recorder: Recorder, its: Keys) =>
            new DeclareInterest(recorder, its, { aDay: config.interestsADay, atMost: config.interestsAtMost }),
        },
        ...COMMANDS_AND_QUERIES,
      ],
    };
  }
}
