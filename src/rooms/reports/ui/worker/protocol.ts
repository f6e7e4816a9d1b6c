/** A reader's own keys as the server keeps them, locked (base64), and the channel that they are for. */
export type LockedKeys = { readonly channel: string; readonly locked: string };

/** The calls of the worker that holds a reader's keys. A call gives it ciphertext and gets back content or ciphertext: no answer ever holds a key. */
export type ReaderCalls = {
  /** Opens the keys of one channel. Those of another that were open before are dropped. */
  unlock: (input: LockedKeys & { passphrase: string }) => 'unlocked' | 'wrong-passphrase';
};

/** A call on its way. `touch` says that the reader is still there; it has no answer. */
export type ReaderRequest = { readonly id: number; readonly call: keyof ReaderCalls; readonly input: unknown } | 'touch';

/** Why a call has no value: the keys were locked meanwhile, or it failed. */
export type ReaderFailure = 'locked' | 'failed';

/** An answer; `locked` comes by itself once nobody has touched the page for five minutes. */
export type ReaderAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: ReaderFailure }
  | 'locked';

/** The time without a touch after which the keys are dropped. */
export const IDLE_LOCK_MS = 5 * 60_000;
