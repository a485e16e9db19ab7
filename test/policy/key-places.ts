// Every place that the schema of policies gives a key, and what else could legally stand there: the same key of another check,
// of another period or of another kind of stage is another place.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

/** As much of JSON Schema as the schema of policies uses. */
interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly pattern?: string;
}

/** What stands at a place, written otherwise; of a list of words, which of them. */
export interface Change {
  readonly word?: string;
  readonly made: () => Json;
}

/** The changes of each place, by its name: `checks[roster_size].setting.parity`, `periods.notice.length`. */
export type Places = Map<string, Change[]>;

const wordsOf = ({ enum: words, const: word }: Schema): readonly string[] =>
  words ?? (word === undefined ? [] : [word]);

/** The form that a thing has by the word that tells its kind, and the name of that kind. */
function formsOf(schema: Schema): { readonly form: Schema; readonly kind: string }[] {
  const tag = schema.discriminator?.propertyName;
  if (tag === undefined) return [{ form: schema, kind: '' }];
  return (schema.oneOf ?? []).flatMap((form) =>
    wordsOf(form.properties?.[tag] ?? {}).map((word) => ({ form, kind: `[${word}]` })),
  );
}

/** Whether there is anything else that could legally stand there. */
const hasChoice = (schema: Schema, optional: boolean): boolean =>
  optional || (schema.type !== 'object' && wordsOf(schema).length !== 1);

/** The names of all places that the schema knows, whether a policy has something there or not. */
export function namesIn(root: object, path = ''): string[] {
  const schema = root as Schema;
  if (schema.items) return namesIn(schema.items, path);
  return formsOf(schema).flatMap(({ form, kind }) =>
    Object.entries(form.properties ?? {}).flatMap(([key, inner]) => {
      const name = path === '' ? key : `${path}${kind}.${key}`;
      const own = hasChoice(inner, form.required?.includes(key) !== true);
      return [...(own ? [name] : []), ...namesIn(inner, name)];
    }),
  );
}

/** All places of a policy, with what could stand there instead. */
export function placesIn(root: object, policy: Json): Places {
  const places: Places = new Map();
  const samples = new Map<string, Fields>();
  collect(root, policy, samples);
  visit({ places, samples }, root, policy, '', (changed) => changed);
  return places;
}

interface Visit {
  readonly places: Places;
  /** One thing of each kind, to become. */
  readonly samples: ReadonlyMap<string, Fields>;
}

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** As `formsOf` names it. */
const kindOf = (word: Json | undefined) => (typeof word === 'string' ? `[${word}]` : '');

const formOf = (schema: Schema, value: Fields): { readonly form: Schema; readonly kind: string } => {
  const tag = schema.discriminator?.propertyName ?? '';
  const own = formsOf(schema).find(({ kind }) => kind === '' || kind === kindOf(value[tag]));
  if (!own) throw new Error(`Nothing has the form of ${JSON.stringify(value)}.`);
  return own;
};

function collect(schema: Schema, value: Json, samples: Map<string, Fields>): void {
  if (Array.isArray(value)) {
    for (const each of value as readonly Json[]) collect(schema.items ?? {}, each, samples);
  } else if (isFields(value)) {
    const { form, kind } = formOf(schema, value);
    if (kind !== '') samples.set(kind, value);
    for (const [key, inner] of Object.entries(form.properties ?? {})) collect(inner, value[key] ?? null, samples);
  }
}

function visit(at: Visit, schema: Schema, value: Json, path: string, put: (changed: Json) => Json): void {
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    for (const [place, each] of list.entries()) {
      visit(at, schema.items ?? {}, each, path, (changed) => put(list.map((one, n) => (n === place ? changed : one))));
    }
  } else if (isFields(value)) {
    const { form, kind } = formOf(schema, value);
    for (const [key, inner] of Object.entries(form.properties ?? {})) {
      const here = value[key];
      if (here === undefined) continue;
      const name = path === '' ? key : `${path}${kind}.${key}`;
      const changes: Change[] =
        schema.discriminator?.propertyName === key
          ? kindsInstead(at, schema, value).map((other) => ({ made: () => put(other) }))
          : changesOf(inner, here).map(({ word, other }) => ({
              ...(word === undefined ? {} : { word }),
              made: () => put({ ...value, [key]: other }),
            }));
      const optional = form.required?.includes(key) !== true;
      if (optional && changes.length === 0) changes.push({ made: () => put(without(value, key)) });
      if (hasChoice(inner, optional)) at.places.set(name, [...(at.places.get(name) ?? []), ...changes]);
      visit(at, inner, here, name, (changed) => put({ ...value, [key]: changed }));
    }
  }
}

