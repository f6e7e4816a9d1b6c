import { useSyncExternalStore } from 'react';
import { get } from '#web/client/api.ts';
import { queryClient } from '#web/client/query-client.ts';
import { type Session, sessionQuery } from '#web/client/session.ts';
import type { DeskCalls } from './entry-protocol.ts';
import { IDLE_LOCK_MS, type LockedKeys, type ReaderAnswer, type ReaderFailure, type ReaderRequest } from './protocol.ts';
import workerAddress from './reader-worker.ts?worker&url';
import { ASK_EVERY_MS, isRefused, isStillReader, OF_READERS, ON_PAGES } from './still-reader.ts';

/** A call of the worker had no value. */
export class ReaderCallFailed extends Error {
  readonly failure: ReaderFailure;
  constructor(failure: ReaderFailure) {
    super(failure);
    this.failure = failure;
  }
}

/** What the page knows of the keys: of which channel they are open, and when they lock unless a person touches the page. */
export type KeysState = { readonly channel: string; readonly locksAt: number } | null;

type Waiting = { resolve: (value: never) => void; reject: (reason: Error) => void };
type Factory = { createPolicy: (name: string, rules: object) => { createScriptURL: (url: string) => string } };

/** A touch is passed on once a second at most. */
const TOUCH_EVERY_MS = 1_000;

/**
 * The worker that holds the keys of the reader, from the page's side. One for the whole desk: a page that is left and opened again within five minutes finds it
 * unlocked. Nothing of it is stored anywhere; closing or reloading the page locks.
 */
class ReaderKeys {
  #worker: Worker | null = null;
  #next = 0;
  #state: KeysState = null;
  #touchedAt = 0;
  /** What was being written when the keys were locked, encrypted to them, by what it is for. In memory only: a reload drops it. */
  readonly drafts = new Map<string, Uint8Array>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<() => void>();

  get state(): KeysState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the worker, which is started for it where there is none. Rejects with ReaderCallFailed. */
  call<Call extends keyof DeskCalls>(call: Call, input: Parameters<DeskCalls[Call]>[0]): Promise<ReturnType<DeskCalls[Call]>> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call, input } satisfies ReaderRequest);
    });
  }

  /** Loads the worker before it is needed, so that what follows makes no request. */
  load(): void {
    this.#worker ??= this.#start();
  }

  async unlock(keys: LockedKeys, passphrase: string): Promise<'unlocked' | 'wrong-passphrase'> {
    const answer = await this.call('unlock', { ...keys, passphrase });
    this.#set(answer === 'unlocked' ? { channel: keys.channel, locksAt: Date.now() + IDLE_LOCK_MS } : null);
    return answer;
  }

  /** Ends the worker, and with it every key. */
  lock(): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new ReaderCallFailed('locked'));
    this.#waiting.clear();
    this.#set(null);
  }

  /** The reader is still there. */
  readonly touch = (): void => {
    if (this.#state === null || this.#worker === null || Date.now() - this.#touchedAt < TOUCH_EVERY_MS) return;
    this.#touchedAt = Date.now();
    this.#worker.postMessage('touch' satisfies ReaderRequest);
    this.#set({ ...this.#state, locksAt: this.#touchedAt + IDLE_LOCK_MS });
  };

  #set(state: KeysState): void {
    this.#state = state;
    const change = state === null ? removeEventListener : addEventListener;
    for (const event of ['keydown', 'pointerdown']) change(event, this.touch);
    for (const listener of this.#listeners) listener();
  }

  #start(): Worker {
    const worker = new Worker(trusted(workerAddress), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<ReaderAnswer>) => {
      if (data === 'locked') return this.lock();
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('failure' in data) waiting?.reject(new ReaderCallFailed(data.failure));
      else waiting?.resolve(data.value as never);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.values()) reject(new ReaderCallFailed('failed'));
      this.#waiting.clear();
      this.lock();
    });
    return worker;
  }
}

let known: string | undefined;

/** The address of the worker. Where the browser has Trusted Types, the one policy of the desk lets this address through and no other. */
function trusted(address: string): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (factory === undefined) return address;
  // A policy is made once: the browser refuses a second one of the same name.
  known ??= factory
    .createPolicy('reader-worker', {
      createScriptURL: (url: string) => {
        if (url !== address) throw new TypeError('Only the worker of the reader may be started.');
        return url;
      },
    })
    .createScriptURL(address);
  return known;
}

/** The keys of the reader, one for the whole desk. */
export const readerKeys = new ReaderKeys();

/** A second worker of the same code, in which an operator writes a report that they received. It holds no keys of the reader, and its code goes with it. */
export const entryWorker = new ReaderKeys();

/** A third one, which checks the list of readers before what was kept on this phone is sent: a report that is being written has its own. */
export const queueWorker = new ReaderKeys();

// Another person may sign in on the same page: keys do not outlive the session in which they were unlocked.
let reader: unknown;
queryClient.getQueryCache().subscribe(({ query, type }) => {
  if (query.queryKey[0] !== sessionQuery.queryKey[0]) return;
  const person = (query.state.data as Session | undefined)?.person.id;
  if (type === 'removed' || (reader !== undefined && person !== reader)) {
    for (const one of [readerKeys, entryWorker, queueWorker]) one.lock();
    readerKeys.drafts.clear();
  }
  reader = person;
});

// A reader who was removed keeps nothing open, whichever page is shown: what it held is read again, and the server has nothing for them.
async function lockIfRemoved(): Promise<void> {
  const channel = readerKeys.state?.channel;
  if (channel === undefined || (await isStillReader(channel, () => get('/report-desks', {})))) return;
  // Keys of another channel may have been opened meanwhile.
  if (readerKeys.state?.channel !== channel) return;
  readerKeys.lock();
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => ON_PAGES.includes(queryKey[0]) });
}
setInterval(() => void lockIfRemoved(), ASK_EVERY_MS);
queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated' || event.action.type !== 'error' || !OF_READERS.includes(event.query.queryKey[0])) return;
  if (isRefused(event.action.error)) void lockIfRemoved();
});

/** What the page knows of the keys, kept current. */
export function useKeysState(): KeysState {
  return useSyncExternalStore(
    (listener) => readerKeys.subscribe(listener),
    () => readerKeys.state,
  );
}
