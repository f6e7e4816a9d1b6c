import { ignoreQuery, plainAddressOnly } from '#platform/http/response-cache.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { listAcceptances } from './acceptance/list-acceptances.query.ts';
import { recordAcceptance } from './acceptance/record-acceptance.command.ts';
import { answerItems } from './joining/answer-items.command.ts';
import { getJoining } from './joining/get-joining.query.ts';
import { labelJoining } from './joining/label-joining.command.ts';
import { listJoinings } from './joining/list-joinings.query.ts';
import { setTransfer } from './joining/set-transfer.command.ts';
import { closeOutreach, setReminder } from './outreach/continue-outreach.command.ts';
import { getOutreach } from './outreach/get-outreach.query.ts';
import { labelOutreach } from './outreach/label-outreach.command.ts';
import { letterFileRoutes } from './outreach/letter-file.routes.ts';
import { listLettersReceived, listOutreach } from './outreach/list-outreach.query.ts';
import { openOutreach } from './outreach/open-outreach.command.ts';
import { recordReply } from './outreach/record-reply.command.ts';
import { sendLetter } from './outreach/send-letter.command.ts';
import { suggestOutreach } from './outreach/suggest-outreach.query.ts';
import { addMeasure } from './plans/add-measure.command.ts';
import { endPlan } from './plans/end-plan.command.ts';
import { listPlans } from './plans/list-plans.query.ts';
import { recordPlan } from './plans/record-plan.command.ts';
import { recordProgress } from './plans/record-progress.command.ts';
import { acceptTreatyStatement } from './treaties/accept-treaty-statement.command.ts';
import { correctTreatyAction } from './treaties/correct-treaty-action.command.ts';
import { importTreatyTable } from './treaties/import-treaty-table.command.ts';
import { previewImport } from './treaties/preview-import.query.ts';
import { listImports, treatyHistory } from './treaties/treaty-history.query.ts';
import { registerTreatyTable, treatyRows, treatyTable } from './treaties/treaty-table.query.ts';
import { treatyCsv } from './treaties/treaty-table.rules.ts';
import type { TreatyTable } from './treaties/treaty-table.schema.ts';
import { undoImport } from './treaties/undo-import.command.ts';

export const nationsRoutes: Route[] = [
  queryRoute({ url: '/api/v1/treaties', query: treatyRows, cache: { keyParts: plainAddressOnly } }),
  fileRoute({
    method: 'GET',
    url: '/treaties.csv',
    permission: 'public',
    summary: 'nations/treaties-csv',
    cache: { keyParts: ignoreQuery },
    async handle(platform, _caller, _request, reply) {
      const table = (await runQuery(platform, treatyTable, { token: null, input: {} })) as TreatyTable;
      reply.header('content-disposition', 'attachment; filename="treaties.csv"').type('text/csv; charset=utf-8');
      return reply.send(`${platform.exercise ? EXERCISE_LINE : ''}${treatyCsv(table)}`);
    },
  }),
  queryRoute({ url: '/desk/api/treaties', query: registerTreatyTable }),
  queryRoute({ url: '/desk/api/parties/:partyId/treaties', query: treatyHistory }),
  commandRoute({ url: '/desk/api/parties/:partyId/treaties', command: correctTreatyAction }),
  commandRoute({ url: '/desk/api/parties/:partyId/treaties/:rowId/accept', command: acceptTreatyStatement }),
  queryRoute({ url: '/desk/api/treaty-imports', query: listImports }),
  commandRoute({ url: '/desk/api/treaty-imports', command: importTreatyTable }),
  fileRoute({
    method: 'POST',
    url: '/desk/api/treaty-imports/preview',
    permission: 'nations:import',
    party: null,
    summary: 'nations/preview-import',
    json: previewImport,
    handle: (platform, caller, request) => runQuery(platform, previewImport, { token: caller.token, input: request.body }),
  }),
  commandRoute({ url: '/desk/api/treaty-imports/:batchId/undo', command: undoImport }),
  queryRoute({ url: '/desk/api/outreach', query: listOutreach }),
  queryRoute({ url: '/desk/api/outreach-suggestions', query: suggestOutreach }),
  queryRoute({ url: '/desk/api/letters-received', query: listLettersReceived }),
  commandRoute({ url: '/desk/api/outreach', command: openOutreach }),
  queryRoute({ url: '/desk/api/outreach/:outreachId', query: getOutreach }),
  commandRoute({ url: '/desk/api/outreach/:outreachId/letters', command: sendLetter }),
  commandRoute({ url: '/desk/api/outreach/:outreachId/replies', command: recordReply }),
  commandRoute({ method: 'PUT', url: '/desk/api/outreach/:outreachId/reminder', command: setReminder }),
  commandRoute({ url: '/desk/api/outreach/:outreachId/close', command: closeOutreach }),
  commandRoute({ method: 'PUT', url: '/desk/api/outreach/:outreachId/label', command: labelOutreach }),
  ...letterFileRoutes,
  queryRoute({ url: '/desk/api/joinings', query: listJoinings }),
  queryRoute({ url: '/desk/api/joinings/:contributionId', query: getJoining }),
  commandRoute({ url: '/desk/api/joinings/:contributionId/answers', command: answerItems }),
  commandRoute({ method: 'PUT', url: '/desk/api/joinings/:contributionId/transfer', command: setTransfer }),
  commandRoute({ method: 'PUT', url: '/desk/api/joinings/:contributionId/label', command: labelJoining }),
  queryRoute({ url: '/desk/api/parties/:partyId/acceptances', query: listAcceptances }),
  commandRoute({ url: '/desk/api/parties/:partyId/acceptances', command: recordAcceptance }),
  queryRoute({ url: '/desk/api/parties/:partyId/plans', query: listPlans }),
  commandRoute({ url: '/desk/api/parties/:partyId/plans', command: recordPlan }),
  commandRoute({ url: '/desk/api/plans/:planId/measures', command: addMeasure }),
  commandRoute({ url: '/desk/api/plans/:planId/end', command: endPlan }),
  commandRoute({ url: '/desk/api/measures/:measureId/progress', command: recordProgress }),
];

// Invented facts must never be taken for real ones: with this line on top, no installation imports the file as a table.
const EXERCISE_LINE = 'EXERCISE\r\n';
