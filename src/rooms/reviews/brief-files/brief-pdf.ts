import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { ClauseBrief, PartyBrief } from '../briefs/brief.schema.ts';
import { translateBrief } from '../briefs/texts.ts';
import type { BriefView } from '../ui/briefs/brief-view.ts';

/** A brief as a PDF of one page, with the words of the screen. */
export function briefPdf(
  brief: PartyBrief | ClauseBrief,
  viewIn: (locale: Locale) => BriefView,
  { locale, printedBy, printedAt }: { locale: Locale; printedBy: string; printedAt: Date },
): Promise<Buffer> {
  const view = viewIn(locale);
  return renderPdf({
    template: new URL('../briefs/brief.typ', import.meta.url),
    data: { ...view, words: wordsIn(locale) },
    locale,
    title: view.title,
    label: labelWords(
      locale,
      brief.label,
      brief.releasableTo?.map((party) => party[locale]),
    ),
    exercise: brief.exercise !== undefined,
    readers: translateBrief(locale, 'readers'),
    printedBy,
    printedAt,
  });
}

function wordsIn(locale: Locale) {
  const t = (key: Parameters<typeof translateBrief>[1]) => translateBrief(locale, key);
  return {
    for: t('for'),
    marks: t('marks'),
    rests: t('rests'),
    next: t('next'),
    findings: t('findings'),
    findingsNone: t('findings.none'),
    dates: t('dates'),
    sources: t('sources'),
    sourcesNone: t('sources.none'),
    trend: t('trend'),
    trendSide: t('trend.side'),
    reconstructed: t('reconstructed'),
    differs: t('legend.differs'),
    origins: ORIGINS.map((origin) => ({ origin, word: translateStatuses(locale, origin) })),
    statuses: [...STATUSES.filter((status) => status !== 'not-applicable'), 'not-rated' as const].map((status) => ({
      status,
      word: translateStatuses(locale, status),
    })),
  };
}
