import { randomBytes } from 'node:crypto';

/** An entry that is looked at. `came` is null where it let in, else the error; `state` says the same while nobody waits for it. */
export type Entry = {
  token: string;
  ticket: string;
  typed: { code: string; number: string };
  came: Promise<unknown>;
  state: 'waiting' | 'in' | 'failed';
};

/** How long an entry is kept, in seconds. */
export const KEPT_SECONDS = 120;
/** How many are kept at most. Fewer than 600 of them wait, as many as the queues of a class hold (identity/sign-in-queues.ts): all others are over. */
const MOST_KEPT = 5_000;

/** A secret for a cookie. */
export const secret = () => randomBytes(32).toString('base64url');

/** The same text in memory of its own. A part of a text keeps the whole of it in memory, here a whole form for as long as an entry. */
export const copyOf = (text: string) => Buffer.from(text).toString();

/**
 * The entries whose pages wait, by the secret in a cookie. They live in this process: after a restart the slip is typed again. Where there is no room for one more, the oldest that
 * failed goes, for its slip has to be typed again in any case; where none failed, the oldest that let in. One that waits keeps its turn.
 */
export class WaitingEntries {
  readonly #kept = new Map<string, { entry: Entry; timer: NodeJS.Timeout }>();
  readonly #most: number;

  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  /** Keeps an entry; answers its secret. */
  keep(entry: Entry): string {
    if (this.#kept.size >= this.#most) this.#makeRoom();
    const key = secret();
    this.#kept.set(key, { entry, timer: setTimeout(() => this.drop(key), KEPT_SECONDS * 1000).unref() });
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
    let letIn: string | undefined;
    for (const [key, { entry }] of this.#kept) {
      if (entry.state === 'failed') {
        this.drop(key);
        return;
      }
      if (entry.state === 'in') letIn ??= key;
    }
    if (letIn !== undefined) this.drop(letIn);
  }
}
