import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { ERASURE_MACHINE } from './erasures/erasure.rules.ts';

const Size = z.int().nonnegative();
const Base64 = z.string();

/** A published checkpoint as the desk shows and stores it. */
export const CheckpointView = z.object({ origin: z.string(), size: Size, root: Base64, day: z.iso.date() });
export type CheckpointView = z.output<typeof CheckpointView>;

/** Sent by a browser with the checkpoint it kept: does the log continue it? */
export const StoredSize = z.strictObject({ size: z.coerce.number<number>().int().nonnegative() });

/** The newest published checkpoint and the proof that it continues the given size. `shorter`: the log no longer reaches that size. */
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

/**
 * The state of the log: `none` no witness is enrolled, `one` two are required, `waiting` two have not signed yet, `behind` signatures are late, `forked` a
 * witness says that the past was altered.
 */
export const LogState = z.object({
  size: Size,
  /** Null where the reader may not know how many leaves are commands. */
  padding: Size.nullable(),
  keys: z.array(z.object({ vkey: z.string(), fromSize: Size })),
  published: CheckpointView.nullable(),
  witnessing: z.enum(['none', 'one', 'waiting', 'good', 'behind', 'forked']),
  witnessedUpTo: z.iso.datetime().nullable(),
  witnesses: z.array(WitnessView),
});
export type LogState = z.output<typeof LogState>;

/** The state of the log on the home page of the auditor. */
export const LogHome = LogState.pick({ size: true, published: true, witnessing: true, witnessedUpTo: true }).extend({
  witnesses: z.int(),
  ...HomeUrgency.shape,
});
export type LogHome = z.output<typeof LogHome>;

export const AskErasure = z.strictObject({ entryId: z.uuid(), reason: z.string().trim().min(1).max(2000) });
export const OnErasure = z.strictObject({ entryId: z.uuid() });
export const ErasureAnswer = z.object({ entryId: z.uuid() });
export const ErasureView = z.object({
  entryId: z.uuid(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  /** When the request ended without an erasure, and why a second person refused it; no reason: the person who made it withdrew it. */
  endedAt: z.iso.datetime().nullable(),
  refusal: z.string().nullable(),
  state: z.enum(ERASURE_MACHINE.states),
  actions: offeredActionsOf(ERASURE_MACHINE),
});
export const Erasures = z.object({ items: z.array(ErasureView), more: z.boolean() });
export type Erasures = z.output<typeof Erasures>;

/** At most one task for all requests: they are decided on one page. `requestedAt`: since when the first one waits, ISO 8601 in UTC. There is no due date. */
export const ErasureTasks = z.object({ tasks: z.array(z.object({ count: z.number().int(), requestedAt: z.string() })) });
export type ErasureTasks = z.output<typeof ErasureTasks>;

export const DrawSample = z.strictObject({ size: z.coerce.number<number>().int().min(1).max(200).default(20) });

/**
 * Whether a reader sees the content of an entry. `open`; `closed`: only its author reads it; `erased` by two persons; `missing`: it is the reader's own, was
 * not erased, and is not there: a loss, or tampering.
 */
export const SampleContent = z.enum(['open', 'closed', 'erased', 'missing']);
export type SampleContent = z.output<typeof SampleContent>;

/** One drawn entry with its proof: its leaf, the path to the root, and its content where this reader may see it. */
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
  /** Indexes of drawn leaves that are padding, in the order of the draw. */
  padding: z.array(Size),
});
export type AuditSample = z.output<typeof AuditSample>;
