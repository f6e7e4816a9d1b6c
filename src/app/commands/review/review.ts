import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#kernel/languages.ts';
import { readLastCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { reportPdf } from '#rooms/reviews/reports/documents/report-document.ts';
import { getReport } from '#rooms/reviews/reports/get-report.query.ts';
import { listRounds } from '#rooms/reviews/rounds/list-rounds.query.ts';
import type { RoundView } from '#rooms/reviews/rounds/round.schema.ts';
import { getRound } from '#rooms/reviews/views/get-round.query.ts';
import { withProgress } from '../../launcher/progress.ts';
import type { Operator } from '../../operator.ts';
import { StartRefused } from '../../start-refused.ts';
import { asInstallation, findParty } from '../as-installation.ts';
import { type Report, reports } from '../command-line.ts';

/** `manumit review list|show|report`. */
export function addReview(program: Command): void {
  const review = program
    .command('review')
    .summary('show review rounds and print their reports')
    .description('Shows review rounds and prints their reports.');
  reports(review.command('list').summary('list the rounds').description('Lists the review rounds, the newest first.'), listAll);
  const round = '[round]';
  const which = 'id of the round (default: the newest)';
  reports(
    review.command('show').argument(round, which).summary('show one round').description('Shows a round and the progress of each party.'),
    show,
  );
  const report = review
    .command('report')
    .argument(round, which)
    .summary('print the report of a round')
    .description(
      'Prints the report of a round: the frozen one after adoption, the current one before. For a planned round it covers the parties that the round would ask. With --format pdf, --json prints the path of the file.',
    )
    .addOption(new Option('--format <format>', 'kind of report').choices(['pdf', 'json']).default('json'))
    .addOption(new Option('--language <language>', 'language of the PDF').choices([...LOCALES]).default(DEFAULT_LOCALE))
    .option('--party <code>', 'report of one party only, by its code, such as NO')
    .option('--out <file>', 'file to write the PDF to', 'report.pdf');
  reports(report, print);
}

async function listAll(): Promise<Report> {
  return asInstallation(async ({ ask }) => {
    const items = await allRounds(ask);
    return {
      data: { rounds: items },
      lines:
        items.length === 0 ? ['There is no round yet.'] : items.map(({ id, state, title }) => `${id}  ${state.padEnd(8)}  ${title.en}`),
    };
  });
}

async function show(roundId: string | undefined): Promise<Report> {
  return asInstallation(async ({ ask }) => {
    const page = await ask(getRound, { roundId: roundId ?? (await newest(ask)) });
    const participations = page.participations.map(
      ({ party, state, next }) => `  ${party.name.en}: ${state}, next ${next.action} by ${next.by}${next.due ? ` until ${next.due}` : ''}`,
    );
    const note =
      page.round.state === 'planned'
        ? ['  No party has been asked yet. To see what is known of each party: npx manumit review report --json']
        : [];
    return { data: page, lines: [`${page.round.title.en} (${page.round.state})`, ...note, ...participations] };
  });
}

type PrintOptions = { format: 'pdf' | 'json'; language: Locale; party?: string; out: string };

async function print(roundId: string | undefined, { format, language, party, out }: PrintOptions): Promise<Report> {
  return asInstallation(async (operator) => {
    const { ask, platform } = operator;
    const partyId = party && (await findParty(operator, party)).id;
    const report = await ask(getReport, { roundId: roundId ?? (await newest(ask)), ...(partyId && { partyId }) });
    if (format === 'json') return { data: report, lines: [JSON.stringify(report, null, 2)] };
    const edition = platform.services.catalogue.edition(report.round.editionId);
    const { exercise, clock } = platform;
    const order = {
      locale: language,
      edition,
      exercise,
      printedBy: 'Installation',
      printedAt: clock(),
      checkpoint: await readLastCheckpoint(platform.pool),
    };
    const pdf = await withProgress('Making the document', () => reportPdf(report, order));
    const file = resolve(out);
    try {
      writeFileSync(file, pdf);
    } catch (cause) {
      throw new StartRefused(`The report cannot be written to ${file}: ${(cause as Error).message}`, { cause });
    }
    return { data: { file, bytes: pdf.length }, lines: [`${file} (${pdf.length} bytes)`] };
  });
}

async function newest(ask: Operator['ask']): Promise<string> {
  const { items } = await ask(listRounds, { limit: 1 });
  if (!items[0]) throw new StartRefused('There is no review round yet. Plan one at the desk.');
  return items[0].id;
}

async function allRounds(ask: Operator['ask']): Promise<RoundView[]> {
  const rounds: RoundView[] = [];
  for (let after: string | undefined; ; ) {
    const page = await ask(listRounds, { after });
    rounds.push(...page.items);
    if (page.next === null) return rounds;
    after = page.next;
  }
}
