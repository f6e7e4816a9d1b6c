import { AppError, type ErrorCode } from '#kernel/errors.ts';
import './errors.ts';

export type WorkQueueOptions = {
  /** How much of it is done at once; one unless more is said. */
  atOnce?: number;
  /** How many places there are, of work that is done and of work that waits; without it whoever calls bounds them. */
  most?: number;
  /** What is thrown where all places are taken. */
  full?: ErrorCode;
  /** A queue in which the first of this one waits. It serves several in turn, one of each: a crowd in one makes the others wait twice as long and no longer. */
  behind?: WorkQueue;
};

/** A place in a queue: work is done in it once, or it is left. */
export type Place = { run: <T>(work: () => Promise<T>, left?: AbortSignal) => Promise<T>; leave: () => void };

/** Work that is done in the order in which it came. */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #taken = 0;

  constructor(options: WorkQueueOptions = {}) {
    this.#options = options;
  }

  /** How many places are taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes a place. It is given back when its work is done, or it is left. Throws `full` where there is none. */
  take(): Place {
    const { most = Number.POSITIVE_INFINITY, full = 'platform/busy' } = this.#options;
    if (this.#taken >= most) throw new AppError(full);
    this.#taken += 1;
    let isHeld = true;
    const leave = () => {
      if (isHeld) this.#taken -= 1;
      isHeld = false;
    };
    return { leave, run: (work, left) => this.#run(work, left).finally(leave) };
  }

  /** Does work when its turn comes. Throws `full`; or the reason of `left` where that came before the work was begun, which is then never done. */
  async run<T>(work: () => Promise<T>, left?: AbortSignal): Promise<T> {
    return this.take().run(work, left);
  }

  async #run<T>(work: () => Promise<T>, left: AbortSignal | undefined): Promise<T> {
    const { behind } = this.#options;
    await this.#comeToTurn(left);
    try {
      left?.throwIfAborted();
      return await (behind ? behind.run(work, left) : work());
    } finally {
      this.#callNext();
    }
  }

  async #comeToTurn(left: AbortSignal | undefined): Promise<void> {
    if (this.#running < (this.#options.atOnce ?? 1)) {
      this.#running += 1;
      return;
    }
    left?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const come = () => {
        left?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(come);
        reject(left!.reason);
      };
      left?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(come);
    });
  }

  #callNext(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#running -= 1;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
