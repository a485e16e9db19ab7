import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { findAbsence } from '../../bodies/absence-row.js';
import { DeclareAbsence, EndAbsence } from '../../bodies/declare-absence.js';
import { GetAbsences } from '../../bodies/get-absences.js';
import { findOfficial } from '../../bodies/official-row.js';
import { Reader } from '../../database/reader.js';
import { isRefusal, refuse, type Refusal } from '../../kernel/refusal.js';
import { holds, type Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { administratorFor } from '../administrator.js';
import { Idempotency } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { AbsenceBody } from './absence-inputs.js';
import { page } from './page.js';
import { IdParam, PageQuery } from './params.js';

/** 请假、委托代理: who is away, from what, and who acts in their place. */
@Tagged('absences')
@Controller('absences')
export class AbsencesController {
  constructor(
    private readonly reader: Reader,
    private readonly declareAbsence: DeclareAbsence,
    private readonly endAbsence: EndAbsence,
    private readonly getAbsences: GetAbsences,
  ) {}

  @Does(
    'Who is away or will be: you, whom you stand in for, your colleagues where you review; for an administrator, the officials of the jurisdiction.',
    'AbsencePage',
  )
  @Get()
  async list(@Acting() actor: Official, @Query() { after, limit }: PageQuery) {
    return page(await this.getAbsences.execute(actor, after ?? '', limit ?? 50), limit ?? 50);
  }

  @Does(
    'Declares that you are away from one day to another, with or without a delegate; an administrator declares it for others.',
    'Entered',
    422,
  )
  @Post()
  async declare(@Acting() actor: Official, @Body() body: AbsenceBody, @Idempotency() key?: IdempotencyKey) {
    const { official = actor.id, from, to, body: at = null, duty = null, delegate = null, reason } = body;
    const by = await this.declarer(actor, official);
    if (isRefusal(by)) return by;
    if ((by.kind === 'official') !== (reason !== undefined)) return refuse('absence_reason', { official });
    if (duty !== null && at === null) return refuse('absence_without_duty');
    const stated = { officialId: official, from, to, body: at, duty, delegate };
    return this.declareAbsence.execute(by, stated, reason, key);
  }

  @Does('The absence is over before its last day: whoever was away acts again, and no delegate does.', 'Entered')
  @Post(':id/end')
  @HttpCode(200)
  async end(@Acting() actor: Official, @Param() { id }: IdParam, @Idempotency() key?: IdempotencyKey) {
    const absence = await findAbsence(this.reader, id);
    const by = absence ? await this.declarer(actor, absence.officialId) : refuse('not_found');
    return isRefusal(by) ? by : this.endAbsence.execute(by, id, key);
  }

  /** Everybody for themselves, an administrator for whom they keep the directory; others do not exist. */
  private async declarer(actor: Official, official: string) {
    if (official === actor.id) return { kind: 'self', id: actor.id } as const;
    const account = holds(actor, 'administrator') ? await findOfficial(this.reader, official) : undefined;
    const notThere: Refusal = refuse('not_found');
    return account
      ? administratorFor(
          this.reader,
          actor,
          account.mandates.map(({ body }) => body),
        )
      : notThere;
  }
}
