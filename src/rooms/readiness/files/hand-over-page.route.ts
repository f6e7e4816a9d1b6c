import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { makeBlocks } from '#platform/documents/print-blocks.ts';
import type { Block, TextCell } from '#platform/documents/text-document/text-document.ts';
import { whoPrints } from '#platform/documents/who-prints.query.ts';
import { fileRoute } from '#platform/http/route.ts';
import { runQuery } from '#platform/query.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { formatDay, LOCALES, type Locale } from '#platform/texts/texts.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { getHandOver } from '../hand-over/get-hand-over.query.ts';
import { translateBoardFile } from './texts.ts';

type Page = z.infer<typeof getHandOver.answer>;
const PageQuery = z.strictObject({ lang: z.enum(LOCALES).optional() });
// Longer reasons are printed small, so that they fit on the one page with the two signatures.
const SHORT_REASONS = 900;

/** The page two commanders sign when one rotation hands over to the next: a single page, with the signatures given at the desk or space to sign by hand. */
export const handOverPageRoute = fileRoute({
  method: 'GET',
  url: '/desk/api/hand-over-boards/:handOverId/page.pdf',
  permission: 'signed-in',
  summary: 'training/print-hand-over',
  query: PageQuery,
  async handle(platform, { token }, request, reply, query) {
    const { handOverId } = request.params as { handOverId: string };
    const reader = await runQuery(platform, whoPrints, { token, input: {} });
    const { lang = reader.language as Locale } = query();
    const page = getHandOver.answer.parse(await runQuery(platform, getHandOver, { token, input: { handOverId } }));
    const file = await makeBlocks('pdf', {
      locale: lang,
      title: translateBoardFile(lang, 'handover.title', { unit: page.unit, contingent: page.contingent }),
      label: labelWords(lang, { policy: 'NATO', level: 'unclassified', releasableTo: null }),
      exercise: platform.exercise,
      readers: translateBoardFile(lang, 'readers', { party: page.party[lang] }),
      printedBy: reader.name,
      printedAt: platform.clock(),
      blocks: handOverBlocks(page, lang),
    });
    const name = `${platform.exercise ? 'EXERCISE-' : ''}hand-over-${page.asOf}-${lang}.pdf`;
    return reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf').send(file);
  },
});

/** The content of the page. Pure except for the titles of the courses. */
export function handOverBlocks(page: Page, locale: Locale): Block[] {
  const t = (key: Parameters<typeof translateBoardFile>[1], values?: Record<string, string | number>) =>
    translateBoardFile(locale, key, values);
  const title = (id: string) => currentCurriculum().courses.find(({ module }) => module.id === id)?.module.title[locale] ?? id;
  const pairs = (rows: [string, string][]): Block => ({
    table: { headers: null, widths: [30, 70], rows: rows.map(([label, text]): TextCell[] => [{ strong: label }, text]) },
  });
  // Without line breaks, because a list of forty lines would need a second page.
  const reasons = page.signatures.find(({ side }) => side === 'outgoing')?.reasons?.replaceAll(/\s+/g, ' ') ?? t('handover.no-reasons');
  const share = Math.floor((page.ready * 100) / page.persons);
  return [
    { heading: t('handover.title', { unit: page.unit, contingent: page.contingent }), level: 1 },
    pairs([
      [t('handover.party'), page.party[locale]],
      [t('handover.operation'), page.operation[locale]],
      [t('handover.day'), page.handOver === null ? t('handover.no-day') : formatDay(locale, page.handOver, 'long')],
      [t('handover.counted'), formatDay(locale, page.asOf, 'long')],
      [
        t('handover.ready'),
        t('handover.ready-of', { ready: page.ready, persons: page.persons, share }) +
          (page.inTime > 0 ? `\n${t('handover.in-time', { n: page.inTime })}` : ''),
      ],
      [t('handover.checked'), page.checkedBy],
    ]),
    { heading: t('handover.missing'), level: 2 },
    page.missing.length === 0
      ? { text: t('handover.nothing') }
      : pairs(page.missing.map(({ module, persons }): [string, string] => [t('handover.persons', { n: persons }), title(module)])),
    { heading: t('handover.reasons'), level: 2 },
    { text: reasons, small: reasons.length > SHORT_REASONS },
    { heading: t('handover.signatures'), level: 2 },
    {
      table: {
        headers: null,
        widths: [30, 70],
        rows: (['outgoing', 'incoming'] as const).flatMap((side): TextCell[][] => {
          const signed = page.signatures.find((one) => one.side === side);
          const head = { strong: t(`handover.${side}`) };
          if (signed) return [[head, t('handover.signed', { by: signed.by, day: formatDay(locale, dayOf(new Date(signed.at)), 'long') })]];
          // Space to write on: a row for the name, and a higher one for the signature.
          return [
            [head, `${t('handover.name')}\n `],
            [' ', `${t('handover.signature')}\n \n `],
          ];
        }),
      },
    },
    { text: t('handover.says'), small: true },
  ];
}
