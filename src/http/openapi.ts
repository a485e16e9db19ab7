import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { REFUSALS } from './refusals.js';

/** OpenAPI 3.1 at /api/openapi.json, Swagger UI at /api/docs; built when first asked for. */
export function describeApi(app: INestApplication): void {
  const frame = new DocumentBuilder()
    .setTitle('Renxuan 人选')
    .setDescription(
      'Vetting of candidates for leading posts of social organisations. Errors are problem details (RFC 9457); ' +
        `their \`code\` is one of: ${Object.keys(REFUSALS).join(', ')}. Decisions take the version they were made on in ` +
        '`If-Match`; every POST takes an `Idempotency-Key`.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => inVersion31(SwaggerModule.createDocument(app, frame)), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}

/** Nest writes `nullable: true`, a word of OpenAPI 3.0; in 3.1 null is one of the types. */
function inVersion31<Document extends object>(document: Document): Document {
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== 'object' || value === null) return value;
    const { nullable, ...rest } = value as { nullable?: boolean; type?: unknown };
    const type = nullable === true && typeof rest.type === 'string' ? { type: [rest.type, 'null'] } : {};
    return Object.fromEntries(Object.entries({ ...rest, ...type }).map(([key, inner]) => [key, rewrite(inner)]));
  };
  return rewrite(document) as Document;
}
