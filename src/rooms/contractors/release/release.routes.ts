import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { askOverride } from './ask-override.command.ts';
import { awardContract } from './award-contract.command.ts';
import { grantOverride, refuseOverride } from './decide-override.command.ts';
import { exerciseOption } from './exercise-option.command.ts';
import { getRelease } from './get-release.query.ts';
import { listReleases } from './list-releases.query.ts';
import { agreeModification, proposeModification, refuseModification } from './modification.command.ts';

export const releaseRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contract-releases', query: listReleases }),
  queryRoute({ url: '/desk/api/contracts/:contractId/release', query: getRelease }),
  commandRoute({ url: '/desk/api/contracts/:contractId/award', command: awardContract }),
  commandRoute({ url: '/desk/api/contracts/:contractId/options', command: exerciseOption }),
  commandRoute({ url: '/desk/api/contracts/:contractId/overrides', command: askOverride }),
  commandRoute({ url: '/desk/api/contract-overrides/:overrideId/grant', command: grantOverride }),
  commandRoute({ url: '/desk/api/contract-overrides/:overrideId/refusal', command: refuseOverride }),
  commandRoute({ url: '/desk/api/contracts/:contractId/modifications', command: proposeModification }),
  commandRoute({ url: '/desk/api/contract-modifications/:modificationId/agreement', command: agreeModification }),
  commandRoute({ url: '/desk/api/contract-modifications/:modificationId/refusal', command: refuseModification }),
];
