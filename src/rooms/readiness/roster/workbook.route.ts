import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { fileRoute } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import { FileName, withUploadedFile } from '#rooms/evidence/index.ts';
import '../errors.ts';
import '../permissions.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Converts the first sheet of an XLSX workbook to the text of a table. The browser gets it back and continues as with any table. Nothing is stored. */
export const workbookRoute = fileRoute({
  method: 'POST',
  url: '/desk/api/roster-workbooks',
  permission: 'training:see',
  party: null,
  summary: 'training/read-workbook',
  upload: { input: z.strictObject({}), answer: z.object({ table: z.string() }) },
  async handle(platform, _caller, request) {
    const { name } = parseInput(z.strictObject({ name: FileName }), request.query);
    if (!(request.body instanceof Readable)) throw new AppError('training/no-workbook');
    if (platform.diskIsLow()) throw new AppError('platform/disk-full');
    return withUploadedFile(platform, request.body, name, async ({ path, mediaType }) => {
      if (mediaType !== WORKBOOK) throw new AppError('training/no-workbook');
      return { table: await tableOfWorkbook(path, 'training/no-workbook') };
    });
  },
});
