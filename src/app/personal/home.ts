import { homeQuery } from '#platform/home/home-part.ts';
import { queryRoute, type Route } from '#platform/http/route.ts';
import { clausesHome } from '#rooms/commitments/index.ts';

/** The home page of every role: the parts of the rooms. Those of one role are listed in the order in which that role asks its questions. */
export const HOME_PARTS = [clausesHome] as const;

export const homeRoutes: readonly Route[] = [queryRoute({ url: '/desk/api/home', query: homeQuery(HOME_PARTS) })];
