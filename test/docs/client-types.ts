import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { shapeOf } from '#platform/http/openapi/route-facts.ts';
import { type FileRoute, HEADER_FIELDS, type Route } from '#platform/http/route.ts';
import { declaredPermissions } from '#platform/identity/subject.ts';
import { ROOT } from '../source-tree.ts';

type JsonSchema = { [keyword: string]: unknown } & {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
};
type Kind = 'read' | 'write' | 'upload';
type Side = 'input' | 'output';

const API = '/desk/api';
/** Fields of an input that the server adds. A client sends `version` in If-Match. The name of an uploaded file is a parameter of its own. */
const ADDED: Readonly<Record<Kind, readonly string[]>> = {
  read: HEADER_FIELDS,
  write: HEADER_FIELDS.filter((field) => field !== 'version'),
  upload: ['name'],
};
/** Schemas that get a name. A text or a number does not, because its type is shorter than a name. */
const NAMED_KINDS = ['object', 'union', 'enum', 'array', 'record', 'intersection'];

/**
 * The text of src/web/client/routes.gen.ts: for each route of the desk, the types of its input and its answer. A schema that a `*.schema.ts` exports is
 * referenced by name, so that types stay short; any other is written out.
 */
export async function clientTypes(): Promise<string> {
  const names = await schemaNames();
  const registry = z.registry<{ id: string }>();
  for (const [schema, { alias }] of names) registry.add(schema, { id: alias });
  const used = new Set<string>();
  const typeOf = (schema: z.ZodType, side: Side) => printed(jsonSchemaOf(schema, side, registry), side, used);
  const desk = ROOM_ROUTES.filter(({ url }) => url.startsWith(`${API}/`));
  const permissions = [...declaredPermissions().keys()].sort().map((name) => `  | '${name}'`);
  const files = desk.flatMap((route) =>
    route.kind === 'file' && shapeOf(route) === undefined
      ? [`  '${route.url.slice(API.length)}': { input: ${typeOf(fileInput(route), 'input')} };`]
      : [],
  );
  const rowsOf = (kind: Kind) =>
    desk
      .flatMap((route) => {
        const shape = shapeOf(route);
        if (shape === undefined || kindOf(route) !== kind) return [];
        const path = route.url.slice(API.length);
        const input = typeOf(clientInput(kind, shape.input), 'input');
        const answer = typeOf(shape.answer, 'output');
        return [`  '${kind === 'write' ? `${route.method} ` : ''}${path}': { input: ${input}; answer: ${answer} };`];
      })
      .sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  const blocks = [
    typeBlock('Reads', 'What `get` reads, by its path below /desk/api.', rowsOf('read')),
    typeBlock('Writes', 'What `send` writes, by its method and path. A `version` in the input is sent as If-Match.', rowsOf('write')),
    typeBlock('Uploads', 'Where `upload` sends a file; the input is what the path and the query string say in addition.', rowsOf('upload')),
    typeBlock('Files', 'Routes that answer a file, for `fileAddress`; the input is what the path and the query string say.', files.sort()),
  ];
  return [
    '// Written by `npm run docs` from the routes; a test holds it current. Do not edit it.',
    "import type { z } from 'zod';",
    ...importsOf(names, used),
    '',
    blocks.join('\n\n'),
    '',
    '/** Every declared permission, for `can`. */',
    `export type PermissionName =\n${permissions.join('\n')};`,
    '',
  ].join('\n');
}

function typeBlock(name: string, comment: string, rows: string[]): string {
  return `/** ${comment} */\nexport type ${name} = {\n${rows.join('\n')}\n};`;
}

function pathOf(row: string): string {
  return row.slice(row.indexOf('/'));
}

function kindOf(route: Route): Kind {
  if (route.kind === 'query') return 'read';
  return 'upload' in route ? 'upload' : 'write';
}

function clientInput(kind: Kind, input: z.ZodType): z.ZodType {
  if (!(input instanceof z.ZodObject)) return input;
  const added = ADDED[kind].filter((field) => field in input.shape);
  return added.length === 0 ? input : input.omit(Object.fromEntries(added.map((field) => [field, true] as const)) as Record<string, true>);
}

