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

/** What is said of a backup in the open: nothing that tells how much is in it beyond its size. Written last. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  kind: z.enum(['cluster', 'logical']),
  made: z.iso.datetime(),
  seconds: z.number(),
  program: z.string(),
  postgres: z.string(),
  recipients: z.array(z.string()),
  sealed: z.strictObject({ file: z.string(), bytes: z.int(), sha256: z.string() }),
  /** Of a copied cluster: whose it is, where its log begins and ends, and the point at which its tables were counted. */
  cluster: z
    .strictObject({ system: z.string(), timeline: z.int(), firstSegment: z.string(), lastSegment: z.string(), mark: z.string() })
    .optional(),
});
export type Manifest = z.output<typeof Manifest>;

/** How a backup was proven. `with`: the passing key of the night that made it, or the identity kept offline. */
export const Proof = z.strictObject({
  format: z.literal(1),
  at: z.iso.datetime(),
  seconds: z.number(),
  with: z.enum(['passing-key', 'identity']),
  tables: z.int(),
  rows: z.int(),
  links: z.int(),
  chain: z.string(),
});
export type Proof = z.output<typeof Proof>;
