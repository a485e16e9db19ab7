import { ValidationPipe, type INestApplication, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { findIdentityNumbers } from '../protected-fields/find-identity-numbers.js';
import { Refused } from './refused.js';

/** One pipe for all routes: what is not declared is refused, and every fault is named at once. */
export const inputPipe = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors: ValidationError[]) =>
      Refused.because('invalid_request', { errors: errors.flatMap((error) => faultsIn(error, '')).slice(0, FAULTS) }),
  });

/**
 * With each validation class-validator goes through all classes there are for those that an input inherits from, which
 * takes longer with every class. The rules of a class do not change once it is loaded: asked as our
 * pipe asks, they are looked up once.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  const lookUp = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<typeof lookUp>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || groups) return lookUp(target, schema, always, strictGroups, groups);
    const rules = known.get(target) ?? lookUp(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
}

rememberRules(); // once for the process, whose classes they are

/** As many faults as somebody can read; more would make a large answer out of a small request. */
const FAULTS = 100;

/** Field and problems, never the value: it may be anything, an identity number too. Nor such a number as a name. */
function faultsIn(
  { property, value, constraints, children }: ValidationError,
  path: string,
): { field: string; problems: string[] }[] {
  const name = findIdentityNumbers(property).length > 0 ? '(number)' : property.slice(0, 60);
  const field = path === '' ? name : `${path}.${name}`;
  const { whitelistValidation: unknown, ...others } = constraints ?? {};
  // Of a field that is not there, nothing else needs to be said.
  const wrong = value === undefined && Object.keys(others).length > 0 ? ['is missing'] : Object.values(others);
  const problems = [...(unknown === undefined ? [] : ['is not a field of this request']), ...wrong];
  const own = problems.length > 0 ? [{ field, problems }] : [];
  return [...own, ...(children ?? []).flatMap((child) => faultsIn(child, field))];
}

/** Kinds of route parameters in Nest's metadata (`RouteParamtypes`) that carry a client's input. */
const INPUTS: Readonly<Record<string, string>> = { '3': 'body', '4': 'query', '5': 'param' };

/**
 * Refuses to start while a route takes input that nobody checks: a body, query or parameter without an input class, or
 * a single property picked out of one.
 */
export function assertInputsChecked(app: INestApplication): void {
  const unchecked: string[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype === 'function') unchecked.push(...uncheckedIn(metatype as Type));
    }
  }
  if (unchecked.length > 0) {
    throw new Error(`Routes with input that no class checks:\n  ${unchecked.join('\n  ')}\nGive each an input class.`);
  }
}

export function uncheckedIn(controller: Type): string[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((handler) => {
    const declared = (Reflect.getMetadata('__routeArguments__', controller, handler) ?? {}) as Record<
      string,
      { index: number; data?: unknown }
    >;
    const types = (Reflect.getMetadata('design:paramtypes', prototype, handler) ?? []) as unknown[];
    return Object.entries(declared).flatMap(([key, { index, data }]) => {
      const kind = INPUTS[key.split(':')[0] ?? ''];
      if (kind === undefined || (data === undefined && isChecked(types[index]))) return [];
      return [`${controller.name}.${handler}: ${kind}`];
    });
  });
}

const isChecked = (type: unknown): boolean =>
  typeof type === 'function' && getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0;
