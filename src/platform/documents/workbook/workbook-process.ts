import { strToU8, zipSync } from 'fflate';
import { answerOrder } from '../answer-order.ts';
import type { WorkbookOrder } from './workbook.ts';
import { workbookParts } from './workbook-parts.ts';

// A separate process that writes one workbook and ends, because it holds all cells at once.

await answerOrder((order: WorkbookOrder) => {
  const files = Object.entries(workbookParts(order)).map(([name, xml]) => [name, strToU8(xml)] as const);
  return zipSync(Object.fromEntries(files), { mtime: order.printedAt });
});
