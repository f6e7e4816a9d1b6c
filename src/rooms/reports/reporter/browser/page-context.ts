import type { Words } from './words.ts';
import type { WorkerClient } from './worker-client.ts';

/** What the code of a page works with. */
export type ReporterPage = {
  readonly page: HTMLElement;
  readonly worker: WorkerClient;
  /** The few texts that the page holds from the start; the rest once `loadWords` has fetched them. */
  readonly words: Words;
  /** The channel's name in its address. */
  readonly slug: string;
};
