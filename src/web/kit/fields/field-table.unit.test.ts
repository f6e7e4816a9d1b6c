import { expect, test } from 'vitest';
import { z } from 'zod';
import { emptyValue, isRequired } from './field-table.ts';

const Schema = z
  .strictObject({
    name: z.strictObject({ en: z.string().trim().min(1) }),
    to: z.iso.date().nullable().default(null),
    note: z.string().min(1).optional(),
    kind: z.enum(['a', 'b']).default('a'),
    partner: z.strictObject({ kind: z.string().min(1) }).optional(),
  })
  .refine(() => true);

test.each([
  ['name.en', '', true],
  ['to', null, false],
  ['note', undefined, false],
  ['kind', undefined, false],
  ['partner.kind', '', true],
  ['missing', '', false],
] as const)('an empty %s is what the schema accepts for it', (path, empty, required) => {
  expect([emptyValue(Schema, path), isRequired(Schema, path)]).toEqual([empty, required]);
});
