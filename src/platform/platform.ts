import type { Pool } from 'pg';
import type { Clock } from '#kernel/clock.ts';
import type { Keys } from './keys.ts';

/** Services that rooms offer to others. A room's index adds its own by declaration merging, so that the platform never imports a room. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms fill it.
export interface Services {}

/** What every command and query depends on. Made once, at start, and passed down. */
export type Platform = {
  /** Connections of the application role. */
  readonly pool: Pool;
  readonly clock: Clock;
  /** True while the disk is below its watermark: writes are refused before they can fail. */
  readonly diskIsLow: () => boolean;
  /** True while only the space reserved for recovery is left: sign-in, which anybody may attempt any number of times, is refused too. */
  readonly diskIsAtReserve: () => boolean;
  /** Writes one line to the log. Never content, never a name. */
  readonly log: (line: Record<string, unknown>) => void;
  /** True in the exercise: its pages, documents and exports say so. */
  readonly exercise: boolean;
  /** The address of the desk for browsers, without a final slash: passkeys and single sign-on are bound to it. */
  readonly deskUrl: string;
  /** The address of the public pages, where it is known to be different. */
  readonly publicUrl?: string;
  /** Where uploads are stored while they arrive; absent where there are no uploads. Emptied at each start. */
  readonly uploadFolder?: string;
  /** Encrypts, decrypts and signs with the secrets of this installation. */
  readonly keys: Keys;
  readonly services: Services;
};
