/** Kinds of personal data in a table. */
export const PERSONAL = ['names', 'address', 'credentials', 'devices', 'acts', 'texts', 'nothing'] as const;
export type Personal = (typeof PERSONAL)[number];

/**
 * How long a table keeps its rows. `months`: counted from a moment of each row; the nightly job then deletes it. `parameter`: the same, for a period that the
 * edition sets. `with-account`: deleted with the account of its person. `with-report`: deleted with its encrypted report. `a-day`: deleted within 24 hours. `by-two`: only two persons can delete it, with a reason. `record`: part of what the alliance can prove, with the names of those who acted for it.
 * `none`: no personal data.
 */
export type Keep = Kept | { rule: string; months: number } | { rule: string; parameter: string };
type Kept = 'with-account' | 'with-report' | 'a-day' | 'by-two' | 'record' | 'none';
export type Retention = { personal: Personal; keep: Keep };

const rule = (personal: Personal, name: string, months: number): Retention => ({ personal, keep: { rule: name, months } });
const record = (personal: Personal): Retention => ({ personal, keep: 'record' });
const none: Retention = { personal: 'nothing', keep: 'none' };
const withReport = (personal: Personal): Retention => ({ personal, keep: 'with-report' });
const withAccount = (personal: Personal): Retention => ({ personal, keep: 'with-account' });

