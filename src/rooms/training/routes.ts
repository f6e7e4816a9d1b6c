import type { Route } from '#platform/http/route.ts';
import { readinessRoutes } from './readiness/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { rosterRoutes } from './roster/routes.ts';

export const trainingRoutes: Route[] = [...rosterRoutes, ...readinessRoutes, ...recordsRoutes];
