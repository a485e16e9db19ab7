import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { OutputName } from './api/outputs.js';

/** Marks that the decorators of a route leave for the OpenAPI document; openapi.ts turns them into its words. */
export const MARKS = { answer: 'x-answer', refused: 'x-refused', public: 'x-public' } as const;

/**
 * What a route does, in a sentence, and which of the outputs it answers with; none for an empty answer.
 * @param refused statuses with which it refuses besides those that its headers, body and login bring along
 */
export const Does = (summary: string, answer: OutputName | null, ...refused: number[]) =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiExtension(MARKS.answer, answer ?? ''),
    ApiExtension(MARKS.refused, refused),
  );

/** Documents a header together with the parameter decorator that reads it, so that neither is there without the other. */
export const withHeader =
  (header: Parameters<typeof ApiHeader>[0]): ParameterDecorator =>
  (target, key) => {
    const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && method) ApiHeader(header)(target, key, method);
  };
