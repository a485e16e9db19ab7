import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString, Matches, ValidateBy } from 'class-validator';
import { checkUscc } from '../../organisations/uscc.js';
import { documented, presence, type About } from './fields.js';

/** A UUID in lower case, as every id of ours is written. */
const AN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Different ids, at least one. */
export const Ids = (about: About & { max: number }) =>
  applyDecorators(
    ...presence(about),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(about.max),
    ArrayUnique(),
    IsString({ each: true }),
    Matches(AN_ID, { each: true, message: 'each of $property must be an id as the system gave it (a UUID)' }),
    documented(about, {
      type: 'array',
      minItems: 1,
      maxItems: about.max,
      uniqueItems: true,
      items: { type: 'string', format: 'uuid' },
    }),
  );

export const Id = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(AN_ID, {
      message: '$property must be an id as the system gave it (a UUID)',
    }),
    documented(about, { type: 'string', format: 'uuid' }),
  );

/** The id of a body: short, readable, chosen by the administrator. */
export const BodyId = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(/^[a-z][a-z0-9-]{1,39}$/, { message: '$property must be a body id such as zj-mzt' }),
    documented({ example: 'zj-kx', ...about }, { type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  );

/** Where a page of the worklist ended: a due instant and a case. */
export const WorklistPlace = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z~[0-9a-f-]{36}$/, { message: '$property must be the `next` of a page' }),
    documented(about, { type: 'string' }),
  );

/** A six-digit administrative division code (GB/T 2260). */
export const DivisionCode = (about: About) =>
  applyDecorators(
    IsString(),
    Matches(/^\d{6}$/, { message: '$property must be a six-digit administrative division code' }),
    documented({ example: '330000', ...about }, { type: 'string', pattern: '^\\d{6}$' }),
  );

const CODE_FORM = '^[0-9A-HJ-NPQRTUWXY]{18}$';

/** A unified social credit code, its form and its check characters (GB 32100): one wrong character would be another unit. */
export const CreditCode = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    ValidateBy({
      name: 'creditCode',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && new RegExp(CODE_FORM).test(value) && checkUscc(value).ok,
        defaultMessage: () =>
          '$property must be a unified social credit code of 18 characters, in capitals, whose check characters fit',
      },
    }),
    documented(about, { type: 'string', pattern: CODE_FORM }),
  );

/** A unified social credit code by its form (GB 32100); of another organisation, so nothing more is known of it. */
export const MemberUnitCode = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(new RegExp(CODE_FORM), {
      message: '$property must be a unified social credit code of 18 characters',
    }),
    documented({ example: '91330000MK0000011X', ...about }, { type: 'string', pattern: CODE_FORM }),
  );

/** A version of a policy: its jurisdiction and its first day of validity. */
export const PolicyId = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(/^\d{6}\/\d{4}-\d{2}-\d{2}$/, { message: '$property must be a version such as 330000/2026-07-01' }),
    documented(
      { example: '330000/2026-07-01', ...about },
      { type: 'string', pattern: '^\\d{6}/\\d{4}-\\d{2}-\\d{2}$' },
    ),
  );
