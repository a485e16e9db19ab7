import { BODY_KINDS, DEPARTMENTS, DUTIES, type BodyKind, type Department, type Duty } from '../../policy/terms.js';
import { OneOf, Parts, Password, SomeOf, Text, Truth } from './fields.js';
import { BodyId, CreditCode, DivisionCode } from './id-fields.js';

/** What an administrator enters in the directory: what is not written here is refused. */

export class BodyBody {
  @BodyId({ description: 'Id of the body, chosen once.' })
  id!: string;

  @Text({ description: 'Name of the office.', max: 100, shown: true })
  name!: string;

  @DivisionCode({ description: 'Jurisdiction.' })
  jurisdiction!: string;

  @SomeOf(BODY_KINDS, { description: 'What the office can be to an organisation.' })
  kinds!: BodyKind[];

  @OneOf(DEPARTMENTS, {
    description: 'Which department it is, of a `consulted_department`; left out of every other.',
    optional: true,
  })
  department?: Department;

  @Text({ description: 'A note.', max: 200, optional: true, shown: true })
  note?: string;
}

export class CalendarBody {
  @Text({
    description: 'Name of the calendar of a body (`policies/calendars/bodies`), null for the national one.',
    max: 40,
    nullable: true,
  })
  calendar!: string | null;
}

export class CreditCodeBody {
  @CreditCode({
    description: 'Unified social credit code (GB 32100), also of the unit it belongs to; null where none is known.',
    example: '11330000MB9900013T',
    nullable: true,
  })
  creditCode!: string | null;
}

export class MandateBody {
  @BodyId({ description: 'The body for which the duty is held.' })
  body!: string;

  @OneOf(DUTIES, { description: '申报 submitter, 经办 handler, 审批 approver, 审计 auditor, 管理 administrator.' })
  duty!: Duty;
}

const mandate = ({ body, duty }: MandateBody): string => `${body} ${duty}`;

export class OfficialBody {
  @Text({ description: 'Login.', max: 64 })
  login!: string;

  @Text({ description: 'Name of the official.', max: 50, shown: true })
  name!: string;

  @Password({ description: 'First password.' })
  password!: string;

  @Parts(() => MandateBody, { description: 'Duties.', min: 1, max: 50, unique: mandate })
  mandates!: MandateBody[];
}

export class DutiesBody {
  @Truth({ description: 'Whether the account can be used.' })
  active!: boolean;

  @Parts(() => MandateBody, { description: 'All duties from now on.', min: 1, max: 50, unique: mandate })
  mandates!: MandateBody[];
}
