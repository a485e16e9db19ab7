import { Controller, Get, Param, Query } from '@nestjs/common';
import { ExplainDeadline } from '../../cases/explain-deadline.js';
import { whyDue } from '../../cases/why-due.js';
import { WhyNot } from '../../cases/why-not.js';
import { WhyRoute } from '../../cases/why-route.js';
import { AskWhatIf } from '../../cases/what-if.js';
import { isRefusal } from '../../kernel/refusal.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { inWords, obstacleInWords } from '../sentences.js';
import { IdParam, WhatIfQuery, WhyNotQuery } from './params.js';

/** Why things are as they are, in sentences of both languages. */
@Tagged('cases')
@Controller('cases/:id')
export class WhyController {
  constructor(
    private readonly explainDeadline: ExplainDeadline,
    private readonly whyNot: WhyNot,
    private readonly whyRoute: WhyRoute,
    private readonly askWhatIf: AskWhatIf,
  ) {}

  @Does(
    'Why the case is due when it is: the period and its source, each day that was not counted, and when the clock stood still; the same in sentences.',
    'DeadlineAnswer',
  )
  @Get('deadline')
  async deadline(@Acting() actor: Official, @Param() { id }: IdParam) {
    const answer = await this.explainDeadline.execute(actor, id);
    if (isRefusal(answer)) return answer;
    return { ...answer, why: answer.deadline ? whyDue(answer.deadline).map(inWords) : [] };
  }

  @Does(
    'Why you, or a colleague, may not do an act now: all that stands in the way at once, and who or what would lift it.',
    'WhyNot',
  )
  @Get('why-not')
  async not(@Acting() actor: Official, @Param() { id }: IdParam, @Query() { act, official }: WhyNotQuery) {
    const answer = await this.whyNot.execute(actor, id, act, official);
    if (isRefusal(answer)) return answer;
    const obstacles = answer.obstacles.map(({ code, facts, lifts }) => ({
      code,
      words: obstacleInWords(code),
      facts,
      lifts: lifts.map(inWords),
    }));
    return { ...answer, obstacles };
  }

  @Does(
    'Why the case goes the way it goes: the version of the policy, the route, the bodies, and how it ends.',
    'WhyRoute',
  )
  @Get('why-route')
  async route(@Acting() actor: Official, @Param() { id }: IdParam) {
    const answer = await this.whyRoute.execute(actor, id);
    return isRefusal(answer) ? answer : { ...answer, why: answer.why.map(inWords) };
  }

  @Does(
    'What would be otherwise on another day, of the vote or of the decision, or under another version of a policy. Nothing is changed.',
    'WhatIf',
    422,
  )
  @Get('what-if')
  async whatIf(@Acting() actor: Official, @Param() { id }: IdParam, @Query() { heldOn, askedOn, policy }: WhatIfQuery) {
    const answer = await this.askWhatIf.execute(actor, id, {
      ...(heldOn === undefined ? {} : { heldOn }),
      ...(askedOn === undefined ? {} : { askedOn }),
      ...(policy === undefined ? {} : { policy }),
    });
    return isRefusal(answer) ? answer : { ...answer, said: answer.said.map(inWords) };
  }
}
