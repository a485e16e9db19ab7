import { REVIEW_DUTIES, type ReviewDuty } from '../../policy/terms.js';
import { LongText, OneOf, RealDay } from './fields.js';
import { BodyId, Id } from './id-fields.js';

/** Who is away: what is not written here is refused. */
export class AbsenceBody {
  @RealDay({ description: 'The first day, in China; today or later.', example: '2030-12-23' })
  from!: string;

  @RealDay({ description: 'The last day.' })
  to!: string;

  @BodyId({ description: 'From the reviews of this body only; from all if left out.', optional: true })
  body?: string;

  @OneOf(REVIEW_DUTIES, { description: 'From this duty at the body only.', optional: true })
  duty?: ReviewDuty;

  @Id({
    description: 'Who acts in these duties meanwhile (代理): somebody who reviews for the same body, and is there.',
    optional: true,
  })
  delegate?: string;

  @Id({ description: 'Who is away; you if left out. Others only by an administrator.', optional: true })
  official?: string;

  @LongText({
    description: 'Why somebody else declares it; only for others. Stored encrypted.',
    max: 500,
    optional: true,
  })
  reason?: string;
}
