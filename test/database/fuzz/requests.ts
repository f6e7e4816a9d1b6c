import fc from 'fast-check';

/** The part of JSON schema that our own OpenAPI document uses. */
export type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
};
type Content = Record<string, { schema?: Schema }>;

/** One operation of the document. */
export type Operation = {
  method: string;
  path: string;
  parameters: { name: string; in: string; required?: boolean; schema: Schema }[];
  body: Schema | undefined;
  responses: Record<string, { content?: Content }>;
};

/** A request to send. `known:party:3` anywhere in it means the fourth party that exists at that moment. */
export type Drawn = {
  at: string;
  who: number;
  url: string;
  body: unknown;
  raw: string | undefined;
  headers: Record<string, string>;
};

const DAYS = ['2026-11-24', '2025', '2025-03', '2024-02-29', '2026-02-30', '9999-12-31', '0000-00-00', '1969-12-31'];
const GOOD_DAYS = ['2026-03-01', '2025-11-30', '2026-01-15', '2026-03-31', '2026-09-30'];
const A_DAY = /date|day|from|^to$|asOf|since|until|due|^on$|On$|At$/i;
// Fields that only a few texts fit, by name.
const FEW: Record<string, string[]> = {
  lang: ['en', 'fr'],
  channel: ['camp-help'],
  number: ['QA-1', 'QA-2', 'QA-3', '1'],
  zone: ['Europe/Brussels'],
  period: ['2024', '2025', '2026'],
  code: ['QA', 'QB', 'QX', 'QY'],
};
// Values that break programs: other types, limits of numbers and text, characters with a meaning in a database, a path, a language or a page.
const HOSTILE: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  2 ** 31,
  -(2 ** 63),
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e',
  '\uffff',
  'e\u0301'.repeat(50),
  'a'.repeat(3_000),
  'a'.repeat(70_000),
  [],
  {},
  [[[[]]]],
  [null],
  { en: 'x' },
  { en: null, fr: 1 },
  "'; select pg_sleep(9); --",
  '%',
  '_',
  '\\',
  '../../../etc/passwd',
  '<script>1</script>',
  '{0}',
  '{name}',
  '{x, plural}',
  '$1',
  '{{7*7}}',
  '=1+1',
  '1e999',
  'NaN',
  'Infinity',
  '-0',
  '٣',
  'İ',
  ...DAYS,
];
// biome-ignore format: one list of signs
const TEXTS = ['nato-thb-2004', 'P1.1', 'P3.2', 'P5.0b', 'P7.1', 'EV-NREP', 'EV-TRTY', 'UNTOC', 'TIP', 'XA', 'XB-Q', 'met', 'en', 'Named text', 'Note', 'https://example.org/a', 'a@example.org', ...DAYS];

const hostile = fc.constantFrom(...HOSTILE);
const idOf = (name: string) =>
  fc.oneof({ weight: 9, arbitrary: fc.nat(40).map((at) => `known:${name}:${at}`) }, { weight: 1, arbitrary: fc.uuid() });

/** A value that fits a schema, or nearly: the schema does not contain every rule of the server. */
function fitting(schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (either) return fc.oneof(...either.map((one) => fitting(one, name)));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fitting({ ...schema, type }, name)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  if (schema.type === 'array')
    return fc.array(fitting(schema.items ?? {}, name.replace(/s$/, '')), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.max(4, schema.minItems ?? 0),
    });
  if (schema.type === 'object') return objectOf(schema);
  return schema.type === 'string' ? textOf(schema, name) : hostile;
}

function numberOf({ minimum = -1_000, maximum = 1_000_000 }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Math.max(minimum, -(2 ** 31)), Math.min(maximum, 2 ** 31)];
  return fc.oneof(fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) }), fc.constantFrom(min, max));
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema, name)]));
  return fc.record(fields, { requiredKeys: required });
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema, name: string): fc.Arbitrary<string> {
  if (format === 'uuid' || /Id$/.test(name) || ['id', 'attempt', 'placeholder'].includes(name)) return idOf(name);
  const few = FEW[name];
  if (few) return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...few) }, { weight: 1, arbitrary: fc.string({ maxLength: 200 }) });
  if (format === 'email') return fc.nat(99).map((at) => `a${at}@example.org`);
  if (A_DAY.test(name))
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...GOOD_DAYS) }, { weight: 1, arbitrary: fc.constantFrom(...DAYS) });
  const free = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 200)), unit: 'grapheme' });
  const fixedTexts = fc.constantFrom(...TEXTS);
  if (pattern && pattern.length < 60)
    return fc.oneof(
      fixedTexts,
      fc.stringMatching(new RegExp(pattern)).map((text) => text.slice(0, 200)),
    );
  return fc.oneof(fixedTexts, free);
}

