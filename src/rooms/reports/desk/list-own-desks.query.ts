import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { OwnDesks } from './desk.schema.ts';
import { listOwnDesks } from './desk.store.ts';
import '../permissions.ts';

/** The channels that the caller reads for (5e). */
export const listOwnDesksQuery = defineQuery({
  name: 'reports/list-own-desks',
  permission: 'reports:read',
  input: z.strictObject({}),
  answer: OwnDesks,
  run: async (context) => ({ desks: await listOwnDesks(context.db, subjectOf(context).person) }),
});
