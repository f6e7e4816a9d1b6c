import { openApiDocument } from '#platform/http/openapi/document.ts';
import type { Route } from '#platform/http/route.ts';
import manifest from '../../../package.json' with { type: 'json' };

/** The subjects of the operations of each room, and of the two groups that belong to no room. */
const TAGS = {
  policy: 'The policy in force, its clauses and obligations.',
  parties: 'Nations, bodies, operations, contractors and partners; units and their rotations.',
  people: 'Sign-in, accounts, grants of roles, and who may see what.',
  evidence: 'Evidence items with their documents and labels.',
  commitments: 'The matrix of parties and obligations, and the status of each.',
  nations: 'Treaty actions, outreach to contributors, and what a nation completes when it joins an operation.',
  cooperation: 'Consultations with partners and what became of them.',
  imports: 'Imports of tables from before this installation.',
  training: 'Courses, classes, rosters, readiness and certificates.',
  returns: 'Returns of nations, bodies and operations.',
  reports: 'People who can help near an operation, reporting channels with their readers, and encrypted reports.',
  reviews: 'Review rounds, findings and reports.',
  log: 'The log, its checkpoints and outside checks.',
  retention: 'Legal holds, and what is due for deletion.',
  search: 'What one field finds: parties, clauses, obligations, people, rounds and returns.',
  home: 'The first page of each role: its question answered, with what is late and what is due next.',
  contractors: 'Contracts of a party, the firms under them, and the clause sets they owe (5f).',
  xapi: 'The learning record store, for learning systems (xAPI 1.0.3 and 2.0.0).',
  pages: 'Public pages.',
};

/** The OpenAPI document of the routes that one process serves. `secure`: reached over TLS. */
export function describeApi(routes: readonly Route[], secure: boolean): ReturnType<typeof openApiDocument> {
  return openApiDocument({ routes, secure, version: manifest.version, licence: manifest.license, tags: TAGS });
}
