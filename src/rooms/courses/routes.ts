import type { Route } from '#platform/http/route.ts';
import { localTextsRoutes } from './local-texts/routes.ts';
import { teachingRoutes } from './teaching/routes.ts';

/** The addresses of this room at the desk. */
export const coursesRoutes: Route[] = [...localTextsRoutes, ...teachingRoutes];
