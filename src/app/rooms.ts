import type { Route } from '#platform/http/route.ts';
import { peopleRoutes } from '#rooms/people/routes.ts';

/** Every room that has addresses, in the order of the tree. */
export const ROUTES: readonly Route[] = [...peopleRoutes];
