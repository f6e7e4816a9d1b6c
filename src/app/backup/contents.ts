import { z } from 'zod';

const Digest = z.strictObject({ rows: z.int(), sha256: z.string() });
const Files = z.array(z.strictObject({ path: z.string(), size: z.int(), sha256: z.string() }));

/** The description encrypted inside a backup: enough to check that a restore gives the same database. */
export const Contents = z.strictObject({
  format: z.literal(1),
  kind: z.enum(['cluster', 'logical']),
  program: z.string(),
  postgres: z.string(),
  migrations: z.array(z.strictObject({ number: z.int(), name: z.string(), hash: z.string() })),
  /** Ids of the master keys that the encrypted values in the backup need. The keys themselves are stored elsewhere. */
  masterKeys: z.array(z.string()),
  exercise: z.boolean(),
  tables: z.record(z.string(), Digest.extend({ columns: z.array(z.string()), counters: z.array(z.string()) })),
  ledger: z.strictObject({ links: z.int(), hash: z.string(), waiting: z.int() }),
  files: Files,
});
export type Contents = z.output<typeof Contents>;

/** An encrypted file on disk: its size and its hash, which are signed. */
export const EncryptedFile = z.strictObject({ bytes: z.int(), sha256: z.string() });

/** The signed manifest of a backup, readable by anyone. It reveals nothing about the amount of content except the file size; the proof next to it does. Written last. */
export const Manifest = z.strictObject({
  format: z.literal(2),
  /** The installation that owns the backup: the id of its first master key. */
  installation: z.string(),
  /** The number in this place, and the hash of the previous manifest: null in the first. */
  sequence: z.int().positive(),
  previous: z.string().nullable(),
  kind: z.enum(['cluster', 'logical']),
  made: z.iso.datetime(),
  seconds: z.number(),
  program: z.string(),
  postgres: z.string(),
  recipients: z.array(z.string()),
  encrypted: EncryptedFile.extend({ file: z.string().regex(/^[\w.-]+$/) }),
  /** For a copied cluster: its identity (system number and incarnation), where its log begins and ends, and the point at which its tables were counted. */
  cluster: z
    .strictObject({
      system: z.string().regex(/^\d+$/),
      incarnation: z.uuid(),
      timeline: z.int(),
      firstSegment: z.string(),
      lastSegment: z.string(),
      restorePoint: z.string(),
    })
    .optional(),
});
export type Manifest = z.output<typeof Manifest>;

/** The signed manifest stored next to an export. */
export const ExportManifest = z.strictObject({
  format: z.literal(2),
  installation: z.string(),
  made: z.iso.datetime(),
  program: z.string(),
  encrypted: EncryptedFile,
});
export type ExportManifest = z.output<typeof ExportManifest>;

/** How the process that made a backup proved it. Signed; `manifest` is the hash of the manifest it refers to. */
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

const POINT = 'manumit_';

/** The name of the restore point of a moment, in milliseconds since 1970. Pure. */
export function restorePointName(ms: number): string {
  return `${POINT}${ms}`;
}

/** The moment that the name of a restore point states, in milliseconds since 1970; NaN for another name. Pure. */
export function restorePointMs(name: string): number {
  return name.startsWith(POINT) ? Number(name.slice(POINT.length)) : Number.NaN;
}
