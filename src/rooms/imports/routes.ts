import { runCommand } from '#platform/command.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { importEvidence } from './evidence/import-evidence.command.ts';
import { ImportEvidence, ImportPreview, ImportProgress, ImportTable } from './import.schema.ts';
import { importParties } from './import-parties.command.ts';
import { importPeople } from './import-people.command.ts';
import { listImports } from './list-imports.query.ts';
import { previewTable } from './preview-table.query.ts';
import { tableOf } from './table-of-request.ts';
import { undoBatch } from './undo-batch.command.ts';

export const importsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/imports', query: listImports }),
  // A table is sent as a file: it is too long for a query string and has several formats.
  fileRoute({
    method: 'POST',
    url: '/desk/api/imports',
    permission: 'imports:run',
    party: null,
    summary: 'imports/import-evidence',
    upload: { input: ImportEvidence.omit({ table: true }).extend({ of: ImportTable.shape.of }), answer: ImportProgress },
    async handle(platform, { token, key }, request) {
      const { of, ...input } = await tableOf(platform, request);
      const call = { token, key, input };
      if (of === 'parties') return runCommand(platform, importParties, call);
      return of === 'people' ? runCommand(platform, importPeople, call) : runCommand(platform, importEvidence, call);
    },
  }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/imports/preview',
    permission: 'imports:run',
    party: null,
    summary: 'imports/preview-table',
    upload: { input: ImportTable.omit({ table: true }), answer: ImportPreview },
    handle: async (platform, { token }, request) => runQuery(platform, previewTable, { token, input: await tableOf(platform, request) }),
  }),
  commandRoute({ url: '/desk/api/imports/:batchId/undo', command: undoBatch }),
];
