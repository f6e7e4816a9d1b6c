import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { inTurn } from '#platform/documents/document-queue.ts';
import { zip } from '#test/files/zip.ts';
import { withUploadedFile } from './uploaded-file.ts';

const uploadFolder = mkdtempSync(join(tmpdir(), 'manumit-examine-'));
afterAll(() => rmSync(uploadFolder, { recursive: true }));

const workbook = (...more: Parameters<typeof zip>) => zip({ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }, ...more);
const take = (bytes: Buffer) =>
  withUploadedFile({ uploadFolder, diskIsLow: () => false }, Readable.from([bytes]), 'a.xlsx', async ({ mediaType }) => mediaType);

test('an uploaded office file is unpacked in the queue for document programs, and other files skip that queue', async () => {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  const before = inTurn('reading', () => over);
  const order: string[] = [];
  const workbookExamined = take(workbook()).then((mediaType) => order.push(mediaType));
  await withUploadedFile({ uploadFolder, diskIsLow: () => false }, Readable.from([Buffer.from('a')]), 'a.txt', async () =>
    order.push('text'),
  );
  order.push('end');
  end();
  await Promise.all([before, workbookExamined]);
  expect(order).toEqual(['text', 'end', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
});

test('the process that unpacks reports why a file is refused', async () => {
  const macros = take(workbook({ name: 'xl/vbaProject.bin' }));
  await expect(macros).rejects.toMatchObject({ code: 'evidence/archive-refused', details: { reason: 'macros' } });
  await expect(take(zip({ name: 'a.txt' }))).rejects.toMatchObject({ code: 'evidence/file-kind-refused', details: {} });
});
