import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { listAccessRecords } from './access/list-access-records.query.ts';
import { whoMaySee } from './access/who-may-see.query.ts';
import { getReviewSheet } from './access-review/get-review-sheet.query.ts';
import { listReviewsDue } from './access-review/list-reviews-due.query.ts';
import { reviewAccess } from './access-review/review-access.command.ts';
import { changePassword } from './account/change-password.command.ts';
import { chooseLanguage } from './account/choose-language.command.ts';
import { endDevice, endOtherDevices } from './account/end-device.command.ts';
import { getAccount } from './account/get-account.query.ts';
import { makeRecoveryCodes } from './account/make-recovery-codes.command.ts';
import { resetAccount } from './account/reset-account.command.ts';
import { findColleagues } from './directory/find-colleagues.query.ts';
import { listPeople } from './directory/list-people.query.ts';
import { setStepAside } from './first-steps/set-step-aside.command.ts';
import { endGrant } from './grants/end-grant.command.ts';
import { giveGrant } from './grants/give-grant.command.ts';
import { decideHandOver } from './hand-over/decide-hand-over.command.ts';
import { handOverPosition } from './hand-over/hand-over-position.command.ts';
import { listHandOvers } from './hand-over/list-hand-overs.query.ts';
import { acceptInvitation } from './invitations/accept-invitation.command.ts';
import { inviteMany } from './invitations/invite-many.command.ts';
import { inviteAgain, invitePerson } from './invitations/invite-person.command.ts';
import { lookAtLink } from './invitations/look-at-link.query.ts';
import { setUp } from './invitations/set-up.command.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { getSession } from './sign-in/get-session.query.ts';
import { removeTotp } from './sign-in/remove-totp.command.ts';
import { setUpTotp, setUpTotpAtSignIn } from './sign-in/set-up-totp.command.ts';
import { signIn } from './sign-in/sign-in.command.ts';
import { signInByRecoveryCode } from './sign-in/sign-in-by-recovery-code.command.ts';
import { signInByTotp } from './sign-in/sign-in-by-totp.command.ts';
import { signOut } from './sign-in/sign-out.command.ts';
import { singleSignOnRoutes } from './single-sign-on/routes.ts';

export const peopleRoutes: Route[] = [
  ...passkeyRoutes,
  ...singleSignOnRoutes,
  queryRoute({ url: '/desk/api/session', query: getSession }),
  commandRoute({ url: '/desk/api/session', command: signIn, session: 'opens' }),
  commandRoute({ url: '/desk/api/session/totp', command: signInByTotp, session: 'opens' }),
  commandRoute({ url: '/desk/api/session/recovery-code', command: signInByRecoveryCode, session: 'opens' }),
  commandRoute({ url: '/desk/api/session/totp-set-up', command: setUpTotpAtSignIn, session: 'opens' }),
  commandRoute({ method: 'DELETE', url: '/desk/api/session', command: signOut, session: 'ends' }),
  commandRoute({ method: 'PUT', url: '/desk/api/session/language', command: chooseLanguage }),
  queryRoute({ url: '/desk/api/links/:token', query: lookAtLink }),
  commandRoute({ url: '/desk/api/set-up', command: setUp, session: 'opens' }),
  commandRoute({ url: '/desk/api/invitation', command: acceptInvitation, session: 'opens' }),
  queryRoute({ url: '/desk/api/account', query: getAccount }),
  commandRoute({ method: 'PUT', url: '/desk/api/account/password', command: changePassword }),
  commandRoute({ method: 'PUT', url: '/desk/api/account/totp', command: setUpTotp }),
  commandRoute({ method: 'DELETE', url: '/desk/api/account/totp', command: removeTotp }),
  commandRoute({ url: '/desk/api/account/recovery-codes', command: makeRecoveryCodes }),
  commandRoute({ url: '/desk/api/account/devices/:sessionId/end', command: endDevice }),
  commandRoute({ url: '/desk/api/account/devices/end-others', command: endOtherDevices }),
  queryRoute({ url: '/desk/api/people', query: listPeople }),
  commandRoute({ url: '/desk/api/people', command: invitePerson }),
  commandRoute({ url: '/desk/api/people/invitations', command: inviteMany }),
  commandRoute({ url: '/desk/api/people/:personId/link', command: inviteAgain }),
  commandRoute({ url: '/desk/api/people/:personId/reset', command: resetAccount }),
  commandRoute({ url: '/desk/api/grants', command: giveGrant }),
  commandRoute({ url: '/desk/api/grants/:grantId/end', command: endGrant }),
  commandRoute({ method: 'PUT', url: '/desk/api/first-steps/:step', command: setStepAside }),
  queryRoute({ url: '/desk/api/colleagues', query: findColleagues }),
  queryRoute({ url: '/desk/api/hand-overs', query: listHandOvers }),
  commandRoute({ url: '/desk/api/hand-overs', command: handOverPosition }),
  commandRoute({ url: '/desk/api/hand-overs/:handOverId/decision', command: decideHandOver }),
  queryRoute({ url: '/desk/api/access-reviews', query: listReviewsDue }),
  commandRoute({ url: '/desk/api/access-reviews', command: reviewAccess }),
  queryRoute({ url: '/desk/api/access-reviews/:partyId', query: getReviewSheet }),
  queryRoute({ url: '/desk/api/access-records', query: listAccessRecords }),
  queryRoute({ url: '/desk/api/access/:kind/:objectId', query: whoMaySee }),
];
