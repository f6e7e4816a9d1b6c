import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseInput } from './input.ts';

const Schema = z.strictObject({ acts: z.array(z.strictObject({ id: z.string() })).max(200) });

test.each([
  ['that are incomplete', { acts: Array.from({ length: 200 }, () => ({})) }, ['acts.0.id', 'acts.1.id']],
  ['that are unknown', { acts: [], ...Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, 1])) }, ['k0', 'k1']],
])('only the first hundred of many fields %s are named', (_, input, first) => {
  let fields: { path: string }[] = [];
  try {
    parseInput(Schema, input);
  } catch (error) {
    fields = (error as { details: { fields: { path: string }[] } }).details.fields;
  }
  expect(fields).toHaveLength(100);
  expect(fields.slice(0, 2).map(({ path }) => path)).toEqual(first);
});
