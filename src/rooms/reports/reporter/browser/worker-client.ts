import type { WorkerAnswer, WorkerCalls, WorkerRequest } from './worker-protocol.ts';

/** The worker could not be loaded, or a call failed in it. */
export class WorkerFailed extends Error {}

type Policy = { createScriptURL: (url: string) => string };
type Factory = { createPolicy: (name: string, rules: Policy) => Policy };

/** Calls the worker that holds the keys. It is loaded at the first call. */
export class WorkerClient {
  #worker: Worker | null = null;
  #next = 0;
  readonly #waiting = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();

  call<Call extends keyof WorkerCalls>(call: Call, input: Parameters<WorkerCalls[Call]>[0]): Promise<ReturnType<WorkerCalls[Call]>> {
    const id = this.#next++;
    const request: WorkerRequest = { id, call, input };
    // A browser that refuses to start a worker throws: here, that rejects.
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  /** Ends the worker, and with it every key. */
  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#failAll();
  }

  #start(): Worker {
    const worker = new Worker(trustedAddress('worker.js'), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('failed' in data) waiting?.reject(new WorkerFailed());
      else waiting?.resolve(data.value as never);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end();
    });
    return worker;
  }

  #failAll(): void {
    for (const { reject } of this.#waiting.values()) reject(new WorkerFailed());
    this.#waiting.clear();
  }
}

// Named apart: where both are in one expression, the build would take the worker for a picture or the like.
const HERE = import.meta.url;
const FILES = ['worker.js', 'service.js'] as const;
let policy: Policy | undefined;

/** The address of a file next to this script, of the same build. */
export function fileAddress(file: string): string {
  return new URL(file, HERE).href;
}

/**
 * The address of a worker next to this script, of the same build. Where the browser has Trusted Types, the one policy of these pages lets these addresses
 * through and no other.
 */
export function trustedAddress(file: (typeof FILES)[number]): string {
  const address = fileAddress(file);
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (factory === undefined) return address;
  const rules: Policy = {
    createScriptURL: (url) => {
      if (!FILES.some((name) => url === fileAddress(name))) throw new TypeError('Only the workers of this page may be started.');
      return url;
    },
  };
  // A policy is made once: the browser refuses a second one of the same name.
  policy ??= factory.createPolicy('reporter', rules);
  return policy.createScriptURL(address);
}
