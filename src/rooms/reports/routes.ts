import { plainAddressOnly } from '#platform/http/response-cache.ts';
import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { closeChannel } from './channels/close-channel.command.ts';
import { createChannel } from './channels/create-channel.command.ts';
import { getChannel } from './channels/get-channel.query.ts';
import { getOwnKeys } from './channels/get-own-keys.query.ts';
import { handOver } from './channels/hand-over/hand-over.command.ts';
import { listToHandOver } from './channels/hand-over/list-to-hand-over.query.ts';
import { joinChannel } from './channels/join-channel.command.ts';
import { listOwnChannels } from './channels/list-channels.query.ts';
import { openChannel } from './channels/open-channel.command.ts';
import { confirmNotice } from './channels/opening/confirm-notice.command.ts';
import { getOpening } from './channels/opening/get-opening.query.ts';
import { getOwnTest } from './channels/opening/get-own-test.query.ts';
import { readTest } from './channels/opening/read-test.command.ts';
import { recordDrill } from './channels/opening/record-drill.command.ts';
import { sendTest } from './channels/opening/send-test.command.ts';
import { showCertificate } from './channels/opening/show-certificate.command.ts';
import { stateLimits } from './channels/opening/state-limits.command.ts';
import { publishManifest } from './channels/publish-manifest.command.ts';
import { recordSuccessor } from './channels/record-successor.command.ts';
import { removeReader } from './channels/remove-reader.command.ts';
import { replaceOwnKeys } from './channels/replace-own-keys.command.ts';
import { confirmSuccession } from './channels/succession/confirm-succession.command.ts';
import { inheritReports } from './channels/succession/inherit-reports.command.ts';
import { listToInherit } from './channels/succession/list-to-inherit.query.ts';
import { nameSuccessor } from './channels/succession/name-successor.command.ts';
import { attendChannel } from './clocks/attend-channel.command.ts';
import { countDanger } from './clocks/count-danger.query.ts';
import { getRoster } from './clocks/get-roster.query.ts';
import { setRoster } from './clocks/set-roster.command.ts';
import { deskRoutes } from './desk/desk.routes.ts';
import { linkDuplicate } from './desk/duplicates/link-duplicate.command.ts';
import { unlinkDuplicate } from './desk/duplicates/unlink-duplicate.command.ts';
import { interpretingRoutes } from './desk/interpreting/interpreting.routes.ts';
import { addHelpEntry } from './help/add-help-entry.command.ts';
import { addHelpPlace } from './help/add-help-place.command.ts';
import { changeHelpEntry } from './help/change-help-entry.command.ts';
import { changeHelpPlace } from './help/change-help-place.command.ts';
import { getPartyHelp } from './help/get-party-help.query.ts';
import { publishHelpPlace } from './help/publish-help-place.command.ts';
import { recordHelpTest } from './help/record-help-test.command.ts';
import { retireHelpEntry } from './help/retire-help-entry.command.ts';
import { getFiles } from './intake/files/get-files.query.ts';
import { intakeRoutes } from './intake/intake.routes.ts';
import { posterRoutes } from './poster/poster.routes.ts';
import { getProof } from './proof/get-proof.query.ts';
import { getShiftNote } from './shift-notes/get-shift-note.query.ts';
import { leaveShiftNote } from './shift-notes/leave-shift-note.command.ts';

