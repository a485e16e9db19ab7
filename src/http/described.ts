import { applyDecorators } from '@nestjs/common';
import type { ApiHeaderOptions } from '@nestjs/swagger';
import type { OutputName } from './api/outputs.js';
import { bySwagger } from './swagger.js';

/** Marks that the decorators of a route leave for the OpenAPI document; openapi.ts turns them into its words. */
export const MARKS = { answer: 'x-answer', refused: 'x-refused', public: 'x-public' } as const;

export const marked = (mark: (typeof MARKS)[keyof typeof MARKS], value: unknown) =>
  bySwagger(({ ApiExtension }) => ApiExtension(mark, value));

/** The heading that a controller's routes stand under. */
export const Tagged = (heading: string) => bySwagger(({ ApiTags }) => ApiTags(heading));

/**
 * What a route does, in a sentence, and which of the outputs it answers with; none for an empty answer.
 * @param refused statuses with which it refuses besides those that its headers, body and login bring along
 */
export const Does = (summary: string, answer: OutputName | null, ...refused: number[]) =>
  applyDecorators(
    bySwagger(({ ApiOperation }) => ApiOperation({ summary })),
    marked(MARKS.answer, answer ?? ''),
    marked(MARKS.refused, refused),
  );

/** Documents a header together with the parameter decorator that reads it, so that neither is there without the other. */
export const withHeader =
  (header: ApiHeaderOptions): ParameterDecorator =>
  (target, key) => {
    const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && method) bySwagger(({ ApiHeader }) => ApiHeader(header))(target, key, method);
  };
