import { queryRoute, type Route } from '#platform/http/route.ts';
import { getPolicy } from './get-policy.query.ts';

export const policyRoutes: Route[] = [queryRoute({ url: '/desk/api/policy', query: getPolicy })];
