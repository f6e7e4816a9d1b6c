import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { tableOfWorkbook } from '#platform/documents/workbook-table.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { FileName, withSpool } from '#rooms/evidence/index.ts';
import { SUBJECTS } from './past-columns.schema.ts';
import './errors.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Sent = z.looseObject({ of: z.enum(SUBJECTS).default('evidence') });

/** The table of a request: a short one as text in JSON, or a file (CSV, XLSX) with the rest in the query string. */
export async function tableOf(
  platform: Platform,
  request: FastifyRequest,
): Promise<{ of: (typeof SUBJECTS)[number] } & Record<string, unknown>> {
  if (!(request.body instanceof Readable)) return parseInput(Sent, request.body);
  const { name, ...rest } = parseInput(Sent.extend({ name: FileName }), request.query);
  if (platform.diskIsLow()) throw new AppError('platform/disk-full');
  const table = await withSpool(platform, request.body, name, async ({ path, mediaType }) => {
    if (mediaType === 'text/plain') return readFile(path, 'utf8');
    if (mediaType !== WORKBOOK) throw new AppError('past/no-table');
    return tableOfWorkbook(path).catch(() => {
      throw new AppError('past/no-table');
    });
  });
  return { ...rest, table };
}
