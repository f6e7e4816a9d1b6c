import { AppError } from '#kernel/errors.ts';
import type { Statement } from '#platform/db/pipeline.ts';
import type { SendReport } from '../intake.schema.ts';
import { envelopeHash } from './work.ts';
import '../../errors.ts';

const GIB = 1024 ** 3;

/** How a flood of reports is met (docs/decisions/069). Tests lower these. */
export const FLOOD = {
  /** Reports of a channel and day that need no work; up to as many again, by a secret of that day, so that nobody counts the reports of others with their own. */
  freeReports: 50,
  /** Bytes of reports on disk. Above the first only reports with danger are accepted, up to both together. */
  textBytes: 8 * GIB,
  urgentBytes: 2 * GIB,
  /** Bytes of files on disk. Files are refused first: their room is their own, and none is given while the disk is low. */
  fileBytes: 16 * GIB,
};

/** Checks a report before it is stored, in the same transaction: whether there is room, and whether the work is done where it is required. */
export function admitReport(report: SendReport, now: Date): Statement {
  const { freeReports, textBytes, urgentBytes } = FLOOD;
  return {
    text: 'select reports.admit_report($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    values: [
      report.channel,
      report.report,
      report.danger,
      now,
      report.work?.hour ?? null,
      report.work?.answers ?? null,
      report.work ? Buffer.from(envelopeHash(report)) : null,
      freeReports,
      textBytes,
      urgentBytes,
    ],
  };
}

/** No room for reports without danger. It names no day: room comes back when reports are erased (docs/decisions/069). */
export function noRoom(): AppError {
  return new AppError('reports/no-room');
}
