import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { briefFileRoutes } from './brief-files/brief-file.routes.ts';
import { getAdoptedRatings } from './briefs/get-adopted-ratings.query.ts';
import { getClauseBrief } from './briefs/get-clause-brief.query.ts';
import { getPartyBrief } from './briefs/get-party-brief.query.ts';
import { answerComment } from './drafts/answer-comment.command.ts';
import { commentOnDraft } from './drafts/comment-on-draft.command.ts';
import { correctRating } from './drafts/correct-rating.command.ts';
import { rateObligation } from './drafts/rate-obligation.command.ts';
import { sendDraft } from './drafts/send-draft.command.ts';
import { carryOverFinding } from './findings/carry-over-finding.command.ts';
import { draftFinding } from './findings/draft-finding.command.ts';
import { listOpenFindings } from './findings/list-open-findings.query.ts';
import { reportProgress } from './findings/report-progress.command.ts';
import { reviseFinding } from './findings/revise-finding.command.ts';
import { verifyFinding } from './findings/verify-finding.command.ts';
import { withdrawFinding } from './findings/withdraw-finding.command.ts';
import { getForm } from './organisations/get-form.query.ts';
import { inviteOrganisation } from './organisations/invite-organisation.command.ts';
import { submitForm } from './organisations/submit-form.command.ts';
import { writeObservation } from './organisations/write-observation.command.ts';
import { chooseInvitationLanguage } from './participations/choose-invitation-language.command.ts';
import { labelParticipation, releaseParticipationLabel } from './participations/label-participation.command.ts';
import { adoptRound } from './reports/adopt-round.command.ts';
import { getReport } from './reports/get-report.query.ts';
import { agreeToPublication } from './reports/publication/agree-to-publication.command.ts';
import { publishRound } from './reports/publication/publish-round.command.ts';
import { assignReviewer } from './reviewers/assign-reviewer.command.ts';
import { drawReviewers } from './reviewers/draw-reviewers.command.ts';
import { noteOnVisit } from './reviewers/note-on-visit.command.ts';
import { recordVisit } from './reviewers/record-visit.command.ts';
import { changeCalendar } from './rounds/change-calendar.command.ts';
import { closeRound } from './rounds/close-round.command.ts';
import { listAuthorities } from './rounds/list-authorities.query.ts';
import { listRounds } from './rounds/list-rounds.query.ts';
import { openRound } from './rounds/open-round.command.ts';
import { planRound } from './rounds/plan-round.command.ts';
import { registerAuthority } from './rounds/register-authority.command.ts';
import { answerClarification } from './self-assessments/answer-clarification.command.ts';
import { answerObligation } from './self-assessments/answer-obligation.command.ts';
import { askClarification } from './self-assessments/ask-clarification.command.ts';
import { prefillSelfAssessment } from './self-assessments/prefill-self-assessment.command.ts';
import { submitSelfAssessment } from './self-assessments/submit-self-assessment.command.ts';
import { getParticipation } from './views/get-participation.query.ts';
import { getRound } from './views/get-round.query.ts';
import { reportFileRoutes } from './views/report-file.routes.ts';
import { roundRatings } from './views/round-ratings.query.ts';

const ROUND = '/desk/api/rounds/:roundId';
const PARTICIPATION = '/desk/api/participations/:participationId';
const FORM = '/desk/api/review-forms/:formId';
const FINDING = '/desk/api/findings/:findingId';

export const reviewsRoutes: Route[] = [
  ...reportFileRoutes,
  ...briefFileRoutes,
  queryRoute({ url: '/desk/api/parties/:partyId/brief', query: getPartyBrief }),
  queryRoute({ url: '/desk/api/clauses/:clauseId/brief', query: getClauseBrief }),
  queryRoute({ url: '/desk/api/adopted-ratings', query: getAdoptedRatings }),
  queryRoute({ url: '/desk/api/authorities', query: listAuthorities }),
  commandRoute({ url: '/desk/api/authorities', command: registerAuthority }),
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
  commandRoute({ url: `${FORM}/submit`, command: submitForm }),
  queryRoute({ url: `${ROUND}/report`, query: getReport }),
  queryRoute({ url: `${ROUND}/ratings`, query: roundRatings }),
  queryRoute({ url: PARTICIPATION, query: getParticipation }),
  commandRoute({ url: `${PARTICIPATION}/prefill`, command: prefillSelfAssessment }),
  commandRoute({ method: 'PUT', url: `${PARTICIPATION}/answers/:obligationId`, command: answerObligation }),
  commandRoute({ method: 'PUT', url: `${PARTICIPATION}/label`, command: labelParticipation }),
  commandRoute({ url: `${PARTICIPATION}/label-release`, command: releaseParticipationLabel }),
  commandRoute({ method: 'PUT', url: `${PARTICIPATION}/invitation-language`, command: chooseInvitationLanguage }),
  commandRoute({ url: `${PARTICIPATION}/submit`, command: submitSelfAssessment }),
  commandRoute({ url: `${PARTICIPATION}/questions`, command: askClarification }),
  commandRoute({ url: '/desk/api/questions/:clarificationId/answer', command: answerClarification }),
  commandRoute({ url: `${PARTICIPATION}/visits`, command: recordVisit }),
  commandRoute({ url: '/desk/api/visits/:visitId/notes', command: noteOnVisit }),
  commandRoute({ url: `${PARTICIPATION}/reviewers`, command: assignReviewer }),
  commandRoute({ method: 'PUT', url: `${PARTICIPATION}/public-agreement`, command: agreeToPublication }),
  commandRoute({ url: `${PARTICIPATION}/ratings`, command: rateObligation }),
  commandRoute({ url: `${PARTICIPATION}/rating-corrections`, command: correctRating }),
  commandRoute({ url: `${PARTICIPATION}/findings`, command: draftFinding }),
  commandRoute({ url: `${PARTICIPATION}/draft`, command: sendDraft }),
  commandRoute({ url: `${PARTICIPATION}/comments`, command: commentOnDraft }),
  commandRoute({ url: '/desk/api/comments/:commentId/decision', command: answerComment }),
  commandRoute({ method: 'PUT', url: FINDING, command: reviseFinding }),
  commandRoute({ url: `${FINDING}/withdraw`, command: withdrawFinding }),
  commandRoute({ url: `${FINDING}/progress`, command: reportProgress }),
  commandRoute({ url: `${FINDING}/verify`, command: verifyFinding }),
  commandRoute({ url: `${FINDING}/carry-over`, command: carryOverFinding }),
];
