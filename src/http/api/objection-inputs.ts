import { IDENTITY_CLASSES, type IdentityClass } from '../../objections/objection-row.js';
import { LongText, OneOf, Part, Text, WholeNumber } from './fields.js';

/** What the public says through a notice. */

export class ObjectorBody {
  @Text({ description: 'Name of the person or unit; sealed.', max: 100 })
  name!: string;

  @Text({ description: 'How to reach them; sealed.', max: 200 })
  contact!: string;
}

export class ObjectionBody {
  @WholeNumber({ description: 'Line of the notice.', min: 1, max: 200 })
  line!: number;

  @OneOf(IDENTITY_CLASSES, { description: '署名, 单位, 匿名.' })
  identityClass!: IdentityClass;

  @Part(() => ObjectorBody, { description: 'Who objects; left out when anonymous.', optional: true })
  objector?: ObjectorBody;

  @LongText({ description: 'The facts.', max: 5000 })
  facts!: string;
}
