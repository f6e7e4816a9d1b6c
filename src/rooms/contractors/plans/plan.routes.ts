import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { addCertification } from './add-certification.command.ts';
import { addPlan } from './add-plan.command.ts';
import { changeSubcontract } from './change-subcontract.command.ts';
import { getPlans } from './get-plans.query.ts';
import { listDues } from './list-dues.query.ts';
import { postPlan } from './post-plan.command.ts';
import { reviewPlan } from './review-plan.command.ts';

/** Plans, certifications and the flow-down of the clause. */
export const planRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts/:contractId/plans', query: getPlans }),
  commandRoute({ url: '/desk/api/contracts/:contractId/plans', command: addPlan }),
  commandRoute({ url: '/desk/api/contracts/:contractId/certifications', command: addCertification }),
  commandRoute({ method: 'PUT', url: '/desk/api/contracts/:contractId/members/:memberId/subcontract', command: changeSubcontract }),
  commandRoute({ url: '/desk/api/contract-plans/:planId/review', command: reviewPlan }),
  commandRoute({ url: '/desk/api/contract-plans/:planId/posting', command: postPlan }),
  queryRoute({ url: '/desk/api/contract-dues', query: listDues }),
];
