import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { FileName, withUploadedFile } from '#rooms/evidence/index.ts';
import { MAX_AT_DESK, MAX_CELLS_AT_DESK } from './import.schema.ts';
import { SUBJECTS } from './import-columns.schema.ts';
import { sizeOfTable } from './table-size.rules.ts';
import './errors.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Sent = z.looseObject({ of: z.enum(SUBJECTS).default('evidence') });

/** The table of a request: a short one as text in JSON, or a file (CSV, XLSX) with the other fields in the query string. */
export async function tableOf(
  platform: Platform,
  request: FastifyRequest,
): Promise<{ of: (typeof SUBJECTS)[number] } & Record<string, unknown>> {
  if (!(request.body instanceof Readable)) return parseInput(Sent, request.body);
  const { name, ...rest } = parseInput(Sent.extend({ name: FileName }), request.query);
  if (platform.diskIsLow()) throw new AppError('platform/disk-full');
  const table = await withUploadedFile(platform, request.body, name, async ({ path, mediaType }) => {
    if (mediaType === 'text/plain') return fitForDesk(await readFile(path, 'utf8'));
    if (mediaType !== WORKBOOK) throw new AppError('imports/no-table');
    return fitForDesk(await tableOfWorkbook(path, 'imports/no-table'));
  });
  return { ...rest, table };
}

/** Checks the size before parsing, which would block the server process. Longer tables are imported by command line. */
function fitForDesk(table: string): string {
  const { rows, cells } = sizeOfTable(table);
  // The first row is the header.
  if (rows > MAX_AT_DESK + 1 || cells > MAX_CELLS_AT_DESK) throw new AppError('imports/too-many-rows', { most: MAX_AT_DESK });
  return table;
}
