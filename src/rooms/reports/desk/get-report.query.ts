import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { DeskReport } from './desk.schema.ts';
import { findReport } from './desk.store.ts';
import '../permissions.ts';

/** One encrypted report with its thread and notes (5e, A1.5), for readers who hold a wrap of it. Not found for everybody else. */
export const getReport = defineQuery({
  name: 'reports/get-report',
  permission: 'reports:read',
  input: z.strictObject({ reportId: z.uuid() }),
  answer: DeskReport,
  async run({ db, now }, { reportId }) {
    const found = await findReport(db, reportId, now);
    if (found === undefined) throw new AppError('platform/not-found');
    return found;
  },
});
