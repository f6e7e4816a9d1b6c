import type { Day } from '#kernel/day.ts';

/** The command of the leaf of a day, and the kind of its subject, which is the channel. */
export const [DAY_COMMAND, DAY_SUBJECT] = ['reports/close-day', 'channel'] as const;

/**
 * What the leaf of a day and a channel commits to. `key`: the newest channel key at the end of the day (base64). `manifest`: the hash of the list in force then, null
 * where none was. `root`: the Merkle root over the hashes of the acts of the day (base64). No count and no time.
 */
export type DayDetail = { readonly day: Day; readonly key: string | null; readonly manifest: string | null; readonly root: string };

/** Public parts of a leaf that the detail does not say: its id, its moment, the installation and the clauses. */
export type DayEntry = { readonly id: string; readonly at: string; readonly person: string; readonly clauses: readonly string[] };

/** The detail as it was hashed: canonical JSON (RFC 8785), which for these texts is JSON with the names in order. */
export function detailText({ day, key, manifest, root }: DayDetail): string {
  return JSON.stringify({ day, key, manifest, root });
}

/** The leaf as it was hashed. `commitment`: hex of SHA-256 over the salt and the detail. */
export function leafText({ id, at, person, clauses }: DayEntry, channel: string, commitment: string): string {
  return JSON.stringify({
    at,
    clauses,
    command: DAY_COMMAND,
    commitment,
    evidenceKind: null,
    format: 1,
    id,
    operational: null,
    party: null,
    person,
    subject: channel,
    subjectKind: DAY_SUBJECT,
  });
}
