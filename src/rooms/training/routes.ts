import type { Route } from '#platform/http/route.ts';
import { certificatesRoutes } from './certificates/routes.ts';
import { classesRoutes } from './classes/classes.routes.ts';
import { papersRoutes } from './papers/routes.ts';
import { teachingRoutes } from './teaching/routes.ts';
import { theatreRoutes } from './theatre/routes.ts';

/** The addresses of this room at the desk, by folder. The player's pages stand on the public side (learn/learn.routes.ts). */
export const trainingRoutes: Route[] = [...theatreRoutes, ...papersRoutes, ...classesRoutes, ...certificatesRoutes, ...teachingRoutes];
