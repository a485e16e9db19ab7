import { applyDecorators } from '@nestjs/common';
import type { ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isDate } from '../../policy/working-days.js';
import { findIdentityNumbers } from '../../protected-fields/find-identity-numbers.js';
import { bySwagger } from '../swagger.js';

/**
 * The fields of requests. Each is validated and documented by one decorator, so that what OpenAPI says is what is
 * checked. Lengths are counted in characters as people count them (code points: 𠮷 is one).
 */
export interface About {
  readonly description: string;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly example?: unknown;
}

/** Left out is not the same as null: a field is null only where it says so. */
export const presence = ({ optional, nullable }: About) => [
  ...(optional === true ? [ValidateIf((_, value) => value !== undefined)] : []),
  ...(nullable === true ? [ValidateIf((_, value) => value !== null)] : []),
];

const property = (options: ApiPropertyOptions) => bySwagger(({ ApiProperty }) => ApiProperty(options));

export const documented = (about: About, schema: object) =>
  property({
    description: about.description,
    required: about.optional !== true,
    ...(about.example === undefined ? {} : { example: about.example }),
    ...(about.nullable === true ? { nullable: true } : {}),
    ...schema,
  });

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** Whole Unicode text without control characters: nothing that a database, a log line or a canonical form trips over. */
const wellFormed = (lines: boolean) =>
  ValidateBy({
    name: 'wellFormed',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'string' &&
        !/\p{Surrogate}/u.test(value) &&
        !(lines ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u).test(value),
      defaultMessage: () => '$property must be text without control characters or broken characters',
    },
  });

const codePoints = (min: number, max: number) =>
  ValidateBy({
    name: 'codePoints',
    constraints: [min, max],
    validator: {
      validate: (value: unknown) => {
        const length = typeof value === 'string' ? [...value].length : -1;
        return length >= min && length <= max;
      },
      defaultMessage: () => '$property must have $constraint1 to $constraint2 characters',
    },
  });

const noNumbersOfPersons = () =>
  ValidateBy({
    name: 'noNumbersOfPersons',
    validator: {
      validate: (value: unknown) => typeof value !== 'string' || findIdentityNumbers(value).length === 0,
      defaultMessage: () => '$property must hold no identity or telephone number: it is shown to others',
    },
  });

/**
 * A line of text, trimmed; at least one character unless `min` says 0.
 * `shown` marks what others read, a public notice perhaps: identity and telephone numbers have no place in it.
 */
export const Text = (about: About & { max: number; min?: number; shown?: boolean }) =>
  applyDecorators(
    ...presence(about),
    trimmed,
    IsString(),
    wellFormed(false),
    codePoints(about.min ?? 1, about.max),
    ...(about.shown === true ? [noNumbersOfPersons()] : []),
    documented(about, { type: 'string', minLength: about.min ?? 1, maxLength: about.max }),
  );

/** Text of several lines. */
export const LongText = (about: About & { max: number }) =>
  applyDecorators(
    ...presence(about),
    trimmed,
    IsString(),
    wellFormed(true),
    codePoints(1, about.max),
    documented(about, { type: 'string', minLength: 1, maxLength: about.max }),
  );

/** A list of lines of text. */
export const TextList = (about: About & { max: number; items: number }) =>
  applyDecorators(
    ...presence(about),
    IsArray(),
    ArrayMaxSize(about.items),
    IsString({ each: true }),
    Matches(new RegExp(`^[^\\p{Cc}\\p{Surrogate}]{1,${about.max}}$`, 'u'), {
      each: true,
      message: `each of $property must be text of 1 to ${about.max} characters`,
    }),
    documented(about, { type: 'array', maxItems: about.items, items: { type: 'string', maxLength: about.max } }),
  );

/** Secret text: not trimmed, never documented by example. */
export const Password = (about: About) =>
  applyDecorators(
    IsString(),
    wellFormed(false),
    codePoints(8, 200),
    documented(about, { type: 'string', format: 'password', minLength: 8, maxLength: 200 }),
  );

/** A code in small letters; which ones there are, the thing it belongs to says. */
export const Code = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(/^[a-z][a-z0-9_]{0,59}$/, { message: '$property must be a code in small letters, digits and underscores' }),
    documented(about, { type: 'string', pattern: '^[a-z][a-z0-9_]{0,59}$' }),
  );

/** Different codes, at least one. */
export const Codes = (about: About & { max: number }) =>
  applyDecorators(
    ...presence(about),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(about.max),
    ArrayUnique(),
    IsString({ each: true }),
    Matches(/^[a-z][a-z0-9_]{0,59}$/, { each: true, message: 'each of $property must be a code in small letters' }),
    documented(about, {
      type: 'array',
      minItems: 1,
      maxItems: about.max,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,59}$' },
    }),
  );

/** One word of a closed vocabulary. */
export const OneOf = (values: readonly string[], about: About) =>
  applyDecorators(...presence(about), IsIn(values), documented(about, { type: 'string', enum: [...values] }));

/** Different words of a closed vocabulary. */
export const SomeOf = (values: readonly string[], about: About & { min?: number }) =>
  applyDecorators(
    ...presence(about),
    IsArray(),
    ArrayMinSize(about.min ?? 1),
    ArrayUnique(),
    IsIn(values, { each: true }),
    documented(about, {
      type: 'array',
      minItems: about.min ?? 1,
      uniqueItems: true,
      items: { type: 'string', enum: [...values] },
    }),
  );

/** A day, YYYY-MM-DD. Whether the day exists is a rule of the thing it belongs to, and told as its defect. */
export const Day = (about: About) =>
  applyDecorators(
    ...presence(about),
    IsString(),
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a day written YYYY-MM-DD' }),
    documented({ example: '2030-12-27', ...about }, { type: 'string', format: 'date' }),
  );

/** A day that has been or will be. */
export const RealDay = (about: About) =>
  applyDecorators(
    Day(about),
    ValidateBy({
      name: 'realDay',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isDate(value),
        defaultMessage: () => '$property must be a day that exists',
      },
    }),
  );

export const WholeNumber = (about: About & { min: number; max: number }) =>
  applyDecorators(
    ...presence(about),
    IsInt(),
    Min(about.min),
    Max(about.max),
    documented(about, { type: 'integer', minimum: about.min, maximum: about.max }),
  );

/** A whole number in a query or a path, where everything arrives as text. */
export const WholeNumberText = (about: About & { min: number; max: number }) =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    WholeNumber(about),
  );

export const Truth = (about: About) =>
  applyDecorators(...presence(about), IsBoolean(), documented(about, { type: 'boolean' }));

/** A thing with fields of its own. */
export const Part = (type: () => new () => object, about: About) =>
  applyDecorators(
    ...presence(about),
    IsObject(),
    ValidateNested(),
    Type(type),
    // A function by the name `type` is how Nest knows a class that is to be looked up later.
    property({ description: about.description, required: about.optional !== true, type: () => type() }),
  );

/** A list of things with fields of their own; no two may be equal in what `unique` names. */
export const Parts = <T extends object>(
  type: () => new () => T,
  about: About & { min: number; max: number; unique?: (part: T) => string },
) =>
  applyDecorators(
    ...presence(about),
    IsArray(),
    ArrayMinSize(about.min),
    ArrayMaxSize(about.max),
    ...(about.unique ? [ArrayUnique(about.unique, { message: '$property must not name the same thing twice' })] : []),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
    property({
      description: about.description,
      required: about.optional !== true,
      type: () => type(),
      isArray: true,
      minItems: about.min,
      maxItems: about.max,
    }),
  );