/** The rule of every table. A table without a rule fails the test, so that nothing is kept by oversight. The months are this program's proposal. */
export const RETENTION: Record<string, Retention> = {
  'identity.person': rule('address', 'account', 24),
  'identity.person_key': withAccount('names'),
  'identity.session': rule('devices', 'session', 3),
  'identity.attempt': rule('devices', 'attempt', 1),
  'identity.invitation': rule('credentials', 'invitation', 3),
  'identity.failed_sign_in': rule('credentials', 'failed-entry', 1),
  'identity.spent': rule('credentials', 'spent', 1),
  'identity.failed_minute': none,
  'mail.message': rule('credentials', 'message', 3),
  'mail.digest_day': none,
  'identity.spent_work': rule('credentials', 'spent-work', 1),
  'identity.access_record': rule('acts', 'access-record', 12),
  'platform.stored_response': rule('texts', 'stored-response', 3),
  'identity.password': withAccount('credentials'),
  'identity.totp': withAccount('credentials'),
  'identity.recovery_code': withAccount('credentials'),
  'identity.passkey': withAccount('credentials'),
  'identity.single_sign_on': withAccount('credentials'),
  'identity.role_grant': record('names'),
  'identity.listed_grant': record('names'),
  'identity.proposed_grant': record('names'),
  'identity.access_review': record('names'),
  'identity.access_review_line': record('names'),
  'identity.first_step': record('acts'),
  'identity.secret': none,
  'identity.claims_key': none,
  'identity.voucher_key': none,
  'identity.sign_in_rule': none,
  'identity.ceiling': none,
  'identity.number': none,
  'ledger.entry': record('acts'),
  'ledger.opening': { personal: 'texts', keep: 'by-two' },
  'ledger.erasure': record('acts'),
  'ledger.link': none,
  'ledger.sequencer': none,
  'ledger.tile': none,
  'ledger.padding': none,
  'ledger.checkpoint': none,
  'ledger.log_key': none,
  'ledger.witness': record('names'),
  'ledger.cosignature': none,
  'platform.migration': none,
  'platform.definition': none,
  'platform.relation': none,
  'platform.master_key': none,
  'policy.edition': none,
  'policy.obligation': none,
  'policy.official_text': record('names'),
  'policy.parameter_decision': record('names'),
  'policy.imported_edition': record('names'),
  'parties.party': record('names'),
  'parties.partner': record('texts'),
  'parties.operation': record('names'),
  'parties.unit': record('names'),
  'parties.rotation': record('names'),
  'parties.calendar': record('names'),
  'parties.membership': record('names'),
  'parties.contribution': record('names'),
  'parties.observed_contribution': record('names'),
  'evidence.item': { personal: 'texts', keep: 'by-two' },
  'evidence.document': { personal: 'texts', keep: 'by-two' },
  'evidence.document_chunk': { personal: 'texts', keep: 'by-two' },
  'evidence.item_obligation': none,
  'evidence.summary': none,
  'evidence.total': none,
  'evidence.monthly_total': none,
  'evidence.label_release': record('texts'),
  'reviews.label_release': record('texts'),
  'imports.batch': record('names'),
  'imports.row': none,
  'commitments.answer': record('texts'),
  'commitments.recorded_view': record('texts'),
  'commitments.request': record('names'),
  'nations.treaty_action': record('names'),
  'nations.treaty_evidence': none,
  'nations.import_batch': record('names'),
  'nations.crosscheck': none,
  // A service number; the party keeps the name that belongs to it.
  'training.trainee': record('acts'),
  'training.share_waiting': none,
  'training.strength': record('names'),
  'training.completion': record('acts'),
  'training.waiver': record('texts'),
  // Deleted with its statement, once that one has expired.
  'training.xapi_waiting': record('acts'),
  'training.xapi_place': record('names'),
  'training.roster_batch': record('texts'),
  'training.roster_row': record('acts'),
  'training.equivalent': record('texts'),
  'training.provider': record('names'),
  'training.total': record('names'),
  'training.hand_over': record('names'),
  'training.hand_over_signature': record('texts'),
  'training.need': none,
  'training.module': none,
  'training.paper_version': none,
  'training.rule': none,
  'training.replacement': none,
  'training.class': record('acts'),
  'training.seat_booking': record('acts'),
  'training.roster_request': record('acts'),
  'training.access_slip': record('credentials'),
  'training.learner_session': rule('devices', 'learner-session', 3),
  'training.lesson_done': record('acts'),
  'training.first_look': record('acts'),
  'training.attempt': record('acts'),
  'training.tries_reset': record('acts'),
  'nations.outreach': record('texts'),
  'nations.letter': record('texts'),
  'nations.letter_reply': record('texts'),
  'nations.joining': none,
  'nations.joining_answer': record('texts'),
  'nations.acceptance': record('texts'),
  'nations.plan': record('texts'),
  'nations.measure': record('texts'),
  'nations.measure_progress': record('texts'),
  'contractors.contract': record('texts'),
  'contractors.earlier_contractor': record('texts'),
  'contractors.member': record('texts'),
  'contractors.import': record('texts'),
  'contractors.import_row': record('texts'),
  'contractors.firm_link': record('address'),
  'contractors.firm_question': record('texts'),
  'contractors.firm_message': record('texts'),
  // The bytes alone: name, size and hash are part of what can be proved.
  'contractors.firm_file': record('names'),
  'contractors.firm_file_chunk': { personal: 'texts', keep: { rule: 'firm-file', parameter: 'firm-file' } },
  'contractors.column_mapping': record('names'),
  'contractors.clause_set': record('names'),
  'contractors.rate': record('names'),
  'contractors.override': record('texts'),
  'contractors.exercised_option': record('names'),
  'contractors.modification': record('texts'),
  'contractors.document': record('texts'),
  'contractors.finding': record('texts'),
  'contractors.plan': record('texts'),
  'contractors.certification': record('names'),
  'contractors.subcontract': record('texts'),
  'contractors.site_visit': record('texts'),
  // Long enough for a violation to go to its end.
  'contractors.site_photo': rule('texts', 'site-photo', 24),
  'contractors.site_page': record('texts'),
  'contractors.violation': record('texts'),
  'contractors.violation_step': record('texts'),
  'cooperation.consultation': record('texts'),
  'training.certificate': record('names'),
  'training.certificate_key': none,
  'training.courses_taught': record('names'),
  'training.local_draft': record('texts'),
  'training.local_text': record('texts'),
  'returns.return': record('names'),
  'returns.step': record('texts'),
  'returns.answer': record('texts'),
  'returns.section': none,
  'returns.explanation': record('texts'),
  'returns.provision': record('texts'),
  'returns.version': record('names'),
  'returns.version_section': record('texts'),
  'returns.link': record('names'),
  'returns.link_use': none,
  'returns.label_release': record('texts'),
  // No name of a person who helps: a service, its number, and the function of who tried it.
  'reports.help_place': record('names'),
  'reports.help_entry': record('names'),
  'reports.channel': record('acts'),
  'reports.successor': record('acts'),
  'reports.reader': record('names'),
  'reports.manifest': record('acts'),
  'reports.roster': record('names'),
  'reports.shift': record('acts'),
  'reports.limit_statement': record('acts'),
  // Invented content: it says nothing of anybody but who can open it.
  'reports.test_report': record('acts'),
  'reports.test_wrap': record('acts'),
  'reports.reader_certificate': record('acts'),
  'reports.recovery_drill': record('acts'),
  'reports.succession': record('acts'),
  'reports.notice_test': record('acts'),
  // From the day on which a reader closed it; junk has a period of its own. A report that nobody closed stays.
  'reports.report': { personal: 'texts', keep: { rule: 'report-closed', parameter: 'report-closed' } },
  'reports.wrap': withReport('credentials'),
  'reports.duplicate': withReport('acts'),
  'reports.interpreter_wrap': withReport('credentials'),
  ...Object.fromEntries(['message', 'note', 'container', 'chunk'].map((part) => [`reports.${part}`, withReport('texts')])),
  'reports.shift_note': { personal: 'texts', keep: { rule: 'shift-note', parameter: 'shift-note' } },
  'reports.report_change': withReport('acts'),
  'reports.recorded_action': withReport('acts'),
  'reports.daily_leaf': none,
  'reports.erased_report': none,
  'reports.danger': { personal: 'acts', keep: 'a-day' },
  'reports.danger_notice': { personal: 'acts', keep: 'a-day' },
  'reports.danger_page': { personal: 'acts', keep: 'a-day' },
  'reports.notice_day': none,
  'reports.attended_day': none,
  'reviews.round': record('names'),
  'reviews.participation': record('names'),
  'reviews.shadow_form': record('names'),
  'reviews.observation': record('texts'),
  'reviews.draw': record('names'),
  'reviews.visit': record('texts'),
  'reviews.visit_note': record('texts'),
  'reviews.publication': record('names'),
  'reviews.published_participation': record('texts'),
  'reviews.authority': record('names'),
  'reviews.answer': record('texts'),
  'reviews.rating': record('texts'),
  'reviews.comment': record('texts'),
  'reviews.clarification': record('texts'),
  'reviews.finding': record('texts'),
  'reviews.finding_event': record('texts'),
  'reviews.step': record('names'),
  'reviews.adopted_participation': record('texts'),
  'reviews.adopted_snapshot': record('texts'),
  'lrs.source': record('names'),
  'lrs.credential': { personal: 'credentials', keep: 'record' },
  // Long enough to make training records and to examine a disputed one; new training is due after twelve months.
  'lrs.statement': rule('acts', 'learning-record', 36),
  'lrs.mention': rule('acts', 'learning-mention', 36),
  'lrs.attachment': rule('texts', 'learning-file', 36),
  'lrs.document': rule('texts', 'learning-state', 12),
  'retention.backup': none,
  'retention.deletion': none,
  'retention.hold': record('names'),
};

