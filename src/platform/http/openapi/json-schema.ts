import { z } from 'zod';

export type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  [keyword: string]: unknown;
};

/** Schemas used in so many places that the document holds them once, by name, among its components. */
export const SHARED_SCHEMAS: Readonly<Record<string, JsonSchema>> = { Uuid: plain(z.uuid(), 'output') };

/** The JSON Schema (2020-12) of an input or of an answer. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return JSON.parse(JSON.stringify(plain(schema, io)), (_key, value) => rewritten(value));
}

function plain(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      // A date is text in JSON.
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return made as JsonSchema;
}

function rewritten(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { propertyNames, additionalProperties, ...rest } = value as JsonSchema;
  if (rest.type === 'string' && rest.pattern === SHARED_SCHEMAS.Uuid!.pattern) return { $ref: '#/components/schemas/Uuid' };
  const names = (propertyNames as JsonSchema | undefined)?.enum;
  // A record over a closed list of keys: clients read its fields from `properties`.
  return Array.isArray(names)
    ? {
        ...rest,
        properties: Object.fromEntries(names.map((name: string) => [name, additionalProperties])),
        additionalProperties: false,
      }
    : value;
}
