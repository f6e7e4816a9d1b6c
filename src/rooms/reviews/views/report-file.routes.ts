import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { type Caller, fileRoute, type Route } from '#platform/http/route.ts';
import { readLastCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { councilBlocks, invitationBlocks, missionBlocks } from '../reports/documents/papers.ts';
import { frameOf, type ReportPrint, reportPdf } from '../reports/documents/report-document.ts';
import { reportDocx, reportXlsx } from '../reports/documents/report-files.ts';
import { translateReport } from '../reports/documents/texts.ts';
import { getReport } from '../reports/get-report.query.ts';
import type { Report } from '../reports/report.schema.ts';
import { getRound } from './get-round.query.ts';
import { mayDirect } from './may-direct.query.ts';

/** `lang` of invitations: one language for all of them. Without it each invitation is in its party's language. */
const FileQuery = z.strictObject({ lang: z.enum(LOCALES).optional(), partyId: z.uuid().optional() });

const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof TYPES;

/** Input of a document about a round: the parties and words this reader sees on the page, and who prints it. */
type Material = {
  platform: Platform;
  caller: Caller;
  roundId: string;
  query: z.infer<typeof FileQuery>;
  report: Report;
  print: ReportPrint;
};

const REPORTS: Record<Format, (report: Report, print: ReportPrint) => Promise<Buffer>> = {
  pdf: reportPdf,
  docx: reportDocx,
  xlsx: reportXlsx,
};

/** The report of a round and its papers as files, with the parties and words of the page, for the reader who requests them. */
export const reportFileRoutes: Route[] = [
  ...(['pdf', 'docx', 'xlsx'] as const).map((format) =>
    documentRoute('report', 'review', 'signed-in', format, ({ report, print }) => REPORTS[format](report, print)),
  ),
  ...(['pdf', 'docx'] as const).flatMap((format) => [
    documentRoute('mission', 'mission-section', 'signed-in', format, async ({ report, print, query }) => {
      if (query.partyId === undefined || report.parties[0]?.group !== 'operation') throw new AppError('platform/not-found');
      const title = translateReport(print.locale, 'mission.title', { party: report.parties[0].names[print.locale] });
      return makeBlocks(format, { ...frameOf(report, print, title), blocks: missionBlocks(report, print.edition, print.locale) });
    }),
    documentRoute('council', 'council', 'reviews:direct', format, (material) => councilPaper(format, material)),
    documentRoute('invitations', 'invitations', 'reviews:direct', format, (material) => invitations(format, material)),
  ]),
];

async function councilPaper(format: 'pdf' | 'docx', { platform, caller, roundId, report, print }: Material): Promise<Buffer> {
  const page = getRound.answer.parse(await runQuery(platform, getRound, { token: caller.token, input: { roundId } }));
  const forms = { invited: page.forms.length, submitted: page.forms.filter((form) => form.submittedAt !== null).length };
  const around = { calendar: page.round.calendar, forms, drawnFrom: page.draw?.log.day ?? null };
  const title = translateReport(print.locale, 'council.title', { round: report.round.title[print.locale] });
  return makeBlocks(format, { ...frameOf(report, print, title), blocks: councilBlocks(report, around, print.edition, print.locale) });
}

/** Letters of invitation in one file, each with its prefilled self-assessment: of every asked party, or of one. */
async function invitations(format: 'pdf' | 'docx', { platform, caller, roundId, report, print, query }: Material): Promise<Buffer> {
  const page = getRound.answer.parse(await runQuery(platform, getRound, { token: caller.token, input: { roundId } }));
  const participations = new Map(page.participations.map((participation) => [participation.party.id, participation]));
  const own = new Map(page.invitations.map(({ partyId, language }) => [partyId, language]));
  // The desk's address for members, regardless of the address that the printing person uses.
  const desk = `${platform.deskUrl}/desk/rounds/${roundId}/participations`;
  const blocks = report.parties.flatMap((party, at) => {
    const participation = participations.get(party.id);
    if (participation === undefined) return [];
    const to = {
      party,
      address: `${desk}/${participation.id}`,
      selfAssessmentDue: participation.selfAssessmentDue,
      commentDue: participation.commentDue,
    };
    const locale = query.lang ?? own.get(party.id) ?? print.locale;
    return [...(at === 0 ? [] : [{ pageBreak: true as const }]), ...invitationBlocks(report, to, print.edition, locale)];
  });
  // A planned round asks no party yet.
  if (blocks.length === 0) throw new AppError('reviews/step-not-open', { state: report.round.state, action: 'prefill' });
  const title = translateReport(print.locale, 'invitation.title', { round: report.round.title[print.locale] });
  return makeBlocks(format, { ...frameOf(report, print, title), blocks });
}

function documentRoute(
  path: string,
  file: string,
  permission: 'signed-in' | 'reviews:direct',
  format: Format,
  make: (material: Material) => Promise<Buffer>,
): Route {
  return fileRoute({
    method: 'GET',
    url: `/desk/api/rounds/:roundId/${path}.${format}`,
    permission,
    summary: `reviews/print-${path}-${format}`,
    query: FileQuery,
    async handle(platform, caller, request, reply, readQuery): Promise<FastifyReply> {
      const { token } = caller;
      const { roundId } = request.params as { roundId: string };
      const reader = await runQuery(platform, whoPrints, { token, input: {} });
      if (permission === 'reviews:direct') await runQuery(platform, mayDirect, { token, input: {} });
      const query = readQuery();
      const { lang = reader.language, partyId } = query;
      const report = getReport.answer.parse(await runQuery(platform, getReport, { token, input: { roundId, partyId } }));
      const print: ReportPrint = {
        locale: lang,
        edition: platform.services.catalogue.edition(report.round.editionId),
        exercise: platform.exercise,
        printedBy: reader.name,
        printedAt: platform.clock(),
        checkpoint: await readLastCheckpoint(platform.pool),
      };
      const rendered = await make({ platform, caller, roundId, query, report, print });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}${file}-${roundId}-${lang}.${format}`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type(TYPES[format]).send(rendered);
    },
  });
}
