import type { Action } from './may-do.ts';

/**
 * Every address of the program with its action. `on` names the record in the address. `sees` means that the action reads the record, so its
 * visibility decides. An address without an entry here fails the test.
 */
export type Entry = {
  action: Action | 'see';
  on?: TargetKind;
};
export type TargetKind =
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
  | 'imported-edition'
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
  | 'plan'
  | 'measure'
  | 'joining'
  | 'joined'
  | 'consultation'
  | 'return'
  | 'return-version'
  | 'section-link'
  | 'certificate'
  | 'class'
  | 'own-trainee'
  | 'help-place'
  | 'help-entry'
  | 'channel'
  | 'channel-to-join'
  | 'channel-keys';

const desk: Record<string, Entry> = {
  'GET policy': { action: 'be-signed-in' },
  'GET policy/parameters': { action: 'be-signed-in' },
  'POST policy/parameters/:parameterId/decisions': { action: 'decide-a-parameter' },
  'GET policy/editions': { action: 'see-editions' },
  'GET policy/editions/in-force.zip': { action: 'see-editions' },
  'POST policy/editions': { action: 'import-an-edition' },
  'POST policy/editions/preview': { action: 'import-an-edition' },
  'POST policy/editions/:importId/put-in-force': { action: 'import-an-edition', on: 'imported-edition' },
  'POST policy/editions/:importId/withdraw': { action: 'import-an-edition', on: 'imported-edition' },
  'GET clauses/:clauseId/official-texts': { action: 'be-signed-in' },
  'POST clauses/:clauseId/official-texts': { action: 'manage-policy-texts' },
  'POST clauses/:clauseId/official-texts/removal': { action: 'manage-policy-texts' },
  'GET parties': { action: 'be-signed-in' },
  'GET parties/:partyId': { action: 'see', on: 'party' },
  'GET parties/:partyId/calendar': { action: 'see', on: 'party' },
  'PUT parties/:partyId/contracting': { action: 'record-contracting', on: 'party' },
  'PUT parties/:partyId/calendar': { action: 'manage-a-calendar', on: 'party' },
  'POST parties': { action: 'manage-the-register' },
  'POST contractors': { action: 'register-a-firm' },
  'POST parties/:partyId/memberships': { action: 'manage-the-register', on: 'party' },
  'POST parties/:partyId/observed-contributions': { action: 'manage-the-register', on: 'party' },
  'POST parties/:partyId/contributions': { action: 'confirm-a-contribution', on: 'party' },
  'POST contributions/:contributionId/end': { action: 'confirm-a-contribution', on: 'contribution' },
  'POST parties/:partyId/units': { action: 'manage-units', on: 'party' },
  'PUT units/:unitId': { action: 'manage-units', on: 'unit' },
  'POST units/:unitId/rotations': { action: 'manage-units', on: 'unit' },
  'PUT rotations/:rotationId/hand-over': { action: 'manage-units', on: 'rotation' },
  'GET home': { action: 'be-signed-in' },
  'GET first-steps': { action: 'start-the-register' },
  'PUT first-steps/:step': { action: 'start-the-register' },
  'GET news': { action: 'be-signed-in' },
  'POST news/seen': { action: 'be-signed-in' },
  'GET session': { action: 'be-signed-in' },
  'POST session': { action: 'enter' },
  'DELETE session': { action: 'be-signed-in' },
  'PUT session/language': { action: 'be-signed-in' },
  'POST session/totp': { action: 'enter' },
  'POST session/recovery-code': { action: 'enter' },
  'POST session/totp-set-up': { action: 'enter' },
  'GET session/methods': { action: 'enter' },
  'POST session/passkey': { action: 'enter' },
  'POST session/passkey-options': { action: 'enter' },
  'GET session/passkey-set-up': { action: 'enter' },
  'POST session/passkey-set-up': { action: 'enter' },
  'POST set-up/passkey': { action: 'enter' },
  'POST invitation/passkey': { action: 'enter' },
  'GET links/:token/passkey-options': { action: 'enter' },
  'GET passkeys': { action: 'be-signed-in' },
  'POST passkeys': { action: 'be-signed-in' },
  'GET passkeys/options': { action: 'be-signed-in' },
  'DELETE passkeys/:passkeyId': { action: 'be-signed-in', on: 'own-device' },
  'GET account': { action: 'be-signed-in' },
  'PUT account/password': { action: 'be-signed-in' },
  'PUT account/totp': { action: 'be-signed-in' },
  'DELETE account/totp': { action: 'be-signed-in' },
  'POST account/recovery-codes': { action: 'be-signed-in' },
  'POST account/devices/end-others': { action: 'be-signed-in' },
  'POST account/devices/:sessionId/end': { action: 'be-signed-in', on: 'own-device' },
  'GET links/:token': { action: 'enter' },
  'POST set-up': { action: 'enter' },
  'POST invitation': { action: 'enter' },
  'GET people': { action: 'see-people' },
  'POST people': { action: 'open-an-account' },
  'POST people/invitations': { action: 'invite-many' },
  'POST people/:personId/link': { action: 'give-a-link', on: 'person' },
  'POST people/:personId/reset': { action: 'reset-an-account', on: 'person' },
  'POST grants': { action: 'give-a-grant' },
  'POST grants/:grantId/end': { action: 'end-a-grant', on: 'grant' },
  'GET colleagues': { action: 'be-signed-in' },
  'GET search': { action: 'be-signed-in' },
  'GET access-tasks': { action: 'be-signed-in' },
  'GET access-reviews': { action: 'see-reviews-due' },
  'POST access-reviews': { action: 'review-access', on: 'party' },
  'GET access-reviews/:partyId': { action: 'review-access', on: 'sheet' },
  'GET access-records': { action: 'see-access-records' },
  'GET access/:kind/:objectId': { action: 'account-for-access', on: 'sheet' },
  'GET hand-overs': { action: 'be-signed-in' },
  'POST hand-overs': { action: 'be-signed-in' },
  'POST hand-overs/:handOverId/decision': { action: 'decide-a-hand-over', on: 'hand-over' },
  'GET log': { action: 'see-the-log' },
  'GET log/continues': { action: 'be-signed-in' },
  'GET log/sample': { action: 'draw-a-sample' },
  'POST log/witnesses': { action: 'enrol-outside-checks' },
  'POST log/witnesses/:witnessId/end': { action: 'enrol-outside-checks', on: 'witness' },
  'GET log/erasures': { action: 'see-erasures' },
  'POST log/entries/:entryId/erasure-request': { action: 'erase', on: 'entry' },
  'POST log/entries/:entryId/erasure': { action: 'erase', on: 'entry' },
  'GET retention': { action: 'see-retention' },
  'POST holds': { action: 'hold-deletion' },
  'POST holds/:holdId/lift': { action: 'hold-deletion', on: 'hold' },
  'GET parties/:partyId/evidence': { action: 'see', on: 'party-row' },
  'POST parties/:partyId/evidence': { action: 'enter-evidence', on: 'party' },
  'GET evidence/:itemId': { action: 'see', on: 'item' },
  'PUT evidence/:itemId': { action: 'change-a-item', on: 'item' },
  'POST evidence/:itemId/submit': { action: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/correct': { action: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/confirm': { action: 'sign-a-item', on: 'item' },
  'POST evidence/:itemId/withdraw': { action: 'withdraw-a-item', on: 'item' },
  'POST evidence/:itemId/request-purge': { action: 'ask-for-a-purge', on: 'item' },
  'POST evidence/:itemId/approve-purge': { action: 'approve-a-purge', on: 'item' },
  'PUT evidence/:itemId/label': { action: 'label-a-item', on: 'item' },
  'POST evidence/:itemId/label-release': { action: 'release-a-label', on: 'item' },
  'POST parties/:partyId/documents': { action: 'enter-evidence', on: 'party' },
  'GET documents/:documentId': { action: 'see', on: 'document' },
  'GET matrix': { action: 'see-the-matrix' },
  'GET parties/:partyId/dossier': { action: 'see', on: 'party-row' },
  'GET parties/:partyId/obligations/:obligationId': { action: 'see', on: 'party-row' },
  'GET difference-tasks': { action: 'be-signed-in' },
  'POST parties/:partyId/obligations/:obligationId/views': { action: 'record-a-view', on: 'party' },
  'POST parties/:partyId/obligations/:obligationId/answer': { action: 'answer-an-expectation', on: 'party' },
  'GET treaties': { action: 'read-public' },
  'GET parties/:partyId/findings': { action: 'see', on: 'party-row' },
  'GET parties/:partyId/treaties': { action: 'see', on: 'party' },
  'POST parties/:partyId/treaties': { action: 'correct-a-treaty-row', on: 'party' },
  'POST parties/:partyId/treaties/:rowId/accept': { action: 'import-treaties', on: 'party' },
  'GET treaty-imports': { action: 'be-signed-in' },
  'POST treaty-imports': { action: 'import-treaties' },
  'POST treaty-imports/preview': { action: 'import-treaties' },
  'POST treaty-imports/:batchId/undo': { action: 'import-treaties', on: 'batch' },
  'GET outreach': { action: 'see-letters' },
  'GET outreach-suggestions': { action: 'see-letters' },
  'GET outreach-reminders': { action: 'see-letters' },
  'GET letters-received': { action: 'see-letters' },
  'POST outreach': { action: 'write-letters', on: 'party' },
  'GET outreach/:outreachId': { action: 'see', on: 'outreach' },
  'GET outreach/:outreachId/letter.pdf': { action: 'see', on: 'outreach' },
  'POST outreach/:outreachId/letters': { action: 'write-letters', on: 'outreach' },
  'POST outreach/:outreachId/replies': { action: 'write-letters', on: 'outreach' },
  'PUT outreach/:outreachId/reminder': { action: 'write-letters', on: 'outreach' },
  'PUT outreach/:outreachId/label': { action: 'write-letters', on: 'outreach' },
  'POST outreach/:outreachId/close': { action: 'write-letters', on: 'outreach' },
  'GET parties/:partyId/acceptances': { action: 'see', on: 'party' },
  'POST parties/:partyId/acceptances': { action: 'record-an-acceptance', on: 'party' },
  'GET parties/:partyId/plans': { action: 'see', on: 'party-row' },
  'POST parties/:partyId/plans': { action: 'keep-a-plan', on: 'party-row' },
  'POST plans/:planId/measures': { action: 'keep-a-plan', on: 'plan' },
  'POST plans/:planId/end': { action: 'keep-a-plan', on: 'plan' },
  'POST measures/:measureId/progress': { action: 'keep-a-plan', on: 'measure' },
  'GET help-tasks': { action: 'be-signed-in' },
  'GET plan-tasks': { action: 'be-signed-in' },
  'GET joinings': { action: 'see-joinings' },
  'GET joinings/:contributionId': { action: 'see', on: 'joining' },
  // The joining of a nation is public, its answers are not.
  'POST joinings/:contributionId/answers': { action: 'answer-a-checklist', on: 'joined' },
  'PUT joinings/:contributionId/label': { action: 'answer-a-checklist', on: 'joined' },
  'PUT joinings/:contributionId/transfer': { action: 'name-the-transfer', on: 'joined' },
  'GET consultations': { action: 'consult' },
  'POST consultations': { action: 'consult' },
  'POST consultations/:consultationId/decision': { action: 'consult', on: 'consultation' },
  'POST consultations/:consultationId/notification': { action: 'consult', on: 'consultation' },
  'GET modules/:moduleId/slides.pdf': { action: 'print-a-pack' },
  'GET modules/:moduleId/first-look.pdf': { action: 'print-a-pack' },
  'GET modules/:moduleId/test.pdf': { action: 'print-a-pack' },
  'GET modules/:moduleId/answer-sheet.pdf': { action: 'print-a-pack' },
  'GET modules/:moduleId/key.pdf': { action: 'print-a-pack' },
  'GET parties/:partyId/certificates': { action: 'see-certificates', on: 'party' },
  'POST parties/:partyId/certificates': { action: 'certify', on: 'party' },
  'POST certificates/:number/revocation': { action: 'revoke-a-certificate', on: 'certificate' },
  'GET certificates/:number/certificate.pdf': { action: 'see', on: 'certificate' },
  'GET courses': { action: 'see-the-courses' },
  'POST parties/:partyId/courses': { action: 'adopt-courses', on: 'party' },
  'GET local-texts': { action: 'see-local-texts' },
  'GET parties/:partyId/local-texts/:placeholder': { action: 'see-local-texts-of', on: 'party-row' },
  'PUT parties/:partyId/local-texts/:placeholder/draft': { action: 'write-a-local-text', on: 'party' },
  'POST parties/:partyId/local-texts/:placeholder/signature': { action: 'sign-a-local-text', on: 'party' },
  'POST parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal': { action: 'sign-a-local-text', on: 'party' },
  'GET readiness': { action: 'see-boards' },
  'GET readiness/:scopeId': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/people': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/lasting': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/gaps': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/gaps/numbers': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/placeholders': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/knowledge': { action: 'see-the-board', on: 'party' },
  'GET readiness/:scopeId/board.xlsx': { action: 'see-the-board', on: 'party' },
  'GET parties/:partyId/rosters': { action: 'see-the-board', on: 'party' },
  'POST rosters': { action: 'manage-the-roster', on: 'party' },
  'POST roster-workbooks': { action: 'see-boards' },
  'POST rosters/preview': { action: 'manage-the-roster', on: 'party' },
  'POST rosters/:batchId/undo': { action: 'manage-the-roster', on: 'roster-batch' },
  'POST completions': { action: 'manage-the-roster', on: 'party' },
  'POST completions/xapi': { action: 'manage-the-roster', on: 'party' },
  'POST completions/preview': { action: 'manage-the-roster', on: 'party' },
  'GET trainees/:traineeId/completions': { action: 'see-the-board', on: 'trainee' },
  'POST completions/:completionId/revocation': { action: 'manage-the-roster', on: 'completion' },
  'POST trainees/:traineeId/waivers': { action: 'lead-training', on: 'trainee' },
  'GET training-counts': { action: 'see-training-counts' },
  'GET training-shares': { action: 'see-training-counts' },
  'GET training-counts.xlsx': { action: 'see-training-counts' },
  'GET parties/:partyId/recognition': { action: 'see-the-board', on: 'party' },
  'POST parties/:partyId/equivalents': { action: 'manage-the-roster', on: 'party' },
  'POST equivalents/:equivalentId/takers': { action: 'manage-the-roster', on: 'equivalent' },
  'POST equivalents/:equivalentId/end': { action: 'manage-the-roster', on: 'equivalent' },
  'POST providers': { action: 'manage-the-roster', on: 'party' },
  'POST training-totals': { action: 'lead-training', on: 'party' },
  'POST parties/:partyId/training-readiness': { action: 'manage-the-roster', on: 'party' },
  'POST parties/:partyId/strength': { action: 'state-a-strength', on: 'party' },
  'GET readiness/:scopeId/hand-overs': { action: 'see-the-board', on: 'party' },
  'POST rotations/:rotationId/hand-over-board': { action: 'manage-the-roster', on: 'rotation' },
  'POST hand-over-boards/:handOverId/signatures': { action: 'lead-training', on: 'hand-over-board' },
  'GET hand-over-boards/:handOverId/page.pdf': { action: 'see', on: 'hand-over-board' },
  'POST waivers/:waiverId/end': { action: 'lead-training', on: 'waiver' },
  'GET imports': { action: 'import-tables' },
  'POST imports': { action: 'import-tables' },
  'POST imports/preview': { action: 'import-tables' },
  'POST imports/:batchId/undo': { action: 'import-tables', on: 'import-batch' },
  'GET authorities': { action: 'be-signed-in' },
  'POST authorities': { action: 'run-reviews' },
  'GET review-tasks': { action: 'be-signed-in' },
  'GET return-tasks': { action: 'be-signed-in' },
  'GET training-tasks': { action: 'be-signed-in' },
  'GET rounds': { action: 'be-signed-in' },
  'POST rounds': { action: 'run-reviews' },
  'GET rounds/:roundId': { action: 'be-signed-in', on: 'round' },
  'PUT rounds/:roundId/calendar': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/open': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/adopt': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/close': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/draw': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/forms': { action: 'run-reviews', on: 'round' },
  'POST rounds/:roundId/publication': { action: 'run-reviews', on: 'round' },
  'GET review-forms/:formId': { action: 'see', on: 'form' },
  'PUT review-forms/:formId/observations/:clauseId': { action: 'speak-for-the-organisation', on: 'form' },
  'POST review-forms/:formId/submit': { action: 'speak-for-the-organisation', on: 'form' },
  'GET parties/:partyId/brief': { action: 'see', on: 'party' },
  'GET parties/:partyId/brief.pdf': { action: 'see', on: 'party' },
  'GET adopted-ratings': { action: 'see-adopted-ratings' },
  'GET clauses/:clauseId/brief': { action: 'be-signed-in' },
  'GET clauses/:clauseId/brief.pdf': { action: 'be-signed-in' },
  'GET rounds/:roundId/report': { action: 'see', on: 'report' },
  'GET rounds/:roundId/report.pdf': { action: 'see', on: 'report' },
  'GET rounds/:roundId/report.docx': { action: 'see', on: 'report' },
  'GET rounds/:roundId/report.xlsx': { action: 'see', on: 'report' },
  'GET rounds/:roundId/mission.pdf': { action: 'see', on: 'report' },
  'GET rounds/:roundId/mission.docx': { action: 'see', on: 'report' },
  'GET rounds/:roundId/council.pdf': { action: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/council.docx': { action: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/invitations.pdf': { action: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/invitations.docx': { action: 'run-reviews', on: 'round' },
  'GET rounds/:roundId/ratings': { action: 'be-signed-in', on: 'round' },
  'GET training/own': { action: 'be-signed-in' },
  'POST training/own/:traineeId': { action: 'be-signed-in', on: 'own-trainee' },
  'GET training/classes': { action: 'see-classes' },
  'POST parties/:partyId/classes': { action: 'teach-a-class', on: 'party-row' },
  'GET training/classes/:classId': { action: 'see', on: 'class' },
  'GET modules/:moduleId/test-paper': { action: 'print-a-pack' },
  'POST training/classes/:classId/papers': { action: 'teach-a-class', on: 'class' },
  'GET training/classes/:classId/first-looks/:moduleId': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/first-looks/:moduleId': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips/sheet': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/access-slips/:accessSlipId/pin': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/tries/:traineeId/:moduleId': { action: 'teach-a-class', on: 'class' },
  'POST training/classes/:classId/last-day': { action: 'teach-a-class', on: 'class' },
  'PUT training/classes/:classId/seats': { action: 'teach-a-class', on: 'class' },
  'POST parties/:partyId/roster-request': { action: 'lead-training', on: 'party' },
  'PUT training/classes/:classId/bookings': { action: 'book-seats', on: 'class' },
  'POST training/classes/:classId/close': { action: 'teach-a-class', on: 'class' },
  'GET parties/:partyId/help': { action: 'keep-help', on: 'party' },
  'POST parties/:partyId/help': { action: 'keep-help', on: 'party' },
  'PUT help-places/:placeId/publication': { action: 'keep-help', on: 'help-place' },
  'POST help-places/:placeId/entries': { action: 'keep-help', on: 'help-place' },
  'PUT help-entries/:entryId': { action: 'keep-help', on: 'help-entry' },
  'POST help-entries/:entryId/tests': { action: 'keep-help', on: 'help-entry' },
  'POST help-entries/:entryId/retirement': { action: 'keep-help', on: 'help-entry' },
  'GET returns': { action: 'see-returns' },
  'POST parties/:partyId/returns': { action: 'ask-for-a-return', on: 'party-row' },
  'GET returns/:returnId': { action: 'see', on: 'return' },
  'GET returns/:returnId/versions/:number': { action: 'see', on: 'return-version' },
  'PUT returns/:returnId/label': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/label-release': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/start': { action: 'coordinate-a-return', on: 'return' },
  'PUT returns/:returnId/answers': { action: 'answer-a-return', on: 'return' },
  'GET returns/:returnId/form': { action: 'answer-a-return', on: 'return' },
  'POST returns/:returnId/form': { action: 'answer-a-return', on: 'return' },
  'PUT returns/:returnId/answers/:questionId': { action: 'answer-a-return', on: 'return' },
  'PUT returns/:returnId/checks/:checkId': { action: 'answer-a-return', on: 'return' },
  'POST returns/:returnId/questions/:questionId/provisions': { action: 'answer-a-return', on: 'return' },
  'PUT returns/:returnId/sections/:sectionId/release': { action: 'coordinate-a-return', on: 'return' },
  'PUT returns/:returnId/public-status': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/sections/:sectionId/links': { action: 'coordinate-a-return', on: 'return' },
  'POST section-links/:linkId/withdrawal': { action: 'coordinate-a-return', on: 'section-link' },
  'POST returns/:returnId/ask-review': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/clear': { action: 'clear-a-return', on: 'return' },
  'POST returns/:returnId/reopen': { action: 'answer-a-return', on: 'return' },
  'POST returns/:returnId/sign': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/submit': { action: 'coordinate-a-return', on: 'return' },
  'POST returns/:returnId/accept': { action: 'decide-on-a-return', on: 'return' },
  'POST returns/:returnId/send-back': { action: 'decide-on-a-return', on: 'return' },
  'POST returns/:returnId/amend': { action: 'coordinate-a-return', on: 'return' },
  'POST linked-section': { action: 'enter' },
  'POST linked-section/acceptance': { action: 'enter' },
  'POST linked-section/hand-back': { action: 'enter' },
  'PUT linked-section/answers/:questionId': { action: 'enter' },
  'POST linked-section/questions/:questionId/provisions': { action: 'enter' },
  'GET /desk/section/:token/form': { action: 'enter' },
  'POST /desk/section/:token/form': { action: 'enter' },
  'GET channels': { action: 'be-signed-in' },
  'POST channels': { action: 'keep-channel', on: 'party' },
  'GET channels/:channelId': { action: 'see', on: 'channel' },
  'POST channels/:channelId/readers': { action: 'join-channel', on: 'channel-to-join' },
  'DELETE channels/:channelId/readers/:number': { action: 'keep-channel', on: 'channel' },
  'GET channels/:channelId/own-keys': { action: 'see', on: 'channel-keys' },
  'POST channels/:channelId/lists': { action: 'keep-channel', on: 'channel' },
  'POST channels/:channelId/successors': { action: 'keep-channel', on: 'channel' },
  'POST channels/:channelId/open': { action: 'keep-channel', on: 'channel' },
  'POST channels/:channelId/close': { action: 'keep-channel', on: 'channel' },
  'GET participations/:participationId': { action: 'see', on: 'participation' },
  'POST participations/:participationId/prefill': { action: 'answer-for-the-party', on: 'participation' },
  'PUT participations/:participationId/answers/:obligationId': { action: 'answer-for-the-party', on: 'participation' },
  'PUT participations/:participationId/label': { action: 'label-a-participation', on: 'participation' },
  'POST participations/:participationId/label-release': { action: 'run-reviews', on: 'participation' },
  'PUT participations/:participationId/invitation-language': { action: 'run-reviews', on: 'participation' },
  'POST participations/:participationId/submit': { action: 'sign-for-the-party', on: 'participation' },
  'POST participations/:participationId/questions': { action: 'judge-the-party', on: 'participation' },
  'POST questions/:clarificationId/answer': { action: 'answer-for-the-party', on: 'question' },
  'POST participations/:participationId/visits': { action: 'judge-the-party', on: 'participation' },
  'POST visits/:visitId/notes': { action: 'judge-the-party', on: 'visit' },
  'POST participations/:participationId/reviewers': { action: 'run-reviews', on: 'participation' },
  'PUT participations/:participationId/public-agreement': { action: 'sign-for-the-party', on: 'participation' },
  'POST participations/:participationId/ratings': { action: 'judge-the-party', on: 'participation' },
  'POST participations/:participationId/rating-corrections': { action: 'run-reviews', on: 'participation' },
  'POST participations/:participationId/findings': { action: 'judge-the-party', on: 'participation' },
  'POST participations/:participationId/draft': { action: 'run-reviews', on: 'participation' },
  'POST participations/:participationId/comments': { action: 'answer-for-the-party', on: 'participation' },
  'POST comments/:commentId/decision': { action: 'run-reviews', on: 'comment' },
  'PUT findings/:findingId': { action: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/withdraw': { action: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/progress': { action: 'answer-for-the-party', on: 'finding' },
  'POST findings/:findingId/verify': { action: 'judge-the-party', on: 'finding' },
  'POST findings/:findingId/carry-over': { action: 'run-reviews', on: 'finding' },
};

/** Addresses that anyone may read: the public site, its API, and the health checks. */
export const PUBLIC: readonly RegExp[] = [
  /^GET \/(fr\/?|fr\/.+)?$/,
  /^GET \/(policy|treaties|about|privacy|accessibility|security|sources|errors|exercise|returns|reviews|verify|help)([/.].*)?$/,
  /^GET \/api\/v1\/treaties$/,
  /^GET \/xapi\/about$/,
  /^(GET|POST) \/learn(\/.*)?$/,
  // Reporters have no account: a channel is public, and a mailbox id opens its own thread.
  /^(GET|POST) \/r\/.+$/,
  /^GET \/log([/*].*)?$/,
  /^GET \/desk\/single-sign-on(\/callback)?$/,
  /^GET \/(healthz|readyz|api\/openapi\.json|robots\.txt|favicon\.(ico|svg)|preview\.png)$/,
];

/** Addresses of the interface for learning systems, which require a credential and accept no session. */
const FOR_SYSTEMS =
  /^(GET|POST) \/xapi\/(activities|agents)$|^(GET|POST|PUT) \/xapi\/statements$|^\w+ \/xapi\/(activities\/state|(activities|agents)\/profile)$/;

/** The oracle's entry for an address; undefined if there is none. */
export function entryOf(method: string, url: string): Entry | undefined {
  const address = `${method} ${url}`;
  if (PUBLIC.some((form) => form.test(address))) return { action: 'read-public' };
  if (FOR_SYSTEMS.test(address)) return { action: 'enter' };
  return desk[`${method} ${url.replace(/^\/desk\/api\//, '')}`];
}

/** Every desk address that the oracle knows, so that a removed address is noticed too. */
export const DESK_ADDRESSES = Object.keys(desk).map((address) => (address.includes(' /') ? address : address.replace(' ', ' /desk/api/')));
