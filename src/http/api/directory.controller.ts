import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { AddBody } from '../../bodies/add-body.js';
import { AddOfficial } from '../../bodies/add-official.js';
import { SetCalendar } from '../../bodies/set-calendar.js';
import { SetCreditCode } from '../../bodies/set-credit-code.js';
import { findBodies, listBodies } from '../../bodies/body-row.js';
import { RecomputeDeadlines } from '../../cases/recompute-deadlines.js';
import { ChangeDuties } from '../../bodies/change-duties.js';
import { GivePassword } from '../../bodies/give-password.js';
import { findOfficial, listOfficials } from '../../bodies/official-row.js';
import { GetShortages } from '../../cases/get-shortages.js';
import { Reader } from '../../database/reader.js';
import { isRefusal, refuse } from '../../kernel/refusal.js';
import { ChangeOrganisation } from '../../organisations/change-organisation.js';
import { findOrganisation, listOrganisations } from '../../organisations/organisation-row.js';
import type { Mandate, Official } from '../../policy/actor.js';
import { administers } from '../../policy/sight.js';
import { Acting, For } from '../actor.js';
import { administratorFor } from '../administrator.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { hashPassword } from '../passwords.js';
import { BodyBody, CalendarBody, CreditCodeBody, DutiesBody, OfficialBody } from './directory-inputs.js';
import { BodyIdParam, BodyPageQuery, IdParam, PageQuery } from './params.js';
import { GivenPasswordBody } from './session-inputs.js';
import { OrganisationBody } from './slate-inputs.js';
import { page } from './page.js';
import { organisationOf } from './slate-of.js';
import { bodiesOf, particularsOf } from '../../slates/slate-input.js';

const bodyIn = ({ body }: Mandate): string => body;

@Tagged('directory')
@Controller()
export class DirectoryController {
  constructor(
    private readonly reader: Reader,
    private readonly addBody: AddBody,
    private readonly setCalendar: SetCalendar,
    private readonly setCreditCode: SetCreditCode,
    private readonly recomputeDeadlines: RecomputeDeadlines,
    private readonly addOfficial: AddOfficial,
    private readonly changeDuties: ChangeDuties,
    private readonly givePassword: GivePassword,
    private readonly changeOrganisation: ChangeOrganisation,
    private readonly getShortages: GetShortages,
  ) {}

  @Does('The offices, in order of id.', 'BodyPage')
  @Get('bodies')
  async bodies(@Query() { after, limit }: BodyPageQuery) {
    return page(await listBodies(this.reader, after ?? '', limit ?? 50), limit ?? 50);
  }

  @Does('An office.', 'Body')
  @Get('bodies/:id')
  async body(@Param() { id }: BodyIdParam) {
    return (await findBodies(this.reader, [id]))[0] ?? refuse('not_found');
  }

  @Does(
    'Steps that an office has too few approvers for, as the policies in force have it, of the offices whose directory the administrator keeps.',
    'Shortages',
  )
  @For('administrator')
  @Get('directory/shortages')
  async shortages(@Acting() actor: Official) {
    const own = await findBodies(
      this.reader,
      actor.mandates.filter(({ duty }) => duty === 'administrator').map(bodyIn),
    );
    const kept = (place: string) => own.some(({ jurisdiction }) => administers(jurisdiction, place));
    return { items: (await this.getShortages.execute()).filter(({ jurisdiction }) => kept(jurisdiction)) };
  }

  @Does('Enters an office.', 'Entered')
  @For('administrator')
  @Post('bodies')
  async enterBody(@Acting() actor: Official, @Body() body: BodyBody, @Idempotency() key?: IdempotencyKey) {
    const { id, name, jurisdiction, kinds, note, department } = body;
    const by = await administratorFor(this.reader, actor, [], [jurisdiction]);
    return this.addBody.execute(
      by,
      { id, name, jurisdiction, kinds, note: note ?? null, department: department ?? null },
      key,
    );
  }

  @Does(
    'Gives an office a calendar of its own, with local holidays and days on which it is closed; deadlines that run there, and those that begin, are counted by it: one that is certain moves later, never earlier.',
    'Entered',
  )
  @For('administrator')
  @Put('bodies/:id/calendar')
  async setBodyCalendar(
    @Acting() actor: Official,
    @Param() { id }: BodyIdParam,
    @Body() { calendar }: CalendarBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const by = await administratorFor(this.reader, actor, [id]);
    const set = await this.setCalendar.execute(by, id, calendar, key);
    // What runs there follows at once, each end on record; what is not reached now, the hourly round reaches.
    if (!isRefusal(set)) await this.recomputeDeadlines.execute();
    return set;
  }