/** The path parameters of a file, which are text, and its query. */
function fileInput(route: FileRoute): z.ZodObject {
  const names = [...route.url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const path = z.strictObject(Object.fromEntries(names.map((name) => [name, z.string()])));
  return 'query' in route && route.query ? path.extend(route.query.shape) : path;
}

type Name = { name: string; from: string; alias: string };

/** Every schema that a `*.schema.ts` exports. Two schemas with the same name are distinguished by their rooms. */
async function schemaNames(): Promise<Map<z.ZodType, Name>> {
  const found: [z.ZodType, Omit<Name, 'alias'>][] = [];
  for (const path of globSync('src/rooms/**/*.schema.ts', { cwd: ROOT }).sort())
    for (const [name, value] of Object.entries((await import(join(ROOT, path))) as Record<string, unknown>))
      if (value instanceof z.ZodType && NAMED_KINDS.includes(value.def.type))
        found.push([value, { name, from: path.replace('src/rooms/', '#rooms/') }]);
  const alone = ({ name }: { name: string }) =>
    new Set(found.filter(([, other]) => other.name === name).map(([schema]) => schema)).size === 1;
  return new Map(found.map(([schema, at]) => [schema, { ...at, alias: alone(at) ? at.name : `${roomOf(at.from)}${at.name}` }]));
}

function roomOf(from: string): string {
  return from.split('/')[1]!.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function importsOf(names: Map<z.ZodType, Name>, used: Set<string>): string[] {
  const needed = [...new Set([...names.values()].filter(({ alias }) => used.has(alias)))];
  const files = Map.groupBy(needed, ({ from }) => from);
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, list]) => {
      const parts = list.map(({ name, alias }) => (name === alias ? name : `${name} as ${alias}`)).sort();
      return `import type { ${parts.join(', ')} } from '${from}';`;
    });
}

function jsonSchemaOf(schema: z.ZodType, side: Side, registry: z.core.$ZodRegistry<{ id: string }>): JsonSchema {
  const name = registry.get(schema)?.id;
  if (name) return { $ref: name };
  return z.toJSONSchema(schema, {
    io: side,
    metadata: registry,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Sent as JSON, a date is text.
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string' });
    },
  }) as JsonSchema;
}

function printed(schema: JsonSchema, side: Side, used: Set<string>): string {
  const print = (part: unknown) => printed(part as JsonSchema, side, used);
  const oneOf = (parts: unknown[]) => [...new Set(parts.map(print))].join(' | ');
  if (schema.$ref) {
    const alias = schema.$ref.split('/').at(-1)!;
    used.add(alias);
    return `z.${side}<typeof ${alias}>`;
  }
  if ('const' in schema) return quoted(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(quoted).join(' | ');
  if (Array.isArray(schema.anyOf) || Array.isArray(schema.oneOf)) return oneOf((schema.anyOf ?? schema.oneOf) as unknown[]);
  if (Array.isArray(schema.allOf)) return schema.allOf.map(print).join(' & ');
  if (Array.isArray(schema.type)) return oneOf(schema.type.map((type: string) => ({ ...schema, type })));
  switch (schema.type) {
    case 'array':
      if (Array.isArray(schema.prefixItems)) return `[${schema.prefixItems.map(print).join(', ')}]`;
      return /[|&]/.test(print(schema.items)) ? `(${print(schema.items)})[]` : `${print(schema.items)}[]`;
    case 'object':
      return objectType(schema, print);
    case 'integer':
      return 'number';
    case undefined:
      return 'unknown';
    default:
      return schema.type;
  }
}

function objectType({ properties = {}, required = [], ...others }: JsonSchema, print: (part: unknown) => string): string {
  const fields = Object.entries(properties).map(([name, part]) => `${name}${required.includes(name) ? '' : '?'}: ${print(part)}`);
  const closed = fields.length === 0 ? 'Record<string, never>' : `{ ${fields.join('; ')} }`;
  if (typeof others.additionalProperties !== 'object') return closed;
  const record = `Record<${print(others.propertyNames ?? { type: 'string' })}, ${print(others.additionalProperties)}>`;
  if (fields.length > 0) return `${closed} & ${record}`;
  return required.length === 0 ? `Partial<${record}>` : record;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value);
}
