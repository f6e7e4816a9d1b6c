import { randomBytes } from 'node:crypto';

/** The result of an entry. `came` is null if it succeeded, otherwise the error; `state` says the same without waiting for it. */
export type Entry = {
  token: string;
  ticket: string;
  typed: { code: string; number: string };
  failure: Promise<unknown>;
  state: 'waiting' | 'in' | 'failed';
};

/** How long an entry is kept, in seconds. */
export const MAX_WAIT_SECONDS = 120;
/** The maximum number kept. Fewer than 600 of them wait, as many as the queues of a class hold (identity/sign-in-queues.ts); all others are finished. */
const MAX_ENTRIES = 5_000;

/** A secret for a cookie. */
export const secret = () => randomBytes(32).toString('base64url');

/** A copy of a text in its own memory. A substring keeps the whole original in memory, here a whole form for as long as the entry. */
export const copyOf = (text: string) => Buffer.from(text).toString();

/**
 * The entries whose pages wait, by the secret in a cookie. They live in this process: after a restart the learner types the access slip again. When it is full, the
 * oldest failed entry is dropped, because its access slip must be typed again anyway; if none failed, the oldest successful one. A waiting entry keeps its place.
 */
export class WaitingEntries {
  readonly #kept = new Map<string, { entry: Entry; timer: NodeJS.Timeout }>();
  readonly #most: number;

  constructor(most = MAX_ENTRIES) {
    this.#most = most;
  }

  /** Stores an entry; returns its secret. */
  add(entry: Entry): string {
    if (this.#kept.size >= this.#most) this.#makeRoom();
    const key = secret();
    this.#kept.set(key, { entry, timer: setTimeout(() => this.drop(key), MAX_WAIT_SECONDS * 1000).unref() });
    return key;
  }

  find(key: string): Entry | undefined {
    return this.#kept.get(key)?.entry;
  }

  drop(key: string): void {
    clearTimeout(this.#kept.get(key)?.timer);
    this.#kept.delete(key);
  }

  #makeRoom(): void {
    let oldest: string | undefined;
    for (const [key, { entry }] of this.#kept) {
      if (entry.state === 'failed') {
        this.drop(key);
        return;
      }
      if (entry.state === 'in') oldest ??= key;
    }
    if (oldest !== undefined) this.drop(oldest);
  }
}
