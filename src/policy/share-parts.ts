type Schema = Readonly<Record<string, unknown>>;

/** The name under which the parts are found that schemas share. */
const PARTS = 'parts';

/**
 * The same schemas with all that stands in them more than once put into parts that they refer to, so that each is compiled
 * once: the rules for the checks alone are most of a policy's, and of a refinement's. What they allow, and what is told of
 * what they do not, stays the same.
 */
export function shareParts<Name extends string>(
  schemas: Readonly<Record<Name, Schema>>,
): { parts: Schema; schemas: Readonly<Record<Name, Schema>> } {
  const often = new Map<string, number>();
  const count = (schema: Schema): Schema => {
    const written = JSON.stringify(schema);
    const before = often.get(written) ?? 0;
    often.set(written, before + 1);
    return before === 0 ? within(schema, count) : schema;
  };
  for (const schema of Object.values<Schema>(schemas)) count(schema);
  const definitions: Record<string, Schema> = {};
  const names = new Map<string, string>();
  const share = (schema: Schema): Schema => {
    const written = JSON.stringify(schema);
    if (!HAS_PARTS.includes(schema['type']) || (often.get(written) ?? 0) < 2) return within(schema, share);
    const name = names.get(written) ?? String(names.size);
    if (!names.has(written)) {
      names.set(written, name);
      definitions[name] = within(schema, share);
    }
    return { $ref: `${PARTS}#/definitions/${name}` };
  };
  const sharing = Object.entries<Schema>(schemas).map(([name, schema]) => [name, within(schema, share)]);
  return { parts: { $id: PARTS, definitions }, schemas: Object.fromEntries(sharing) as Record<Name, Schema> };
}

/** A word or a number is checked as fast as it is referred to. */
const HAS_PARTS: readonly unknown[] = ['object', 'array'];

/** A schema with others in place of those within it. The forms of a thing stay where they are, to be told apart by their kind. */
function within(schema: Schema, change: (inner: Schema) => Schema): Schema {
  const changed = (key: string, value: unknown): unknown => {
    if (key === 'properties')
      return Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, each]) => [name, change(each)]),
      );
    if (key === 'oneOf' || key === 'anyOf') return (value as Schema[]).map((each) => within(each, change));
    return key === 'items' || (key === 'additionalProperties' && typeof value === 'object')
      ? change(value as Schema)
      : value;
  };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, changed(key, value)]));
}
