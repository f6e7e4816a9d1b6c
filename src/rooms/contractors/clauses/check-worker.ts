import { parentPort, workerData } from 'node:worker_threads';
import { checkText } from './check/check-text.ts';
import { precedenceOf } from './check/precedence.ts';
import { nameOf, referencesOf } from './check/references.ts';
import type { WorkerAnswer } from './check-files.ts';
import type { Ocr } from './document/ocr.ts';
import { readContract } from './document/read-contract.ts';
import type { ClauseSet } from './sets/clause-set.schema.ts';

// A thread of `checkFiles`: gets paths, answers with what a check says of each. Its set, and what reads pictures, are `workerData`.
const { set, ocr } = workerData as { set: ClauseSet; ocr: Ocr | null };

parentPort!.on('message', async (file: string) => {
  const text = await readContract(file, ocr).catch(() => 'damaged' as const);
  const answer: WorkerAnswer =
    typeof text === 'string'
      ? { unread: text }
      : {
          pages: text.pages,
          scannedPages: text.scannedPages,
          ocrPages: text.ocrPages ?? [],
          provisions: checkText(text, set),
          references: referencesOf(text, set),
          order: precedenceOf(text),
          name: nameOf(text, set),
        };
  parentPort!.postMessage(answer);
});
