import { strToU8, zipSync } from 'fflate';
import { runCommand } from '#platform/command.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { filesOf, WholeEdition } from '../files/edition-content.ts';
import { yamlOf } from '../files/write-edition.ts';
import { EditionPreview, ImportedAnswer, UploadName } from './edition.schema.ts';
import { editionInForce } from './edition-in-force.query.ts';
import { importEditionAtDesk } from './import-edition.command.ts';
import { listEditions } from './list-editions.query.ts';
import { previewEdition } from './preview-edition.query.ts';
import { putEditionInForce } from './put-edition-in-force.command.ts';
import { uploadOf } from './read-upload.ts';
import { withdrawEdition } from './withdraw-edition.command.ts';

/** Editions at the desk: the one in force as files, an upload with its preview, and what is decided on imported ones. */
export const editionRoutes: Route[] = [
  queryRoute({ url: '/desk/api/policy/editions', query: listEditions }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/policy/editions/in-force.zip',
    permission: 'policy:see-editions',
    summary: 'policy/edition-in-force',
    async handle(platform, { token }, _request, reply) {
      const edition = WholeEdition.parse(await runQuery(platform, editionInForce, { token, input: {} }));
      const files = Object.entries(yamlOf(filesOf(edition))).map(([name, text]) => [`${edition.id}/${name}`, strToU8(text)] as const);
      return reply
        .header('content-disposition', `attachment; filename="${edition.id}.zip"`)
        .type('application/zip')
        .send(Buffer.from(zipSync(Object.fromEntries(files), { mtime: platform.clock() })));
    },
  }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/policy/editions/preview',
    permission: 'policy:import-editions',
    party: null,
    summary: 'policy/preview-edition',
    upload: { input: UploadName, answer: EditionPreview },
    handle: async (platform, { token }, request) => runQuery(platform, previewEdition, { token, input: await uploadOf(request) }),
  }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/policy/editions',
    permission: 'policy:import-editions',
    party: null,
    summary: 'policy/import-edition',
    upload: { input: UploadName, answer: ImportedAnswer },
    handle: async (platform, { token, key }, request) =>
      runCommand(platform, importEditionAtDesk, { token, key, input: await uploadOf(request) }),
  }),
  commandRoute({ url: '/desk/api/policy/editions/:importId/put-in-force', command: putEditionInForce }),
  commandRoute({ url: '/desk/api/policy/editions/:importId/withdraw', command: withdrawEdition }),
];
