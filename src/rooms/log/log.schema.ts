import { z } from 'zod';

const Size = z.int().nonnegative();
const Base64 = z.string();

/** A published checkpoint as the desk shows and keeps it. */
export const CheckpointView = z.object({ origin: z.string(), size: Size, root: Base64, day: z.iso.date() });
export type CheckpointView = z.output<typeof CheckpointView>;

/** Asked by a browser with the checkpoint it kept: does the log continue it? */
export const KeptSize = z.strictObject({ size: z.coerce.number<number>().int().nonnegative() });

/** The newest published checkpoint and the proof that it continues the size asked for; `shorter`: the log does not reach that size any more. */
export const LogContinues = z.object({
  checkpoint: CheckpointView.nullable(),
  proof: z.array(Base64),
  shorter: z.boolean(),
});

export const EnrolWitness = z.strictObject({
  name: z.string().trim().min(1).max(200),
  vkey: z.string().trim().min(1).max(500),
  url: z.url({ protocol: /^https?$/ }).max(500),
});
export const OnWitness = z.strictObject({ witnessId: z.uuid() });
export const WitnessAnswer = z.object({ id: z.uuid() });

export const WitnessView = z.object({
  id: z.uuid(),
  name: z.string(),
  url: z.string(),
  vkey: z.string(),
  size: Size,
  signedAt: z.iso.datetime().nullable(),
  fault: z.enum(['unreachable', 'refused', 'forked']).nullable(),
  faultAt: z.iso.datetime().nullable(),
});
export type WitnessView = z.output<typeof WitnessView>;

export type LogContinues = z.output<typeof LogContinues>;

/** How the log is kept: `none` no outside check is set up, `one` two are wanted, `waiting` two have not signed yet, `behind` not witnessed since, `forked` one says the past was altered. */
export const LogState = z.object({
  size: Size,
  /** Null where the reader may not know how many of the leaves are acts. */
  padding: Size.nullable(),
  keys: z.array(z.object({ vkey: z.string(), fromSize: Size })),
  published: CheckpointView.nullable(),
  witnessing: z.enum(['none', 'one', 'waiting', 'good', 'behind', 'forked']),
  witnessedUpTo: z.iso.datetime().nullable(),
  witnesses: z.array(WitnessView),
});
export type LogState = z.output<typeof LogState>;

export const AskErasure = z.strictObject({ entryId: z.uuid(), reason: z.string().trim().min(1).max(2000) });
export const OnErasure = z.strictObject({ entryId: z.uuid() });
export const ErasureAnswer = z.object({ entryId: z.uuid() });
export const ErasureView = z.object({
  entryId: z.uuid(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  mayApprove: z.boolean(),
});
export const Erasures = z.object({ items: z.array(ErasureView) });
export type Erasures = z.output<typeof Erasures>;

export const DrawSample = z.strictObject({ size: z.coerce.number<number>().int().min(1).max(200).default(20) });

/**
 * What a reader has of what an entry holds: `open`; `closed`, for only who acted reads it; `erased` by two persons; `missing`, which is the reader's own and neither
 * there nor erased: a loss, or tampering.
 */
export const SampleContent = z.enum(['open', 'closed', 'erased', 'missing']);
export type SampleContent = z.output<typeof SampleContent>;

/** One drawn entry with what proves it: its leaf, the way to the root, and what it holds where this reader may see that. */
export const SampleItem = z.object({
  draw: z.int(),
  index: Size,
  leaf: z.record(z.string(), z.unknown()),
  proof: z.array(Base64),
  opening: z.object({ salt: z.string(), detail: z.unknown() }).nullable(),
  content: SampleContent,
  erasedAt: z.iso.datetime().nullable(),
});
export const AuditSample = z.object({
  rule: z.literal('manumit audit sample 1'),
  checkpoint: CheckpointView,
  note: z.string(),
  items: z.array(SampleItem),
  /** Indexes that were drawn and are padding, in their order. */
  padding: z.array(Size),
});
export type AuditSample = z.output<typeof AuditSample>;
