import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { classesRoutes } from './classes/classes.routes.ts';
import { listOwn } from './learn/list-own.query.ts';
import { openOwn } from './learn/open-own.command.ts';

/** The addresses of this room at the desk. The player's pages stand on the public side (learn/learn.routes.ts). */
export const trainingRoutes: Route[] = [
  ...classesRoutes,
  queryRoute({ url: '/desk/api/training/own', query: listOwn }),
  commandRoute({ url: '/desk/api/training/own/:traineeId', command: openOwn }),
];
