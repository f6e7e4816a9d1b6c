import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { certificatesRoutes } from './certificates/routes.ts';
import { classesRoutes } from './classes/classes.routes.ts';
import { listOwn } from './learn/list-own.query.ts';
import { openOwn } from './learn/open-own.command.ts';
import { papersRoutes } from './papers/routes.ts';
import { readinessRoutes } from './readiness/routes.ts';
import { recordsRoutes } from './records/routes.ts';
import { rosterRoutes } from './roster/routes.ts';
import { teachingRoutes } from './teaching/routes.ts';
import { theatreRoutes } from './theatre/routes.ts';

/** The addresses of this room at the desk, by folder. The player's pages stand on the public side (learn/learn.routes.ts). */
export const trainingRoutes: Route[] = [
  ...rosterRoutes,
  ...readinessRoutes,
  ...recordsRoutes,
  ...theatreRoutes,
  ...papersRoutes,
  ...classesRoutes,
  ...certificatesRoutes,
  ...teachingRoutes,
  queryRoute({ url: '/desk/api/training/own', query: listOwn }),
  commandRoute({ url: '/desk/api/training/own/:traineeId', command: openOwn }),
];
