import { runCommand } from '#platform/command.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { importParties } from './import-parties.command.ts';
import { importPast } from './import-past.command.ts';
import { importPeople } from './import-people.command.ts';
import { listPast } from './list-past.query.ts';
import { ImportPast, PastPreview, PastTable, Taken } from './past.schema.ts';
import { previewPast } from './preview-past.query.ts';
import { tableOf } from './table-of-request.ts';
import { undoPast } from './undo-past.command.ts';

export const pastRoutes: Route[] = [
  queryRoute({ url: '/desk/api/past-imports', query: listPast }),
  // A table comes as a file, too long for a query string and of more than one kind.
  fileRoute({
    method: 'POST',
    url: '/desk/api/past-imports',
    permission: 'past:import',
    party: null,
    summary: 'past/import-past',
    upload: { input: ImportPast.omit({ table: true }).extend({ of: PastTable.shape.of }), answer: Taken },
    async handle(platform, { token, key }, request) {
      const { of, ...input } = await tableOf(platform, request);
      const call = { token, key, input };
      if (of === 'parties') return runCommand(platform, importParties, call);
      return of === 'people' ? runCommand(platform, importPeople, call) : runCommand(platform, importPast, call);
    },
  }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/past-imports/preview',
    permission: 'past:import',
    party: null,
    summary: 'past/preview-past',
    upload: { input: PastTable.omit({ table: true }), answer: PastPreview },
    handle: async (platform, { token }, request) => runQuery(platform, previewPast, { token, input: await tableOf(platform, request) }),
  }),
  commandRoute({ url: '/desk/api/past-imports/:batchId/undo', command: undoPast }),
];
