import type { Words } from './words.ts';
import type { WorkerClient } from './worker-client.ts';

/** What the code of a page works with. */
export type ReporterPage = {
  readonly page: HTMLElement;
  readonly worker: WorkerClient;
  readonly words: Words;
  readonly language: string;
  /** The channel's name in its address. */
  readonly slug: string;
};
