import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { certificatesRoutes } from './certificates/routes.ts';
import { classesRoutes } from './classes/classes.routes.ts';
import { listOwn } from './learner/list-own.query.ts';
import { openOwn } from './learner/open-own.command.ts';
import { papersRoutes } from './papers/routes.ts';

/** The addresses of this room at the desk, by folder. The player's pages are on the public side (player/learn.routes.ts). */
export const learningRoutes: Route[] = [
  ...papersRoutes,
  ...classesRoutes,
  ...certificatesRoutes,
  queryRoute({ url: '/desk/api/training/own', query: listOwn }),
  commandRoute({ url: '/desk/api/training/own/:traineeId', command: openOwn }),
];
