import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { adoptRound } from './adopt-round.command.ts';
import { agreeToPublication } from './agree-to-publication.command.ts';
import { answerClarification } from './answer-clarification.command.ts';
import { answerComment } from './answer-comment.command.ts';
import { answerObligation } from './answer-obligation.command.ts';
import { askClarification } from './ask-clarification.command.ts';
import { carryOverFinding } from './carry-over-finding.command.ts';
import { changeCalendar } from './change-calendar.command.ts';
import { chooseLetterLanguage } from './choose-letter-language.command.ts';
import { closeRound } from './close-round.command.ts';
import { commentOnDraft } from './comment-on-draft.command.ts';
import { draftFinding } from './draft-finding.command.ts';
import { drawReviewers } from './draw-reviewers.command.ts';
import { getForm } from './get-form.query.ts';
import { getParticipation } from './get-participation.query.ts';
import { getReport } from './get-report.query.ts';
import { getRound } from './get-round.query.ts';
import { handInForm } from './hand-in-form.command.ts';
import { inviteOrganisation } from './invite-organisation.command.ts';
import { labelPart, releasePartLabel } from './label-part.command.ts';
import { listAuthorities } from './list-authorities.query.ts';
import { listOpenFindings } from './list-open-findings.query.ts';
import { listRounds } from './list-rounds.query.ts';
import { listTasks } from './list-tasks.query.ts';
import { noteOnVisit } from './note-on-visit.command.ts';
import { openRound } from './open-round.command.ts';
import { planRound } from './plan-round.command.ts';
import { prefillReturn } from './prefill-return.command.ts';
import { publishRound } from './publish-round.command.ts';
import { rateObligation } from './rate-obligation.command.ts';
import { recordVisit } from './record-visit.command.ts';
import { registerAuthority } from './register-authority.command.ts';
import { reportFileRoutes } from './report-file.routes.ts';
import { reportProgress } from './report-progress.command.ts';
import { reviseFinding } from './revise-finding.command.ts';
import { roundRatings } from './round-ratings.query.ts';
import { seatReviewer } from './seat-reviewer.command.ts';
import { sendDraft } from './send-draft.command.ts';
import { submitReturn } from './submit-return.command.ts';
import { verifyFinding } from './verify-finding.command.ts';
import { withdrawFinding } from './withdraw-finding.command.ts';
import { writeObservation } from './write-observation.command.ts';

const ROUND = '/desk/api/rounds/:roundId';
const PART = '/desk/api/participations/:participationId';
const FORM = '/desk/api/review-forms/:formId';
const FINDING = '/desk/api/findings/:findingId';

export const reviewsRoutes: Route[] = [
  ...reportFileRoutes,
  queryRoute({ url: '/desk/api/authorities', query: listAuthorities }),
  commandRoute({ url: '/desk/api/authorities', command: registerAuthority }),
  queryRoute({ url: '/desk/api/review-tasks', query: listTasks }),
  queryRoute({ url: '/desk/api/parties/:partyId/findings', query: listOpenFindings }),
  queryRoute({ url: '/desk/api/rounds', query: listRounds }),
  commandRoute({ url: '/desk/api/rounds', command: planRound }),
  queryRoute({ url: ROUND, query: getRound }),
  commandRoute({ method: 'PUT', url: `${ROUND}/calendar`, command: changeCalendar }),
  commandRoute({ url: `${ROUND}/open`, command: openRound }),
  commandRoute({ url: `${ROUND}/adopt`, command: adoptRound }),
  commandRoute({ url: `${ROUND}/close`, command: closeRound }),
  commandRoute({ url: `${ROUND}/draw`, command: drawReviewers }),
  commandRoute({ url: `${ROUND}/forms`, command: inviteOrganisation }),
  commandRoute({ url: `${ROUND}/publication`, command: publishRound }),
  queryRoute({ url: FORM, query: getForm }),
  commandRoute({ method: 'PUT', url: `${FORM}/observations/:clauseId`, command: writeObservation }),
  commandRoute({ url: `${FORM}/hand-in`, command: handInForm }),
  queryRoute({ url: `${ROUND}/report`, query: getReport }),
  queryRoute({ url: `${ROUND}/ratings`, query: roundRatings }),
  queryRoute({ url: PART, query: getParticipation }),
  commandRoute({ url: `${PART}/prefill`, command: prefillReturn }),
  commandRoute({ method: 'PUT', url: `${PART}/answers/:obligationId`, command: answerObligation }),
  commandRoute({ method: 'PUT', url: `${PART}/label`, command: labelPart }),
  commandRoute({ url: `${PART}/label-release`, command: releasePartLabel }),
  commandRoute({ method: 'PUT', url: `${PART}/letter-language`, command: chooseLetterLanguage }),
  commandRoute({ url: `${PART}/submit`, command: submitReturn }),
  commandRoute({ url: `${PART}/questions`, command: askClarification }),
  commandRoute({ url: '/desk/api/questions/:clarificationId/answer', command: answerClarification }),
  commandRoute({ url: `${PART}/visits`, command: recordVisit }),
  commandRoute({ url: '/desk/api/visits/:visitId/notes', command: noteOnVisit }),
  commandRoute({ url: `${PART}/reviewers`, command: seatReviewer }),
  commandRoute({ method: 'PUT', url: `${PART}/public-agreement`, command: agreeToPublication }),
  commandRoute({ url: `${PART}/ratings`, command: rateObligation }),
  commandRoute({ url: `${PART}/findings`, command: draftFinding }),
  commandRoute({ url: `${PART}/draft`, command: sendDraft }),
  commandRoute({ url: `${PART}/comments`, command: commentOnDraft }),
  commandRoute({ url: '/desk/api/comments/:commentId/decision', command: answerComment }),
  commandRoute({ method: 'PUT', url: FINDING, command: reviseFinding }),
  commandRoute({ url: `${FINDING}/withdraw`, command: withdrawFinding }),
  commandRoute({ url: `${FINDING}/progress`, command: reportProgress }),
  commandRoute({ url: `${FINDING}/verify`, command: verifyFinding }),
  commandRoute({ url: `${FINDING}/carry-over`, command: carryOverFinding }),
];