/** After how many months the name of a closed account is deleted too. Until then it stays on what the person signed. */
const NAME_MONTHS = 120;

/** A period after which rows are deleted. */
export type Period = { readonly n: number; readonly unit: 'days' | 'months' };

/** The period of closed reports that were junk or that no reader could open: a second rule of their table. A flood of either would fill the room for a year. */
const JUNK = 'report-junk';

/** The names of every rule that deletes. */
export const RULES: readonly string[] = [
  ...new Set(Object.values(RETENTION).flatMap(({ keep }) => (typeof keep === 'object' ? [keep.rule] : []))),
  JUNK,
  'name',
];

/** The rules whose rows nobody counts: only readers of a report or a shift note learn that there is one (docs/decisions/065). */
const UNCOUNTED: readonly string[] = Object.entries(RETENTION)
  .flatMap(([table, { keep }]) => (table.startsWith('reports.') && typeof keep === 'object' ? [keep.rule] : []))
  .concat(JUNK);

/** What the ledger records of a night: how many rows were deleted, by rule, without those that nobody counts. Pure. */
export function recordedCounts(removed: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(removed).filter(([rule]) => !UNCOUNTED.includes(rule)));
}

/** The rules of a list that may be named where everybody sees the ledger entry. Pure. */
export function countedRules(rules: readonly string[]): string[] {
  return rules.filter((rule) => !UNCOUNTED.includes(rule));
}

/** The period of every rule that deletes, by rule name. `parameter`: a parameter of the edition on that day. */
export function periodsOn(parameter: (id: string) => { value: unknown; unit: string }): Record<string, Period> {
  const ofEdition = (id: string): Period => {
    const { value, unit } = parameter(id);
    if (unit !== 'days' && unit !== 'months') throw new Error(`The period ${id} is in ${unit}.`);
    return { n: Number(value), unit };
  };
  const rules = Object.values(RETENTION).flatMap(({ keep }): [string, Period][] =>
    typeof keep !== 'object' ? [] : [[keep.rule, 'months' in keep ? { n: keep.months, unit: 'months' } : ofEdition(keep.parameter)]],
  );
  return { ...Object.fromEntries(rules), [JUNK]: ofEdition(JUNK), name: { n: NAME_MONTHS, unit: 'months' } };
}

/** Compares the rules with the existing tables: tables without a rule, and rules without a table. Pure. */
export function retentionFaults(tables: readonly string[]): { unruled: string[]; missing: string[] } {
  return {
    unruled: tables.filter((table) => RETENTION[table] === undefined),
    missing: Object.keys(RETENTION).filter((table) => !tables.includes(table)),
  };
}