  @Does(
    'States the unified social credit code of an office; by it, rather than by its name, it is found where it employs a candidate, in cases from then on.',
    'Entered',
  )
  @For('administrator')
  @Put('bodies/:id/credit-code')
  async setBodyCreditCode(
    @Acting() actor: Official,
    @Param() { id }: BodyIdParam,
    @Body() { creditCode }: CreditCodeBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.setCreditCode.execute(await administratorFor(this.reader, actor, [id]), id, creditCode, key);
  }

  @Does('The officials with their duties, in order of entry.', 'OfficialPage')
  @For('administrator')
  @Get('officials')
  async officials(@Query() { after, limit }: PageQuery) {
    return page(await listOfficials(this.reader, after ?? '', limit ?? 50), limit ?? 50);
  }

  @Does('An official with their duties.', 'Official')
  @For('administrator')
  @Get('officials/:id')
  async official(@Param() { id }: IdParam) {
    return (await findOfficial(this.reader, id)) ?? refuse('not_found');
  }

  @Does('Opens an account.', 'Entered')
  @For('administrator')
  @Post('officials')
  async enterOfficial(@Acting() actor: Official, @Body() body: OfficialBody, @Idempotency() key?: IdempotencyKey) {
    const { login, name, mandates, password } = body;
    const by = await administratorFor(this.reader, actor, mandates.map(bodyIn));
    const passwordHash = await hashPassword(password);
    return this.addOfficial.execute(by, { login, name, mandates, passwordHash, passwordGiven: true }, key);
  }

  @Does('Gives an official who forgot theirs another password, to be changed by its owner at once.', 'Entered')
  @For('administrator')
  @Put('officials/:id/password')
  async setPassword(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @Body() { password }: GivenPasswordBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const by = await administratorFor(this.reader, actor, await this.bodiesOfOfficial(id));
    const passwordHash = await hashPassword(password);
    return this.givePassword.execute(by, id, passwordHash, key);
  }

  @Does('Gives an official other duties, or closes the account.', 'Changed')
  @For('administrator')
  @Put('officials/:id/duties')
  async setDuties(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { active, mandates }: DutiesBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const change = { officialId: id, expectedVersion, active, mandates };
    const bodies = [...mandates.map(bodyIn), ...(await this.bodiesOfOfficial(id))];
    return this.changeDuties.execute(await administratorFor(this.reader, actor, bodies), change, key);
  }

  @Does('The organisations, in order of entry.', 'OrganisationPage')
  @Get('organisations')
  async organisations(@Query() { after, limit }: PageQuery) {
    return page(await listOrganisations(this.reader, after ?? '', limit ?? 50), limit ?? 50);
  }

  @Does('An organisation.', 'Organisation')
  @Get('organisations/:id')
  async organisation(@Param() { id }: IdParam) {
    return (await findOrganisation(this.reader, id)) ?? refuse('not_found');
  }

  @Does("Writes an organisation's particulars anew, whole.", 'Changed')
  @For('administrator')
  @Put('organisations/:id')
  async change(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() body: OrganisationBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const organisation = organisationOf(body);
    const bodies = bodiesOf(organisation);
    const known = (await findBodies(this.reader, Object.values(bodies))).map((found) => found.id);
    const unknown = Object.values(bodies).filter((named) => !known.includes(named));
    if (unknown.length > 0) return refuse('body_unknown', { bodies: unknown });
    const { name, kind, uscc, nameApproval, jurisdiction, regime, charity, industryAssociation } = organisation;
    const frame = { id, name, kind, uscc, nameApproval, jurisdiction, regime, charity, industryAssociation };
    const stated = { ...frame, ...particularsOf(organisation), bodies };
    const before = await findOrganisation(this.reader, id);
    const by = await administratorFor(this.reader, actor, [], [jurisdiction, before?.jurisdiction ?? jurisdiction]);
    return this.changeOrganisation.execute(by, { ...stated, expectedVersion }, key);
  }

  private async bodiesOfOfficial(id: string): Promise<string[]> {
    return (await findOfficial(this.reader, id))?.mandates.map(bodyIn) ?? [];
  }
}
