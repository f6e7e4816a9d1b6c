import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { editionRoutes } from './editions/edition.routes.ts';
import { getPolicy } from './editions/get-policy.query.ts';
import { listOfficialTexts } from './official-texts/list-official-texts.query.ts';
import { recordOfficialText } from './official-texts/record-official-text.command.ts';
import { removeOfficialText } from './official-texts/remove-official-text.command.ts';
import { decideParameter } from './parameters/decide-parameter.command.ts';
import { listParameters } from './parameters/list-parameters.query.ts';

export const policyRoutes: Route[] = [
  ...editionRoutes,
  queryRoute({ url: '/desk/api/policy', query: getPolicy, isShared: true }),
  queryRoute({ url: '/desk/api/policy/parameters', query: listParameters }),
  commandRoute({ url: '/desk/api/policy/parameters/:parameterId/decisions', command: decideParameter }),
  queryRoute({ url: '/desk/api/clauses/:clauseId/official-texts', query: listOfficialTexts }),
  commandRoute({ url: '/desk/api/clauses/:clauseId/official-texts', command: recordOfficialText }),
  commandRoute({ url: '/desk/api/clauses/:clauseId/official-texts/removal', command: removeOfficialText }),
];
