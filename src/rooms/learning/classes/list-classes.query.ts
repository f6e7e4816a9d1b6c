import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { PageQuery } from '#kernel/page.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { ClassLine } from './class.schema.ts';
import { CLASS_SORT, readClasses } from './class.store.ts';
import '../permissions.ts';

/** The classes of the parties where this reader teaches or commands, and the modules a class can have. `from`: only classes that end on this day or later. */
export const listClasses = defineQuery({
  name: 'training/list-classes',
  permission: 'training:see-classes',
  input: PageQuery.extend({ from: Day.optional(), sort: CLASS_SORT.schema }),
  answer: z.object({
    classes: z.array(ClassLine),
    next: z.string().nullable(),
    modules: z.array(z.object({ id: z.string(), en: z.string(), fr: z.string() })),
  }),
  async run(context, { from, sort, after, limit }) {
    const { db, platform } = context;
    const modules = platform.services.courses.modules.map(({ module }) => ({ id: module.id, ...module.title }));
    const rows = await readClasses(db, partiesOf(subjectOf(context), 'training-managers'), { from, sort, after }, limit + 1);
    const page = CLASS_SORT.page(sort, rows, limit, (row, column) => [column === 'ends' ? row.endsOn : row.title, row.id]);
    return { classes: page.items, next: page.next, modules };
  },
});
