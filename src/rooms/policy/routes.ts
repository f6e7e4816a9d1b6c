import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { getPolicy } from './get-policy.query.ts';
import { listOfficialTexts } from './official-texts/list-official-texts.query.ts';
import { recordOfficialText } from './official-texts/record-official-text.command.ts';
import { removeOfficialText } from './official-texts/remove-official-text.command.ts';

export const policyRoutes: Route[] = [
  queryRoute({ url: '/desk/api/policy', query: getPolicy }),
  queryRoute({ url: '/desk/api/clauses/:clauseId/official-texts', query: listOfficialTexts }),
  commandRoute({ url: '/desk/api/clauses/:clauseId/official-texts', command: recordOfficialText }),
  commandRoute({ url: '/desk/api/clauses/:clauseId/official-texts/removal', command: removeOfficialText }),
];
