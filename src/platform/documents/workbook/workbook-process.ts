import { buffer } from 'node:stream/consumers';
import { strToU8, zipSync } from 'fflate';
import type { WorkbookOrder } from './workbook.ts';
import { workbookParts } from './workbook-parts.ts';

// A separate process that writes one workbook and ends, because it holds all cells at once.

try {
  const order = JSON.parse((await buffer(process.stdin)).toString('utf8')) as WorkbookOrder;
  const files = Object.entries(workbookParts(order)).map(([name, xml]) => [name, strToU8(xml)] as const);
  process.stdout.write(zipSync(Object.fromEntries(files), { mtime: order.printedAt }));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
