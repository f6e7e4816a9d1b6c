import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { importRoutes } from './imports/import.routes.ts';
import { listRates } from './rates/list-rates.query.ts';
import { recordRate } from './rates/record-rate.command.ts';
import { addMember } from './register/add-member.command.ts';
import { changeContract } from './register/change-contract.command.ts';
import { countContracts } from './register/count-contracts.query.ts';
import { getContract } from './register/get-contract.query.ts';
import { leaveMember } from './register/leave-member.command.ts';
import { listContracts } from './register/list-contracts.query.ts';
import { awardContract, endContract } from './register/move-contract.command.ts';
import { recordContract } from './register/record-contract.command.ts';

export const contractorsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts', query: listContracts }),
  commandRoute({ url: '/desk/api/contracts', command: recordContract }),
  queryRoute({ url: '/desk/api/contracts/:contractId', query: getContract }),
  commandRoute({ method: 'PUT', url: '/desk/api/contracts/:contractId', command: changeContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/award', command: awardContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/end', command: endContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/members', command: addMember }),
  commandRoute({ url: '/desk/api/contracts/:contractId/members/:memberId/left', command: leaveMember }),
  ...importRoutes,
  queryRoute({ url: '/desk/api/contract-counts', query: countContracts }),
  queryRoute({ url: '/desk/api/contract-rates', query: listRates }),
  commandRoute({ url: '/desk/api/contract-rates', command: recordRate }),
];
