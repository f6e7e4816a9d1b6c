import { z } from 'zod';

const Digest = z.strictObject({ rows: z.int(), sha256: z.string() });
const Files = z.array(z.strictObject({ path: z.string(), size: z.int(), sha256: z.string() }));

/** What lies inside a backup, sealed with it: enough to say of a restore whether it is the same. */
export const Contents = z.strictObject({
  format: z.literal(1),
  kind: z.enum(['cluster', 'logical']),
  program: z.string(),
  postgres: z.string(),
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), hash: z.string() })),
  /** Ids of the master keys that what is sealed inside needs. The keys themselves are kept apart. */
  masterKeys: z.array(z.string()),
  exercise: z.boolean(),
  tables: z.record(z.string(), Digest.extend({ columns: z.array(z.string()), counters: z.array(z.string()) })),
  ledger: z.strictObject({ links: z.int(), hash: z.string(), waiting: z.int() }),
  files: Files,
});
export type Contents = z.output<typeof Contents>;

/** A sealed file as it lies on the disk: its size and its hash, which are signed. */
export const Sealed = z.strictObject({ bytes: z.int(), sha256: z.string() });

/** What is said of a backup in the open and signed: nothing that tells how much is in it beyond its size. Written last. */
export const Manifest = z.strictObject({
  format: z.literal(2),
  /** Whose it is: the id of the installation's first master key. */
  installation: z.string(),
  /** Its number in this place, and the hash of the manifest before it: null in the first. */
  sequence: z.int().positive(),
  previous: z.string().nullable(),
  kind: z.enum(['cluster', 'logical']),
  made: z.iso.datetime(),
  seconds: z.number(),
  program: z.string(),
  postgres: z.string(),
  recipients: z.array(z.string()),
  sealed: Sealed.extend({ file: z.string().regex(/^[\w.-]+$/) }),
  /** Of a copied cluster: whose it is (system number and incarnation), where its log begins and ends, and the point at which its tables were counted. */
  cluster: z
    .strictObject({
      system: z.string().regex(/^\d+$/),
      incarnation: z.uuid(),
      timeline: z.int(),
      firstSegment: z.string(),
      lastSegment: z.string(),
      mark: z.string(),
    })
    .optional(),
});
export type Manifest = z.output<typeof Manifest>;

/** What is signed of an export, beside it. */
export const ExportManifest = z.strictObject({
  format: z.literal(2),
  installation: z.string(),
  made: z.iso.datetime(),
  program: z.string(),
  sealed: Sealed,
});
export type ExportManifest = z.output<typeof ExportManifest>;

/** How a backup was proven by the process that made it. Signed; `manifest` is the hash of the one manifest it speaks of. */
export const Proof = z.strictObject({
  format: z.literal(2),
  installation: z.string(),
  sequence: z.int().positive(),
  manifest: z.string(),
  at: z.iso.datetime(),
  seconds: z.number(),
  tables: z.int(),
  rows: z.int(),
  links: z.int(),
  chain: z.string(),
});
export type Proof = z.output<typeof Proof>;
