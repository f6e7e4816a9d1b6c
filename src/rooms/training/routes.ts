import type { Route } from '#platform/http/route.ts';
import { classesRoutes } from './classes/classes.routes.ts';

/** The addresses of this room at the desk. The player's pages stand on the public side (learn/learn.routes.ts). */
export const trainingRoutes: Route[] = [...classesRoutes];
