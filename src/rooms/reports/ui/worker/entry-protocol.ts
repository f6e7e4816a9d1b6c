import type { WorkerCalls } from '../../reporter/browser/worker-protocol.ts';
import type { EntryCallName, ReaderCalls } from './protocol.ts';

/** What the worker of a reporter's page does for a report, for one that an operator enters: the same code. */
type EntryCalls = Pick<WorkerCalls, Exclude<EntryCallName, 'forgetReport'>> & {
  /** Forgets the code and what was encrypted, where the next report begins without a network: a worker that ended could not be loaded again. */
  forgetReport: (input: null) => null;
};

/** Every call of the worker. */
export type DeskCalls = ReaderCalls & EntryCalls;
