import { IDENTITY_TYPES, RECUSAL_GROUNDS, type IdentityType, type RecusalGround } from '../../policy/terms.js';
import { OneOf, Part, Text } from './fields.js';

/** What an official declares of themselves: what is not written here is refused. */

export class InterestAboutBody {
  @OneOf(['name', 'code', ...IDENTITY_TYPES], {
    description: 'An organisation or employer by its name or its code, or a person by an identity document.',
  })
  kind!: 'name' | 'code' | IdentityType;

  @Text({ description: 'The name, code or number; stored encrypted.', max: 100 })
  value!: string;
}

export class InterestBody {
  @OneOf(RECUSAL_GROUNDS, { description: '本人, 亲属, 同一单位, 其他利害关系, 其他.' })
  ground!: RecusalGround;

  @Part(() => InterestAboutBody, { description: 'In what, or whom.' })
  about!: InterestAboutBody;
}
