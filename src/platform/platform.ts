import type { Pool } from 'pg';
import type { Clock } from '#kernel/clock.ts';
import type { Keys } from './keys.ts';

/** What rooms put at the disposal of others. A room's door adds its own by declaration merging, so that the platform never looks upward. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it.
export interface Services {}

/** What every command and query stands on. Made once, at start, and handed down. */
export type Platform = {
  /** Connections of the application role. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** True while the disk is below its watermark: writes are refused before they can fail. */
  readonly diskIsLow: () => boolean;
  /** Writes one line to the log. Never content, never a name. */
  readonly log: (line: Record<string, unknown>) => void;
  /** True in the exercise: its pages, documents and exports say so. */
  readonly exercise: boolean;
  /** Where browsers reach the desk, without a slash at the end: passkeys and single sign-on are bound to it. */
  readonly deskUrl: string;
  /** Where the public pages are reached, where that is known to be another address. */
  readonly publicUrl?: string;
  /** Where files are kept aside while they come in; absent where none do. A start empties it. */
  readonly spoolFolder?: string;
  /** Seals, opens and signs with the secrets of this installation. */
  readonly keys: Keys;
  readonly services: Services;
};
