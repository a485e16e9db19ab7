import { STATEMENT_CHANNELS, type StatementChannel } from '../../policy/terms.js';
import { LongText, OneOf, RealDay, Truth } from './fields.js';

/** What a candidate, or the unit for them, says and asks for. */

export class IntentionAnswerBody {
  @LongText({
    description: 'What the unit says. No identity or telephone numbers; stored encrypted.',
    max: 5000,
    optional: true,
  })
  unit?: string;

  @LongText({
    description:
      'What the candidate has the unit pass on, in their own words. No identity or telephone numbers; stored encrypted.',
    max: 5000,
    optional: true,
  })
  candidate?: string;

  @Truth({
    description: 'True if the unit has nothing to say (放弃陈述申辩); that is for itself alone.',
    optional: true,
  })
  waives?: boolean;
}

export class StatementBody {
  @LongText({
    description: 'What the candidate says, in their own words. No identity or telephone numbers; stored encrypted.',
    max: 5000,
  })
  text!: string;

  @RealDay({ description: 'The day on which it reached the body.', example: '2026-11-03' })
  receivedOn!: string;

  @OneOf(STATEMENT_CHANNELS, { description: '来信, 来访, 电话, 电子邮件.' })
  channel!: StatementChannel;

  @Truth({
    description:
      'True if the candidate said, in writing or in a signed record, that this is all they have to say: with the answer of the unit, the period is waited for no longer.',
    optional: true,
  })
  last?: boolean;
}