type Change = { how: 'none' | 'replace' | 'drop' | 'add' | 'whole' | 'torn'; at: number; value: unknown };
const change: fc.Arbitrary<Change> = fc.record({
  how: fc.oneof(
    { weight: 8, arbitrary: fc.constant('none' as const) },
    { weight: 4, arbitrary: fc.constantFrom('replace', 'drop', 'add', 'whole', 'torn') },
  ) as fc.Arbitrary<Change['how']>,
  at: fc.nat(30),
  value: hostile,
});

/** Breaks one place of a body. */
function changed(body: unknown, { how, at, value }: Change): unknown {
  if (how === 'whole') return value;
  if (how === 'none' || how === 'torn' || typeof body !== 'object' || body === null) return body;
  const copy = structuredClone(body) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      if (typeof holder[key] === 'object' && holder[key] !== null) walk(holder[key] as Record<string, unknown>);
    }
  };
  walk(copy);
  const place = places[at % Math.max(places.length, 1)];
  if (how === 'add' || !place) copy[['admin', 'personId', 'version', 'sessionToken', 'constructor'][at % 5]!] = value;
  else if (how === 'drop') delete place[0][place[1]];
  else place[0][place[1]] = value;
  return copy;
}

const encoded = (value: unknown) => encodeURIComponent(String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed());
const oddHeader = fc.constantFrom('', '*', '"1', 'null', '\u00e9'.repeat(9), 'x'.repeat(4_000), '"99999999999"', ';;;,', 'fr-;q=9');

/** A request to one operation: mostly a valid one, often with a single fault. */
function requestTo(operation: Operation): fc.Arbitrary<Drawn> {
  const reads = operation.method === 'get';
  const inPath = operation.parameters.filter((one) => one.in === 'path');
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  const pathValues = fc.tuple(
    ...inPath.map(({ name, schema }) => fc.oneof({ weight: 14, arbitrary: fitting(schema, name) }, { weight: 1, arbitrary: hostile })),
  );
  const queryValues = fc.tuple(
    ...inQuery.map(({ name, schema, required }) =>
      fc.option(fc.oneof({ weight: 6, arbitrary: fitting(schema, name) }, { weight: 1, arbitrary: hostile }), {
        freq: required ? 9 : 2,
        nil: undefined,
      }),
    ),
  );
  const tail = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('unknown=1', 'limit=1&limit=2', 'a[b]=1', '%00=1', '__proto__=1', '&&&=') },
  );
  const body = operation.body
    ? fitting(operation.body, 'body')
    : fc.oneof(
        { weight: 8, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: hostile },
      );
  const headers = fc.record({
    key: fc.oneof(
      { weight: 12, arbitrary: fc.uuid() },
      { weight: 2, arbitrary: fc.nat(9).map((at) => `11111111-1111-4111-8111-11111111111${at}`) },
      { weight: 1, arbitrary: oddHeader },
    ),
    match: fc.oneof({ weight: 8, arbitrary: fc.nat(3).map((version) => `"${version}"`) }, { weight: 1, arbitrary: oddHeader }),
    type: fc.oneof(
      { weight: 14, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'text/plain',
          'application/octet-stream',
          'application/json; charset=utf-16',
          'multipart/form-data',
          '/',
        ),
      },
    ),
    language: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('en', 'fr') }, { weight: 1, arbitrary: oddHeader }),
    origin: fc.oneof(
      { weight: 20, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('null', 'https://elsewhere.example', 'x') },
    ),
  });
  const who = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(60) });
  return fc.record({ who, path: pathValues, query: queryValues, tail, body, change, headers }).map((drawn) => {
    let url = operation.path;
    inPath.forEach(({ name }, at) => {
      url = url.replace(`{${name}}`, encoded(drawn.path[at]));
    });
    const query = inQuery.flatMap(({ name }, at) => (drawn.query[at] === undefined ? [] : [`${name}=${encoded(drawn.query[at])}`]));
    const all = [...query, ...(drawn.tail === '' ? [] : [drawn.tail])].join('&');
    const broken = changed(drawn.body, drawn.change);
    const { key, match, type, language, origin } = drawn.headers;
    return {
      at: `${operation.method} ${operation.path}`,
      who: drawn.who,
      url: all === '' ? url : `${url}?${all}`,
      body: broken,
      raw: drawn.change.how === 'torn' ? JSON.stringify(broken ?? {}).slice(0, -1 - (drawn.change.at % 5)) : undefined,
      headers: {
        'accept-language': language,
        ...(!reads && { 'idempotency-key': key, 'if-match': match, 'content-type': type, ...(origin && { origin }) }),
      },
    };
  });
}

/** Requests over a whole document, each operation equally often; those in `rare` a tenth as often, because they take long. */
export function requestsTo(operations: readonly Operation[], rare: RegExp): fc.Arbitrary<Drawn> {
  return fc.oneof(...operations.map((one) => ({ weight: rare.test(one.path) ? 1 : 10, arbitrary: requestTo(one) })));
}
