import { answerOrder } from './answer-order.ts';
import { READING_PROCESS } from './reading/read-limits.ts';
import type { ReadingOrder } from './reading/reading.ts';
import { readTextParts } from './text-document/text-reader.ts';
import { readSheets } from './workbook/workbook-reader.ts';
import { csvOf } from './workbook/workbook-table.ts';

// A separate process that reads one office file and ends: a hostile file reaches nothing of the server. It loads none of the libraries that write.

await answerOrder(async (order: ReadingOrder) => {
  const read = await readAs(order);
  if (Buffer.byteLength(read) > READING_PROCESS.maxBytes) throw new Error(`It holds more than ${READING_PROCESS.maxBytes} bytes of text.`);
  return read;
});

async function readAs({ as, path, maxCells }: ReadingOrder): Promise<string> {
  if (as === 'text') return JSON.stringify(await readTextParts(path));
  if (as === 'sheets') return JSON.stringify(await readSheets(path, maxCells));
  const [first] = await readSheets(path, maxCells, 1);
  return csvOf(first?.rows ?? []);
}
