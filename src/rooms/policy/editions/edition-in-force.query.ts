import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { WholeEdition, wholeOf } from '../files/edition-content.ts';
import '../index.ts';
import '../permissions.ts';

/** The edition in force with the values of today, to be changed and imported again. Its mapping leads to the edition before and is left out. */
export const editionInForce = defineQuery({
  name: 'policy/edition-in-force',
  permission: 'policy:see-editions',
  input: z.strictObject({}),
  answer: WholeEdition,
  async run({ platform, now }) {
    const edition = platform.services.catalogue.current;
    return { ...wholeOf({ ...edition, parameters: [...edition.parametersOn(now)] }), mapping: null };
  },
});
