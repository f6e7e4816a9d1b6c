import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { ClassLine } from './class.schema.ts';
import { readClasses } from './class.store.ts';
import '../permissions.ts';

/** The classes of the parties where this reader teaches or commands, and the modules a class can have. */
export const listClasses = defineQuery({
  name: 'training/list-classes',
  permission: 'training:see-classes',
  input: z.strictObject({}),
  answer: z.object({ classes: z.array(ClassLine), modules: z.array(z.object({ id: z.string(), en: z.string(), fr: z.string() })) }),
  async run({ db, platform }) {
    const modules = platform.services.courses.modules.map(({ module }) => ({ id: module.id, ...module.title }));
    return { classes: await readClasses(db), modules };
  },
});
