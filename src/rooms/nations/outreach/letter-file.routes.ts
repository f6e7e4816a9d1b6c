import { z } from 'zod';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { LOCALES } from '#platform/texts/texts.ts';
import { getOutreach } from './get-outreach.query.ts';
import { letterBlocks } from './letter.ts';
import type { OutreachView } from './outreach.schema.ts';
import { translateOutreach } from './texts.ts';

/** A sent letter or, without an id, the proposal in a language. */
const FileQuery = z.strictObject({ letterId: z.uuid().optional(), lang: z.enum(LOCALES).optional() });

/** The letter as a document in its own language, for readers who see the attempt. The page frame stays in the desk's language. */
export const letterFileRoutes: Route[] = [
  fileRoute({
    method: 'GET',
    url: '/desk/api/outreach/:outreachId/letter.pdf',
    permission: 'nations:read-letters',
    summary: 'nations/letter-file',
    query: FileQuery,
    async handle(platform, { token }, request, reply, query) {
      const { outreachId } = request.params as { outreachId: string };
      const view = (await runQuery(platform, getOutreach, { token, input: { outreachId } })) as OutreachView;
      const reader = await runQuery(platform, whoPrints, { token, input: {} });
      const { letterId, lang = reader.language } = query();
      const { locale, blocks } = letterBlocks(view, letterId, lang);
      const file = await makeBlocks('pdf', {
        locale,
        title: translateOutreach(locale, 'file.title', { writer: view.writer.name[locale], addressee: view.addressee.name[locale] }),
        label: labelWords(locale, view.label),
        exercise: platform.exercise,
        readers: translateOutreach(locale, 'file.readers', { writer: view.writer.name[locale], addressee: view.addressee.name[locale] }),
        printedBy: reader.name,
        printedAt: platform.clock(),
        blocks,
      });
      const name = `${platform.exercise ? 'EXERCISE-' : ''}letter-${locale}.pdf`;
      return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
    },
  }),
];
