import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { PageQuery, pageOf } from '#kernel/page.ts';
import { BATCH_MACHINE } from './batch.rules.ts';
import { ROSTER_FIELDS } from './roster.rules.ts';

/** The most rows one command takes; a longer roster is imported in parts, one after the other. */
export const MAX_ROWS = 2_500;

/** A roster, or a part of one, always with its header. `firstLine`: the line of the first row of this part in the whole file. */
const Part = { partyId: z.uuid(), table: z.string().min(1).max(900_000), firstLine: z.int().min(2).max(1_000_000).default(2) };
export const PreviewRoster = z.strictObject(Part);

export const RosterFault = z.object({ line: z.int(), column: z.string(), reason: z.string() });
export const RosterPreview = z.object({
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** People on the roster today. */
  active: z.int(),
  changes: z.array(
    z.object({
      line: z.int(),
      number: z.string(),
      fields: z.array(z.object({ field: z.enum([...ROSTER_FIELDS, 'left']), was: z.string(), is: z.string() })),
    }),
  ),
  faults: z.array(RosterFault),
  faultCount: z.int(),
  /** A fingerprint of the people of these rows as they are now; the import must send it back. */
  against: z.string(),
});
export type RosterPreview = z.infer<typeof RosterPreview>;

/** `total`: the rows of the whole file. The first part opens the batch. */
export const ImportRoster = z.strictObject({
  ...Part,
  batchId: z.uuid(),
  title: z.string().trim().min(1).max(200),
  total: z.int().min(1).max(1_000_000),
  against: z.string().max(64),
});
export const RosterImported = z.object({ batchId: z.string(), imported: z.int(), total: z.int(), new: z.int(), changed: z.int() });

export const UndoRoster = z.strictObject({ batchId: z.uuid(), version: z.int(), ...commentField(BATCH_MACHINE.actions['undo-import']) });
/** `kept`: people changed since, who stay as they are. */
export const RosterUndone = z.object({ batchId: z.string(), left: z.int(), unchanged: z.int(), version: z.int() });

export const ListRosters = PageQuery.extend({ partyId: z.uuid() });
export const RosterBatches = pageOf(
  z.object({
    id: z.string(),
    title: z.string(),
    total: z.int(),
    imported: z.int(),
    startedAt: z.string(),
    importedBy: z.string(),
    undone: z.object({ at: z.string().nullable(), reason: z.string() }).nullable(),
    version: z.int(),
    actions: offeredActionsOf(BATCH_MACHINE),
  }),
);
export type RosterBatches = z.infer<typeof RosterBatches>;
