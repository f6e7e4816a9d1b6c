import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import type {} from '../index.ts';
import { EditionData } from '../policy.schema.ts';

/** The whole current edition, its parameters with their values today. The desk builds its columns, drawers and help from it. */
export const getPolicy = defineQuery({
  name: 'policy/get-policy',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: EditionData,
  async run({ platform, now }) {
    const { current } = platform.services.catalogue;
    // An edition of the database begins on a day and is not marked in its content.
    return { ...current, current: true, parameters: [...current.parametersOn(now)] };
  },
});
