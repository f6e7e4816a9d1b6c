import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { WholeEdition, wholeOf } from '../files/edition-content.ts';
import '../index.ts';
import '../permissions.ts';

/**
 * The edition in force, to be changed and imported again. Its parameters have the edition's own values, so that decided values go on to hold where nobody changes
 * them. Its mapping leads to the edition before and is left out.
 */
export const editionInForce = defineQuery({
  name: 'policy/edition-in-force',
  permission: 'policy:see-editions',
  input: z.strictObject({}),
  answer: WholeEdition,
  async run({ platform }) {
    return { ...wholeOf(platform.services.catalogue.current), mapping: null };
  },
});
