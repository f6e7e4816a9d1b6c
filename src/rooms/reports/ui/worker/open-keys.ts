import { decode } from '../../crypto/bytes.ts';
import type { SecretKeys } from '../../crypto/keys.ts';
import { unlockKeys } from '../../crypto/reader-keys.ts';
import { IDLE_LOCK_MS, type LockedKeys } from './protocol.ts';

/** A call needs keys, and there are none: they were never unlocked, or were dropped since. */
export class KeysLocked extends Error {}

/** The keys of one channel while they are unlocked. Whatever holds them asks here each time, so that nothing goes on with keys that were dropped. */
export class OpenKeys {
  readonly #now: () => number;
  #open: { channel: string; keys: SecretKeys } | null = null;
  #touchedAt = 0;

  /** `now` in milliseconds: a computer that slept for an hour has not been touched for an hour. */
  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  async unlock({ channel, locked, passphrase }: LockedKeys & { passphrase: string }): Promise<'unlocked' | 'wrong-passphrase'> {
    this.lock();
    const keys = await unlockKeys(decode(locked), passphrase);
    if (keys === null) return 'wrong-passphrase';
    this.#open = { channel, keys };
    this.#touchedAt = this.#now();
    return 'unlocked';
  }

  lock(): void {
    this.#open = null;
  }

  touch(): void {
    if (!this.lockIfIdle()) this.#touchedAt = this.#now();
  }

  /** Drops the keys where nobody has touched the page for five minutes. Answers whether there are none. */
  lockIfIdle(): boolean {
    if (this.#now() - this.#touchedAt >= IDLE_LOCK_MS) this.lock();
    return this.#open === null;
  }

  /** The keys of a channel. Throws KeysLocked. */
  of(channel: string): SecretKeys {
    if (this.lockIfIdle() || this.#open!.channel !== channel) throw new KeysLocked();
    return this.#open!.keys;
  }
}