const without = (value: Fields, key: string): Fields =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));

/** The same thing as one of each other kind: what both have stays, what only the other has is taken from one of those. */
function kindsInstead({ samples }: Visit, schema: Schema, value: Fields): Fields[] {
  const own = formOf(schema, value);
  return formsOf(schema).flatMap(({ form, kind }) => {
    const sample = samples.get(kind);
    if (kind === own.kind || !sample) return [];
    const tag = schema.discriminator?.propertyName ?? '';
    const same = (key: string) =>
      key !== tag && JSON.stringify(form.properties?.[key]) === JSON.stringify(own.form.properties?.[key]);
    const fields = Object.keys(form.properties ?? {}).map((key) => [key, same(key) ? value[key] : sample[key]]);
    return [Object.fromEntries(fields.filter(([, field]) => field !== undefined)) as Fields];
  });
}

interface Other {
  readonly word?: string;
  readonly other: Json;
}

/** Other values that are legal there; what stands within a thing has places of its own. */
function changesOf(schema: Schema, value: Json): Other[] {
  if (schema.anyOf) {
    const own = schema.anyOf.find(({ type }) => (type === 'null') === (value === null)) ?? {};
    const others =
      value === null ? NOT_NULL.filter((other) => schema.anyOf?.some((form) => fits(form, other))) : [null];
    return [...changesOf(own, value), ...others.map((other) => ({ other }))];
  }
  if (Array.isArray(value)) return listsInstead(schema, value as readonly Json[]);
  if (schema.enum) return schema.enum.filter((word) => word !== value).map((other) => ({ other }));
  if (typeof value === 'number') {
    return [value + 1, value - 1, value * 3].filter((other) => fits(schema, other)).map((other) => ({ other }));
  }
  if (typeof value === 'boolean') return [{ other: !value }];
  if (typeof value !== 'string' || schema.const !== undefined) return [];
  return [`${value}_else`, ...DAYS, ...IDS].filter((other) => fits(schema, other)).map((other) => ({ other }));
}

const DAYS = ['2026-08-01', '2020-01-01'];
const IDS = ['330102', '330102/2026-07-01'];
const NOT_NULL: readonly Json[] = [2, '2026-08-01'];

function fits({ type, pattern, minimum = -Infinity }: Schema, value: Json): boolean {
  if (typeof value === 'number') return type === 'integer' && value >= minimum;
  return typeof value === 'string' && type === 'string' && new RegExp(pattern ?? '').test(value);
}

/** Of a list of words each word is a place: with it, or without. Of any other, the list without its first, or with one more. */
function listsInstead({ items = {}, minItems = 0 }: Schema, list: readonly Json[]): Other[] {
  const words = wordsOf(items);
  if (words.length > 0) {
    return words.flatMap((word) => {
      const rest = list.filter((each) => each !== word);
      if (rest.length === list.length) return [{ word, other: [...list, word] }];
      return rest.length >= minItems
        ? [{ word, other: rest }]
        : [{ word, other: words.filter((each) => each !== word) }];
    });
  }
  const fewer = list.length > minItems ? [{ other: list.slice(1) }] : [];
  const more = items.type === 'string' ? [{ other: [...list, 'another_one'] }] : [];
  return [...fewer, ...more];
}

/** What a place has that makes no difference: all of it, or the words of a list that do not. Empty if everything does. */
export function unread(changes: readonly Change[], differs: (changed: Json) => boolean): string[] {
  const words = [...new Set(changes.map(({ word = '' }) => word))];
  const readWords = words.filter((word) =>
    changes.some((change) => (change.word ?? '') === word && differs(change.made())),
  );
  if (changes.length === 0) return ['nothing stands there'];
  return words.filter((word) => !readWords.includes(word)).map((word) => (word === '' ? 'any value' : word));
}