/** Lists of help, channels and their readers at the desk, and the addresses that reporters call. */
export const reportsRoutes: Route[] = [
  queryRoute({ url: '/desk/api/parties/:partyId/help', query: getPartyHelp }),
  commandRoute({ url: '/desk/api/parties/:partyId/help', command: addHelpPlace }),
  commandRoute({ method: 'PUT', url: '/desk/api/help-places/:placeId', command: changeHelpPlace }),
  commandRoute({ method: 'PUT', url: '/desk/api/help-places/:placeId/publication', command: publishHelpPlace }),
  commandRoute({ url: '/desk/api/help-places/:placeId/entries', command: addHelpEntry }),
  commandRoute({ method: 'PUT', url: '/desk/api/help-entries/:entryId', command: changeHelpEntry }),
  commandRoute({ url: '/desk/api/help-entries/:entryId/tests', command: recordHelpTest }),
  commandRoute({ url: '/desk/api/help-entries/:entryId/retirement', command: retireHelpEntry }),
  queryRoute({ url: '/desk/api/channels', query: listOwnChannels }),
  commandRoute({ url: '/desk/api/channels', command: createChannel }),
  queryRoute({ url: '/desk/api/channels/:channelId', query: getChannel }),
  commandRoute({ url: '/desk/api/channels/:channelId/readers', command: joinChannel }),
  commandRoute({ method: 'DELETE', url: '/desk/api/channels/:channelId/readers/:number', command: removeReader }),
  queryRoute({ url: '/desk/api/channels/:channelId/own-keys', query: getOwnKeys }),
  commandRoute({ method: 'PUT', url: '/desk/api/channels/:channelId/own-keys', command: replaceOwnKeys }),
  queryRoute({ url: '/desk/api/channels/:channelId/hand-over/:number', query: listToHandOver }),
  commandRoute({ url: '/desk/api/channels/:channelId/hand-over/:number', command: handOver }),
  commandRoute({ method: 'PUT', url: '/desk/api/channels/:channelId/own-successor', command: nameSuccessor }),
  commandRoute({ method: 'PUT', url: '/desk/api/channels/:channelId/successions/:predecessor', command: confirmSuccession }),
  queryRoute({ url: '/desk/api/channels/:channelId/successions/:predecessor', query: listToInherit }),
  commandRoute({ url: '/desk/api/channels/:channelId/successions/:predecessor', command: inheritReports }),
  commandRoute({ url: '/desk/api/channels/:channelId/lists', command: publishManifest }),
  commandRoute({ url: '/desk/api/channels/:channelId/successors', command: recordSuccessor }),
  queryRoute({ url: '/desk/api/channels/:channelId/opening', query: getOpening }),
  commandRoute({ url: '/desk/api/channels/:channelId/limits', command: stateLimits }),
  commandRoute({ method: 'PUT', url: '/desk/api/channels/:channelId/own-certificate', command: showCertificate }),
  commandRoute({ url: '/desk/api/channels/:channelId/notice', command: confirmNotice }),
  commandRoute({ url: '/desk/api/channels/:channelId/drills', command: recordDrill }),
  commandRoute({ url: '/desk/api/channels/:channelId/tests', command: sendTest }),
  queryRoute({ url: '/desk/api/channels/:channelId/own-test', query: getOwnTest }),
  commandRoute({ url: '/desk/api/channels/:channelId/tests/:reportId/readings', command: readTest }),
  commandRoute({ url: '/desk/api/channels/:channelId/open', command: openChannel }),
  commandRoute({ url: '/desk/api/channels/:channelId/close', command: closeChannel }),
  queryRoute({ url: '/desk/api/channels/:channelId/roster', query: getRoster }),
  commandRoute({ method: 'PUT', url: '/desk/api/channels/:channelId/roster', command: setRoster }),
  ...deskRoutes,
  ...interpretingRoutes,
  commandRoute({ method: 'PUT', url: '/desk/api/reports/:reportId/same-matter/:otherId', command: linkDuplicate }),
  commandRoute({ method: 'DELETE', url: '/desk/api/reports/:reportId/same-matter/:otherId', command: unlinkDuplicate }),
  queryRoute({ url: '/desk/api/reports/:reportId/files', query: getFiles }),
  queryRoute({ url: '/desk/api/danger', query: countDanger }),
  commandRoute({ url: '/desk/api/channels/:channelId/attendance', command: attendChannel }),
  ...posterRoutes,
  queryRoute({ url: '/desk/api/channels/:channelId/shift-note', query: getShiftNote }),
  commandRoute({ url: '/desk/api/channels/:channelId/shift-notes', command: leaveShiftNote }),
  ...intakeRoutes,
  queryRoute({ url: '/r/:channel/proof', query: getProof, cache: { keyParts: plainAddressOnly } }),
];
