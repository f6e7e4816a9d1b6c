import { parentPort, workerData } from 'node:worker_threads';
import { checkText } from './check/check-text.ts';
import { nameOf, referencesOf } from './check/references.ts';
import type { WorkerAnswer } from './check-files.ts';
import { readContract } from './document/read-contract.ts';
import type { ClauseSet } from './sets/clause-set.schema.ts';

// A thread of `checkFiles`: gets paths, answers with what a check says of each. Its set is `workerData`.
const set = workerData as ClauseSet;

parentPort!.on('message', async (file: string) => {
  const text = await readContract(file).catch(() => 'damaged' as const);
  const answer: WorkerAnswer =
    typeof text === 'string'
      ? { unread: text }
      : {
          pages: text.pages,
          scannedPages: text.scannedPages,
          provisions: checkText(text, set),
          references: referencesOf(text, set),
          name: nameOf(text, set),
        };
  parentPort!.postMessage(answer);
});
