import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { adoptCourses } from './adopt-courses.command.ts';
import { getCourses } from './get-courses.query.ts';

export const teachingRoutes: Route[] = [
  queryRoute({ url: '/desk/api/courses', query: getCourses }),
  commandRoute({ url: '/desk/api/parties/:partyId/courses', command: adoptCourses }),
];
