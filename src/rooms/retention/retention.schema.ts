import { z } from 'zod';

/** A backup that was restored and compared, as the command line records it. */
export const RecordBackup = z.strictObject({
  name: z.string().min(1).max(100),
  /** Its sequence number at its destination: the ledger records the number, but not the destination. */
  sequence: z.int().positive(),
  kind: z.enum(['cluster', 'logical']),
  createdAt: z.iso.datetime(),
  bytes: z.int().positive(),
  recipients: z.int().positive(),
  provenAt: z.iso.datetime(),
  proofSeconds: z.number().nonnegative(),
  tables: z.int(),
  rows: z.int(),
  links: z.int(),
});

const Reason = z.string().trim().min(1).max(2000);

/** A hold on one person, or on everything where `personId` is null. */
export const PlaceHold = z.strictObject({ personId: z.uuid().nullable(), reason: Reason });
export const LiftHold = z.strictObject({ holdId: z.uuid(), reason: Reason });
export const HoldAnswer = z.object({ holdId: z.uuid() });

const BackupLine = z.object({
  name: z.string(),
  kind: z.enum(['cluster', 'logical']),
  createdAt: z.iso.datetime(),
  provenAt: z.iso.datetime(),
  bytes: z.number(),
  rows: z.number(),
  proofSeconds: z.number(),
});

const RuleLine = z.object({
  rule: z.string(),
  /** A number of days or months. */
  period: z.object({ n: z.int(), unit: z.enum(['days', 'months']) }),
  /** Null, as is `nextAt`: reports and shift notes are not counted, because only their readers may know of them. */
  due: z.int().nullable(),
  held: z.int().nullable(),
  soon: z.int().nullable(),
  nextAt: z.iso.datetime().nullable(),
});

const HoldLine = z.object({
  id: z.uuid(),
  person: z.string().nullable(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: z.iso.datetime(),
});

const LetterLine = z.object({
  id: z.uuid(),
  kind: z.enum(['invitation', 'digest', 'reports', 'test-notice', 'urgent']),
  name: z.string(),
  attempts: z.int(),
  fault: z.string(),
  failedAt: z.iso.datetime({ offset: true }),
});

/** The state of the mail: waiting messages, those of them that were tried before, messages sent within 30 days, failures, and open accounts that no mail can reach. */
const Mail = z.object({ waiting: z.int(), retrying: z.int(), sent: z.int(), failed: z.array(LetterLine), withoutAddress: z.int() });

/**
 * The state of backups, deletion, mail and holds. `mail` is null where none is sent, or the reader does not manage it. `holds` is null for readers who may not
 * know who is held.
 */
export const Retention = z.object({
  backupStatus: z.enum(['none', 'late', 'proven']),
  backups: z.array(BackupLine),
  rules: z.array(RuleLine),
  kept: z.object({ record: z.int(), byTwo: z.int(), withAccount: z.int(), withReport: z.int(), aDay: z.int(), none: z.int() }),
  mail: Mail.nullable(),
  holds: z.array(HoldLine).nullable(),
});
export type Retention = z.infer<typeof Retention>;
