import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import type {} from './index.ts';
import { EditionData } from './policy.schema.ts';

/** The edition this installation works on, whole: what the staff application draws its columns, drawers and help from. */
export const getPolicy = defineQuery({
  name: 'policy/get-policy',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: EditionData,
  async run({ platform }) {
    return platform.services.catalogue.current;
  },
});
