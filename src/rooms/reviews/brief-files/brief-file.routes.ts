import { z } from 'zod';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES, type Locale } from '#platform/texts/texts.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { ClauseBrief, PartyBrief } from '../briefs/brief.schema.ts';
import { getClauseBrief } from '../briefs/get-clause-brief.query.ts';
import { getPartyBrief } from '../briefs/get-party-brief.query.ts';
import { type BriefView, clauseBriefView, partyBriefView } from '../ui/briefs/brief-view.ts';
import { briefPdf } from './brief-pdf.ts';

const FileQuery = z.strictObject({ lang: z.enum(LOCALES).optional() });

/** A brief on one page (PDF), with the words and the marks that its reader sees on the screen. */
export const briefFileRoutes: Route[] = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/parties/:partyId/brief.pdf',
    permission: 'signed-in',
    summary: 'reviews/print-party-brief',
    query: FileQuery,
    async handle(platform, { token }, request, reply, query) {
      const brief = getPartyBrief.answer.parse(await runQuery(platform, getPartyBrief, { token, input: request.params }));
      const { file, name } = await print(platform, token, query().lang, brief, (locale) => partyBriefView(brief, currentEdition(), locale));
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/clauses/:clauseId/brief.pdf',
    permission: 'signed-in',
    summary: 'reviews/print-clause-brief',
    query: FileQuery,
    async handle(platform, { token }, request, reply, query) {
      const brief = getClauseBrief.answer.parse(await runQuery(platform, getClauseBrief, { token, input: request.params }));
      const { file, name } = await print(platform, token, query().lang, brief, (locale) =>
        clauseBriefView(brief, currentEdition(), locale),
      );
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
];

async function print(
  platform: Platform,
  token: string | null,
  lang: Locale | undefined,
  brief: PartyBrief | ClauseBrief,
  viewIn: (locale: Locale) => BriefView,
): Promise<{ file: Buffer; name: string }> {
  const reader = await runQuery(platform, whoPrints, { token, input: {} });
  const locale = lang ?? reader.language;
  const file = await briefPdf(brief, viewIn, { locale, printedBy: reader.name, printedAt: platform.clock() });
  const subject = 'party' in brief ? brief.party.id : brief.clauseId;
  return { file, name: `${platform.exercise ? 'EXERCISE-' : ''}brief-${subject}-${brief.asOf}-${locale}.pdf` };
}
