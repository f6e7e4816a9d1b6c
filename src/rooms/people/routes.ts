import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { acceptInvitation } from './accept-invitation.command.ts';
import { chooseLanguage } from './choose-language.command.ts';
import { endGrant } from './end-grant.command.ts';
import { getSession } from './get-session.query.ts';
import { giveGrant } from './give-grant.command.ts';
import { inviteAgain, invitePerson } from './invite-person.command.ts';
import { listPeople } from './list-people.query.ts';
import { lookAtLink } from './look-at-link.query.ts';
import { setUp } from './set-up.command.ts';
import { signIn } from './sign-in.command.ts';
import { signOut } from './sign-out.command.ts';

export const peopleRoutes: Route[] = [
  queryRoute({ url: '/desk/api/session', query: getSession }),
  commandRoute({ url: '/desk/api/session', command: signIn, session: 'opens' }),
  commandRoute({ method: 'DELETE', url: '/desk/api/session', command: signOut, session: 'ends' }),
  commandRoute({ method: 'PUT', url: '/desk/api/session/language', command: chooseLanguage }),
  queryRoute({ url: '/desk/api/links/:token', query: lookAtLink }),
  commandRoute({ url: '/desk/api/set-up', command: setUp, session: 'opens' }),
  commandRoute({ url: '/desk/api/invitation', command: acceptInvitation, session: 'opens' }),
  queryRoute({ url: '/desk/api/people', query: listPeople }),
  commandRoute({ url: '/desk/api/people', command: invitePerson }),
  commandRoute({ url: '/desk/api/people/:personId/link', command: inviteAgain }),
  commandRoute({ url: '/desk/api/grants', command: giveGrant }),
  commandRoute({ url: '/desk/api/grants/:grantId/end', command: endGrant }),
];
