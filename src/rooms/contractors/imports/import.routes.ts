import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { runCommand } from '#platform/command.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { commandRoute, fileRoute, partyOf, queryRoute, type Route } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { FileName, withUploadedFile } from '#rooms/evidence/index.ts';
import { ContractsImported, ImportContracts, ImportPreview, PreviewImport } from './import.schema.ts';
import { importContracts } from './import-contracts.command.ts';
import { listImports } from './list-imports.query.ts';
import { previewImport } from './preview-import.query.ts';
import { undoImport } from './undo-import.command.ts';
import '../errors.ts';

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const AT_PARTY = partyOf(z.strictObject({ partyId: z.uuid() }), ({ partyId }) => partyId);

// The table of a request as text (CSV, or the first sheet of a workbook), with the other fields of its address.
async function tableOf(platform: Platform, request: FastifyRequest): Promise<Record<string, unknown>> {
  const { name, ...rest } = parseInput(z.looseObject({ name: FileName }), request.query);
  if (!(request.body instanceof Readable)) throw new AppError('contractors/no-table');
  if (platform.diskIsLow()) throw new AppError('platform/disk-full');
  const table = await withUploadedFile(platform, request.body, name, async ({ path, mediaType }) => {
    if (mediaType === 'text/plain') return readFile(path, 'utf8');
    if (mediaType !== WORKBOOK) throw new AppError('contractors/no-table');
    return tableOfWorkbook(path, 'contractors/no-table');
  });
  return { ...rest, ...(request.params as object), table };
}

export const importRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contract-imports', query: listImports }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/parties/:partyId/contract-imports',
    permission: 'contractors:manage',
    party: AT_PARTY,
    summary: 'contractors/import-contracts',
    upload: { input: ImportContracts.omit({ table: true }), answer: ContractsImported },
    handle: async (platform, { token, key }, request) =>
      runCommand(platform, importContracts, { token, key, input: await tableOf(platform, request) }),
  }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/parties/:partyId/contract-imports/preview',
    permission: 'contractors:manage',
    party: AT_PARTY,
    summary: 'contractors/preview-import',
    upload: { input: PreviewImport.omit({ table: true }), answer: ImportPreview },
    handle: async (platform, { token }, request) => runQuery(platform, previewImport, { token, input: await tableOf(platform, request) }),
  }),
  commandRoute({ url: '/desk/api/contract-imports/:importId/undo', command: undoImport }),
];
