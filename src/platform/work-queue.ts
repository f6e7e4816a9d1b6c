import { AppError, type ErrorCode } from '#kernel/errors.ts';
import './errors.ts';

export type WorkQueueOptions = {
  /** How many tasks run at once; 1 by default. */
  concurrency?: number;
  /** How many tasks may run and wait together; unlimited by default. */
  maxPlaces?: number;
  /** Thrown when all places are taken; platform/busy by default. */
  fullError?: ErrorCode;
  /**
   * A second queue that each task waits in when it reaches the head of this one. Queues with the same second queue are served round robin: a crowd in one of them
   * delays a task in another by one task each.
   */
  sharedQueue?: WorkQueue;
};

/** A place in a queue. It serves one task, or is released. `run` as WorkQueue.run. */
export type Place = { run: <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>; release: () => void };

/** Runs tasks first in, first out. */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #placesTaken = 0;

  constructor(options: WorkQueueOptions = {}) {
    this.#options = options;
  }

  /** How many tasks run or wait. */
  get placesTaken(): number {
    return this.#placesTaken;
  }

  /** Reserves a place. It is released when its task is over or by `release`. Throws `fullError`. */
  takePlace(): Place {
    const { maxPlaces = Number.POSITIVE_INFINITY, fullError = 'platform/busy' } = this.#options;
    if (this.#placesTaken >= maxPlaces) throw new AppError(fullError);
    this.#placesTaken += 1;
    let isHeld = true;
    const release = () => {
      if (isHeld) this.#placesTaken -= 1;
      isHeld = false;
    };
    return { release, run: (task, signal) => this.#run(task, signal).finally(release) };
  }

  /**
   * Runs a task when its turn comes. Throws `fullError`. A task that is aborted before its turn never runs: it throws the reason of `signal`, and the place is
   * free at once.
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.takePlace().run(task, signal);
  }

  async #run<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { sharedQueue } = this.#options;
    await this.#waitForTurn(signal);
    try {
      signal?.throwIfAborted();
      return await (sharedQueue ? sharedQueue.run(task, signal) : task());
    } finally {
      this.#startNext();
    }
  }

  async #waitForTurn(signal: AbortSignal | undefined): Promise<void> {
    if (this.#running < (this.#options.concurrency ?? 1)) {
      this.#running += 1;
      return;
    }
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(start);
        reject(signal!.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(start);
    });
  }

  #startNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#running -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
