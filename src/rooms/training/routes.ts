import type { Route } from '#platform/http/route.ts';
import { papersRoutes } from './papers/routes.ts';
import { theatreRoutes } from './theatre/routes.ts';

/** The addresses of this room, by folder. */
export const trainingRoutes: Route[] = [...theatreRoutes, ...papersRoutes];
