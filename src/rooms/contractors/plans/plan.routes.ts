import { commandRoute, type Route } from '#platform/http/route.ts';
import { addCertification } from './add-certification.command.ts';

/** Plans, certifications and the flow-down of the clause. */
export const planRoutes: Route[] = [commandRoute({ url: '/desk/api/contracts/:contractId/certifications', command: addCertification })];
