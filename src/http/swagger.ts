import type * as Swagger from '@nestjs/swagger';

type AnyDecorator = (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => void;

const noted: ((swagger: typeof Swagger) => void)[] = [];

/**
 * A decorator of @nestjs/swagger, put on when the document is first asked for. The package and what it imports are 540
 * modules, a quarter of all that a start would load, and most starts are never asked (docs/benchmarks.md).
 */
export const bySwagger =
  (decorator: (swagger: typeof Swagger) => unknown): ClassDecorator & MethodDecorator & PropertyDecorator =>
  (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) =>
    void noted.push((swagger) => (decorator(swagger) as AnyDecorator)(target, key, descriptor));

/** The package, once every decorator is put on. */
export async function swaggerWithDecorators(): Promise<typeof Swagger> {
  const swagger = await import('@nestjs/swagger');
  for (const putOn of noted.splice(0)) putOn(swagger);
  return swagger;
}
