import type { Act } from './may-do.ts';

/**
 * Every address of the program with its act. `on` names the record in the address. `sees` means that the act reads the record, so its
 * visibility decides. An address without an entry here fails the test.
 */
export type Entry = {
  act: Act | 'see';
  on?: Target;
};
export type Target =
  | 'party'
  | 'party-row'
  | 'unit'
  | 'rotation'
  | 'contribution'
  | 'person'
  | 'grant'
  | 'item'
  | 'document'
  | 'batch'
  | 'import-batch'
  | 'round'
  | 'report'
  | 'participation'
  | 'form'
  | 'visit'
  | 'question'
  | 'comment'
  | 'finding'
  | 'own-device'
  | 'hand-over'
  | 'hold'
  | 'entry'
  | 'witness'
  | 'sheet'
  | 'outreach'
  | 'roster-batch'
  | 'trainee'
  | 'equivalent'
  | 'completion'
  | 'hand-over-board'
  | 'waiver'
  | 'joining'
  | 'joined'
  | 'consultation'
  | 'return'
  | 'return-version'
  | 'section-link'
  | 'certificate'
  | 'class'
  | 'own-trainee';

const desk: Record<string, Entry> = {
  'GET policy': { act: 'be-signed-in' },
  'GET parties': { act: 'be-signed-in' },
  'GET parties/:partyId': { act: 'see', on: 'party' },
  'GET parties/:partyId/calendar': { act: 'see', on: 'party' },
  'PUT parties/:partyId/calendar': { act: 'keep-a-calendar', on: 'party' },
  'POST parties': { act: 'keep-the-register' },
  'POST contractors': { act: 'register-a-firm' },
  'POST parties/:partyId/memberships': { act: 'keep-the-register', on: 'party' },
  'POST parties/:partyId/observed-contributions': { act: 'keep-the-register', on: 'party' },
  'POST parties/:partyId/contributions': { act: 'confirm-a-contribution', on: 'party' },
  'POST contributions/:contributionId/end': { act: 'confirm-a-contribution', on: 'contribution' },
  'POST parties/:partyId/units': { act: 'keep-units', on: 'party' },
  'PUT units/:unitId': { act: 'keep-units', on: 'unit' },
  'POST units/:unitId/rotations': { act: 'keep-units', on: 'unit' },
  'PUT rotations/:rotationId/hand-over': { act: 'keep-units', on: 'rotation' },
  'GET session': { act: 'be-signed-in' },
  'POST session': { act: 'enter' },
  'DELETE session': { act: 'be-signed-in' },
  'PUT session/language': { act: 'be-signed-in' },
  'POST session/totp': { act: 'enter' },
  'POST session/recovery-code': { act: 'enter' },
  'POST session/totp-set-up': { act: 'enter' },
  'GET session/methods': { act: 'enter' },
  'POST session/passkey': { act: 'enter' },
  'POST session/passkey-options': { act: 'enter' },
  'GET session/passkey-set-up': { act: 'enter' },
  'POST session/passkey-set-up': { act: 'enter' },
  'POST set-up/passkey': { act: 'enter' },
  'POST invitation/passkey': { act: 'enter' },
  'GET links/:token/passkey-options': { act: 'enter' },
  'GET passkeys': { act: 'be-signed-in' },
  'POST passkeys': { act: 'be-signed-in' },
  'GET passkeys/options': { act: 'be-signed-in' },
  'DELETE passkeys/:passkeyId': { act: 'be-signed-in', on: 'own-device' },
  'GET account': { act: 'be-signed-in' },
  'PUT account/password': { act: 'be-signed-in' },
  'PUT account/totp': { act: 'be-signed-in' },
  'DELETE account/totp': { act: 'be-signed-in' },
  'POST account/recovery-codes': { act: 'be-signed-in' },
  'POST account/devices/end-others': { act: 'be-signed-in' },
  'POST account/devices/:sessionId/end': { act: 'be-signed-in', on: 'own-device' },
  'GET links/:token': { act: 'enter' },
  'POST set-up': { act: 'enter' },
  'POST invitation': { act: 'enter' },
  'GET people': { act: 'see-people' },
  'POST people': { act: 'open-an-account' },
  'POST people/:personId/link': { act: 'give-a-link', on: 'person' },
  'POST people/:personId/reset': { act: 'reset-an-account', on: 'person' },
  'POST grants': { act: 'give-a-grant' },
  'POST grants/:grantId/end': { act: 'end-a-grant', on: 'grant' },
  'GET colleagues': { act: 'be-signed-in' },
  'GET access-tasks': { act: 'be-signed-in' },
  'GET access-reviews': { act: 'see-reviews-due' },
  'POST access-reviews': { act: 'review-access', on: 'party' },
  'GET access-reviews/:partyId': { act: 'review-access', on: 'sheet' },
  'GET access-records': { act: 'see-access-records' },
  'GET access/:kind/:objectId': { act: 'account-for-access', on: 'sheet' },
  'GET hand-overs': { act: 'be-signed-in' },
  'POST hand-overs': { act: 'be-signed-in' },
  'POST hand-overs/:handOverId/decision': { act: 'decide-a-hand-over', on: 'hand-over' },
  'GET log': { act: 'see-the-log' },
  'GET log/continues': { act: 'be-signed-in' },
  'GET log/sample': { act: 'draw-a-sample' },
  'POST log/witnesses': { act: 'enrol-outside-checks' },
  'POST log/witnesses/:witnessId/end': { act: 'enrol-outside-checks', on: 'witness' },
  'GET log/erasures': { act: 'see-erasures' },
  'POST log/entries/:entryId/erasure-request': { act: 'erase', on: 'entry' },
  'POST log/entries/:entryId/erasure': { act: 'erase', on: 'entry' },
  'GET retention': { act: 'see-retention' },
  'POST holds': { act: 'hold-deletion' },
  'POST holds/:holdId/lift': { act: 'hold-deletion', on: 'hold' },
  'GET parties/:partyId/evidence': { act: 'see', on: 'party-row' },
  'POST parties/:partyId/evidence': { act: 'enter-evidence', on: 'party' },
  'GET evidence/:itemId': { act: 'see', on: 'item' },
  'PUT evidence/:itemId': { act: 'change-a-item', on: 'item' },
  'POST evidence/:itemId/submit': { act: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/correct': { act: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/confirm': { act: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/withdraw': { act: 'withdraw-a-item', on: 'item' },
  'POST evidence/:itemId/ask-purge': { act: 'ask-for-a-purge', on: 'item' },
  'POST evidence/:itemId/approve-purge': { act: 'approve-a-purge', on: 'item' },
  'PUT evidence/:itemId/label': { act: 'withdraw-a-item', on: 'item' },
  'POST evidence/:itemId/label-release': { act: 'sign-a-item', on: 'item' },
  'POST parties/:partyId/documents': { act: 'enter-evidence', on: 'party' },
  'GET documents/:documentId': { act: 'see', on: 'document' },
  'GET matrix': { act: 'see-the-matrix' },
  'GET parties/:partyId/dossier': { act: 'see', on: 'party-row' },
  'GET parties/:partyId/obligations/:obligationId': { act: 'see', on: 'party-row' },
  'POST parties/:partyId/obligations/:obligationId/answer': { act: 'answer-an-expectation', on: 'party' },
  'GET treaties': { act: 'read-public' },
  'GET parties/:partyId/findings': { act: 'see', on: 'party-row' },
  'GET parties/:partyId/treaties': { act: 'see', on: 'party' },
  'POST parties/:partyId/treaties': { act: 'correct-a-treaty-row', on: 'party' },
  'GET treaty-imports': { act: 'be-signed-in' },
  'POST treaty-imports': { act: 'import-treaties' },
  'POST treaty-imports/preview': { act: 'import-treaties' },
  'POST treaty-imports/:batchId/undo': { act: 'import-treaties', on: 'batch' },
  'GET outreach': { act: 'see-letters' },
  'GET outreach-suggestions': { act: 'see-letters' },
  'GET outreach-reminders': { act: 'see-letters' },
  'GET letters-received': { act: 'see-letters' },
  'POST outreach': { act: 'write-letters', on: 'party' },
  'GET outreach/:outreachId': { act: 'see', on: 'outreach' },
  'GET outreach/:outreachId/letter.pdf': { act: 'see', on: 'outreach' },
  'POST outreach/:outreachId/letters': { act: 'write-letters', on: 'outreach' },
  'POST outreach/:outreachId/replies': { act: 'write-letters', on: 'outreach' },
  'PUT outreach/:outreachId/reminder': { act: 'write-letters', on: 'outreach' },
  'PUT outreach/:outreachId/label': { act: 'write-letters', on: 'outreach' },
  'POST outreach/:outreachId/close': { act: 'write-letters', on: 'outreach' },
  'GET joinings': { act: 'see-joinings' },
  'GET joinings/:contributionId': { act: 'see', on: 'joining' },
  // The joining of a nation is public, its answers are not.
  'POST joinings/:contributionId/answers': { act: 'answer-a-checklist', on: 'joined' },
  'PUT joinings/:contributionId/label': { act: 'answer-a-checklist', on: 'joined' },
  'PUT joinings/:contributionId/transfer': { act: 'name-the-transfer', on: 'joined' },
  'GET consultations': { act: 'consult' },
  'POST consultations': { act: 'consult' },
  'POST consultations/:consultationId/decision': { act: 'consult', on: 'consultation' },
  'POST consultations/:consultationId/notification': { act: 'consult', on: 'consultation' },
  'GET modules/:moduleId/slides.pdf': { act: 'print-a-pack' },
  'GET modules/:moduleId/first-look.pdf': { act: 'print-a-pack' },
  'GET modules/:moduleId/test.pdf': { act: 'print-a-pack' },
  'GET modules/:moduleId/answer-sheet.pdf': { act: 'print-a-pack' },
  'GET modules/:moduleId/key.pdf': { act: 'print-a-pack' },
  'GET parties/:partyId/certificates': { act: 'see-certificates', on: 'party' },
  'POST parties/:partyId/certificates': { act: 'certify', on: 'party' },
  'POST certificates/:number/revocation': { act: 'revoke-a-certificate', on: 'certificate' },
  'GET certificates/:number/certificate.pdf': { act: 'see', on: 'certificate' },
  'GET courses': { act: 'see-the-courses' },
  'POST parties/:partyId/courses': { act: 'adopt-courses', on: 'party' },
  'GET local-texts': { act: 'see-local-texts' },
  'GET parties/:partyId/local-texts/:placeholder': { act: 'see-local-texts-of', on: 'party-row' },
  'PUT parties/:partyId/local-texts/:placeholder/draft': { act: 'write-a-local-text', on: 'party' },
  'POST parties/:partyId/local-texts/:placeholder/signature': { act: 'sign-a-local-text', on: 'party' },
  'POST parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal': { act: 'sign-a-local-text', on: 'party' },
  'GET readiness': { act: 'see-boards' },
  'GET readiness/:scopeId': { act: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/people': { act: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/lasting': { act: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/placeholders': { act: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/knowledge': { act: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/board.xlsx': { act: 'see-the-board', on: 'party' },
  'GET parties/:partyId/rosters': { act: 'see-the-board', on: 'party' },
  'POST rosters': { act: 'keep-the-roster', on: 'party' },
  'POST roster-workbooks': { act: 'see-boards' },
  'POST rosters/preview': { act: 'keep-the-roster', on: 'party' },
  'POST rosters/:batchId/undo': { act: 'keep-the-roster', on: 'roster-batch' },
  'POST completions': { act: 'keep-the-roster', on: 'party' },
  'POST completions/xapi': { act: 'keep-the-roster', on: 'party' },
  'POST completions/preview': { act: 'keep-the-roster', on: 'party' },
  'GET trainees/:traineeId/completions': { act: 'see-the-board', on: 'trainee' },
  'POST completions/:completionId/revocation': { act: 'keep-the-roster', on: 'completion' },
  'POST trainees/:traineeId/waivers': { act: 'lead-training', on: 'trainee' },
  'GET training-counts': { act: 'see-training-counts' },
  'GET training-counts.xlsx': { act: 'see-training-counts' },
  'GET parties/:partyId/recognition': { act: 'see-the-board', on: 'party' },
  'POST parties/:partyId/equivalents': { act: 'keep-the-roster', on: 'party' },
  'POST equivalents/:equivalentId/takers': { act: 'keep-the-roster', on: 'equivalent' },
  'POST equivalents/:equivalentId/end': { act: 'keep-the-roster', on: 'equivalent' },
  'POST providers': { act: 'keep-the-roster', on: 'party' },
  'POST training-totals': { act: 'lead-training', on: 'party' },
  'POST parties/:partyId/training-readiness': { act: 'keep-the-roster', on: 'party' },
  'GET readiness/:scopeId/hand-overs': { act: 'see-the-board', on: 'party' },
  'POST rotations/:rotationId/hand-over-board': { act: 'keep-the-roster', on: 'rotation' },
  'POST hand-over-boards/:handOverId/signatures': { act: 'lead-training', on: 'hand-over-board' },
  'GET hand-over-boards/:handOverId/page.pdf': { act: 'see', on: 'hand-over-board' },
  'POST waivers/:waiverId/end': { act: 'lead-training', on: 'waiver' },
  'GET imports': { act: 'import-tables' },
  'POST imports': { act: 'import-tables' },
  'POST imports/preview': { act: 'import-tables' },
  'POST imports/:batchId/undo': { act: 'import-tables', on: 'import-batch' },
  'GET authorities': { act: 'be-signed-in' },
  'POST authorities': { act: 'run-reviews' },
  'GET review-tasks': { act: 'be-signed-in' },
  'GET return-tasks': { act: 'be-signed-in' },
  'GET training-tasks': { act: 'be-signed-in' },
  'GET rounds': { act: 'be-signed-in' },
  'POST rounds': { act: 'run-reviews' },
  'GET rounds/:roundId': { act: 'be-signed-in', on: 'round' },
  'PUT rounds/:roundId/calendar': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/open': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/adopt': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/close': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/draw': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/forms': { act: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/publication': { act: 'run-reviews', on: 'round' },
  'GET review-forms/:formId': { act: 'see', on: 'form' },
  'PUT review-forms/:formId/observations/:clauseId': { act: 'speak-for-the-organisation', on: 'form' },
  'POST review-forms/:formId/hand-in': { act: 'speak-for-the-organisation', on: 'form' },
  'GET rounds/:roundId/report': { act: 'see', on: 'report' },
  'GET rounds/:roundId/report.pdf': { act: 'see', on: 'report' },
  'GET rounds/:roundId/report.docx': { act: 'see', on: 'report' },
  'GET rounds/:roundId/report.xlsx': { act: 'see', on: 'report' },
  'GET rounds/:roundId/mission.pdf': { act: 'see', on: 'report' },
  'GET rounds/:roundId/mission.docx': { act: 'see', on: 'report' },
  'GET rounds/:roundId/council.pdf': { act: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/council.docx': { act: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/invitations.pdf': { act: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/invitations.docx': { act: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/ratings': { act: 'be-signed-in', on: 'round' },
  'GET training/own': { act: 'be-signed-in' },
  'POST training/own/:traineeId': { act: 'be-signed-in', on: 'own-trainee' },
  'GET training/classes': { act: 'see-classes' },
  'POST parties/:partyId/classes': { act: 'teach-a-class', on: 'party-row' },
  'GET training/classes/:classId': { act: 'see', on: 'class' },
  'GET modules/:moduleId/test-paper': { act: 'print-a-pack' },
  'POST training/classes/:classId/papers': { act: 'teach-a-class', on: 'class' },
  'GET training/classes/:classId/first-looks/:moduleId': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/first-looks/:moduleId': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips/sheet': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips/:accessSlipId/pin': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/tries/:traineeId/:moduleId': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/last-day': { act: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/close': { act: 'teach-a-class', on: 'class' },
  'GET returns': { act: 'see-returns' },
  'POST parties/:partyId/returns': { act: 'ask-for-a-return', on: 'party-row' },
  'GET returns/:returnId': { act: 'see', on: 'return' },
  'GET returns/:returnId/versions/:number': { act: 'see', on: 'return-version' },
  'PUT returns/:returnId/label': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/label-release': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/start': { act: 'coordinate-a-return', on: 'return' },
  'PUT returns/:returnId/answers': { act: 'answer-a-return', on: 'return' },
  'GET returns/:returnId/form': { act: 'answer-a-return', on: 'return' },
  'POST returns/:returnId/form': { act: 'answer-a-return', on: 'return' },
  'PUT returns/:returnId/answers/:questionId': { act: 'answer-a-return', on: 'return' },
  'PUT returns/:returnId/sections/:sectionId/release': { act: 'coordinate-a-return', on: 'return' },
  'PUT returns/:returnId/public-status': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/sections/:sectionId/links': { act: 'coordinate-a-return', on: 'return' },
  'POST section-links/:linkId/withdrawal': { act: 'coordinate-a-return', on: 'section-link' },
  'POST returns/:returnId/ask-review': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/clear': { act: 'clear-a-return', on: 'return' },
  'POST returns/:returnId/reopen': { act: 'answer-a-return', on: 'return' },
  'POST returns/:returnId/sign': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/submit': { act: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/accept': { act: 'decide-on-a-return', on: 'return' },
  'POST returns/:returnId/send-back': { act: 'decide-on-a-return', on: 'return' },
  'POST returns/:returnId/amend': { act: 'coordinate-a-return', on: 'return' },
  'POST linked-section': { act: 'enter' },
  'POST linked-section/acceptance': { act: 'enter' },
  'POST linked-section/hand-back': { act: 'enter' },
  'PUT linked-section/answers/:questionId': { act: 'enter' },
  'GET /desk/section/:token/form': { act: 'enter' },
  'POST /desk/section/:token/form': { act: 'enter' },
  'GET participations/:participationId': { act: 'see', on: 'participation' },
  'POST participations/:participationId/prefill': { act: 'answer-for-the-party', on: 'participation' },
  'PUT participations/:participationId/answers/:obligationId': { act: 'answer-for-the-party', on: 'participation' },
  'PUT participations/:participationId/label': { act: 'label-a-participation', on: 'participation' },
  'POST participations/:participationId/label-release': { act: 'run-reviews', on: 'participation' },
  'PUT participations/:participationId/invitation-language': { act: 'run-reviews', on: 'participation' },
  'POST participations/:participationId/submit': { act: 'sign-for-the-party', on: 'participation' },
  'POST participations/:participationId/questions': { act: 'judge-the-party', on: 'participation' },
  'POST questions/:clarificationId/answer': { act: 'answer-for-the-party', on: 'question' },
  'POST participations/:participationId/visits': { act: 'judge-the-party', on: 'participation' },
  'POST visits/:visitId/notes': { act: 'judge-the-party', on: 'visit' },
  'POST participations/:participationId/reviewers': { act: 'run-reviews', on: 'participation' },
  'PUT participations/:participationId/public-agreement': { act: 'sign-for-the-party', on: 'participation' },
  'POST participations/:participationId/ratings': { act: 'judge-the-party', on: 'participation' },
  'POST participations/:participationId/findings': { act: 'judge-the-party', on: 'participation' },
  'POST participations/:participationId/draft': { act: 'run-reviews', on: 'participation' },
  'POST participations/:participationId/comments': { act: 'answer-for-the-party', on: 'participation' },
  'POST comments/:commentId/decision': { act: 'run-reviews', on: 'comment' },
  'PUT findings/:findingId': { act: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/withdraw': { act: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/progress': { act: 'answer-for-the-party', on: 'finding' },
  'POST findings/:findingId/verify': { act: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/carry-over': { act: 'run-reviews', on: 'finding' },
};

/** Addresses that anyone may read: the public site, its API, and the health checks. */
export const PUBLIC: readonly RegExp[] = [
  /^GET \/(fr\/?|fr\/.+)?$/,
  /^GET \/(policy|treaties|about|privacy|accessibility|security|sources|errors|exercise|returns|reviews|verify)([/.].*)?$/,
  /^GET \/api\/v1\/treaties$/,
  /^GET \/xapi\/about$/,
  /^(GET|POST) \/learn(\/.*)?$/,
  /^GET \/log([/*].*)?$/,
  /^GET \/desk\/single-sign-on(\/callback)?$/,
  /^GET \/(healthz|readyz|api\/openapi\.json)$/,
];

/** Addresses of the interface for learning systems, which require a credential and accept no session. */
const FOR_SYSTEMS =
  /^(GET|POST) \/xapi\/(activities|agents)$|^(GET|POST|PUT) \/xapi\/statements$|^\w+ \/xapi\/(activities\/state|(activities|agents)\/profile)$/;

/** The oracle's entry for an address; undefined if there is none. */
export function entryOf(method: string, url: string): Entry | undefined {
  const address = `${method} ${url}`;
  if (PUBLIC.some((form) => form.test(address))) return { act: 'read-public' };
  if (FOR_SYSTEMS.test(address)) return { act: 'enter' };
  return desk[`${method} ${url.replace(/^\/desk\/api\//, '')}`];
}

/** Every desk address that the oracle knows, so that a removed address is noticed too. */
export const DESK_ADDRESSES = Object.keys(desk).map((address) => (address.includes(' /') ? address : address.replace(' ', ' /desk/api/')));
