import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { commit } from '#platform/ledger/leaf.ts';
import { clocksOn } from '../clocks/clock-parameters.ts';
import { spansOf } from '../clocks/due/due.rules.ts';
import { findReportFacts, type ReportFacts } from './desk.store.ts';
import { type ClosedAs, decideReportAction, type ReportAction, type ReportState } from './report-state.rules.ts';
import '../errors.ts';

/** What a reader does with a report: a change of its state, words to the reporter, a note, each encrypted in the reader's browser. */
type Handling = {
  command: `reports/${string}`;
  reportId: string;
  action?: { name: ReportAction; version: number; closedAs?: ClosedAs; reader?: number };
  answer?: { place: number; encrypted: string } | null;
  note?: { id: string; encrypted: string } | null;
};

const bytes = (text: string | undefined) => (text === undefined ? null : Buffer.from(text, 'base64'));

/** Queues the one statement that checks, acts and records the act for its day. Throws where the caller cannot read the report, or where its state has changed. */
async function queueHandling({ db, write, now }: CommandContext, handling: Handling): Promise<{ facts: ReportFacts; state: ReportState }> {
  const { command, reportId, action, answer, note } = handling;
  const facts = await findReportFacts(db, reportId);
  if (facts === undefined) throw new AppError('platform/not-found');
  if (action && action.version !== facts.version) throw new AppError('platform/stale', { current: facts.version, yours: action.version });
  const state = action ? unwrap(decideReportAction(facts.state, action.name)).to : facts.state;
  const reader = action?.reader ?? (action?.name === 'take' ? facts.number : null);
  const closedAs = action?.closedAs ?? null;
  const detail = { command, report: reportId, by: facts.number, ...(action && { state, reader, closedAs }) };
  const { salt, commitment } = commit(detail);
  write(sql`select reports.handle_report(
    ${reportId}, ${action?.version ?? null}, ${action?.name ?? null}, ${action ? state : null}, ${closedAs}, ${reader},
    ${answer?.place ?? null}, ${bytes(answer?.encrypted)}, ${note?.id ?? null}, ${bytes(note?.encrypted)},
    ${dayOf(now)}, ${JSON.stringify(spansOf(clocksOn(now)))}::jsonb, ${commitment}, ${salt}, ${JSON.stringify(detail)})`);
  return { facts, state };
}

/** Changes the state of a report. The answer holds the version that the next change needs. */
export async function changeReport(context: CommandContext, handling: Handling & { action: NonNullable<Handling['action']> }) {
  const { state } = await queueHandling(context, handling);
  return { answer: { id: handling.reportId, state, version: handling.action.version + 1 }, entry: null };
}

/** Writes to the reporter, or for the other readers, and changes no state. */
export async function writeOnReport(context: CommandContext, handling: Omit<Handling, 'action'>) {
  await queueHandling(context, handling);
  return { answer: { id: handling.reportId, day: dayOf(context.now) }, entry: null };
}
