import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { getLocalText } from './get-local-text.query.ts';
import { listLocalTexts } from './list-local-texts.query.ts';
import { signLocalText } from './sign-local-text.command.ts';
import { withdrawLocalText } from './withdraw-local-text.command.ts';
import { writeLocalText } from './write-local-text.command.ts';

const TEXT = '/desk/api/parties/:partyId/local-texts/:placeholder';

export const localTextsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/local-texts', query: listLocalTexts }),
  queryRoute({ url: TEXT, query: getLocalText }),
  commandRoute({ method: 'PUT', url: `${TEXT}/draft`, command: writeLocalText }),
  commandRoute({ url: `${TEXT}/signature`, command: signLocalText }),
  commandRoute({ url: `${TEXT}/versions/:number/withdrawal`, command: withdrawLocalText }),
];
