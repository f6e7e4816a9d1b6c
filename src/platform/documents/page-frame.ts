import { dayOf } from '#kernel/dates.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { translateDocuments } from './texts.ts';

/** The content of every page's header and footer in a document that leaves the platform, whatever its format. */
export type DocumentFrame = {
  readonly locale: Locale;
  /** The tag of the language of the content, where that is neither: for screen readers. */
  readonly language?: string;
  readonly title: string;
  /** The label of the whole content, in words; printed at the head and the foot of every page. */
  readonly label: string;
  /** Whether every page says that its content is invented. */
  readonly exercise: boolean;
  /** Who may read the document, in words, for the foot of every page. */
  readonly readers: string;
  readonly printedBy: string;
  readonly printedAt: Date;
};

/** The frame in words. `page` has the placeholders `{page}` and `{pages}`: only the program that lays out the pages knows the numbers. */
export type FrameWords = Record<'locale' | 'language' | 'title' | 'label' | 'readers' | 'printed' | 'page', string> & {
  readonly exercise: string | null;
  readonly exerciseNote: string | null;
};

/** Translates a frame into the language of its reader. */
export function frameWords({
  locale,
  language = locale,
  title,
  label,
  exercise,
  readers,
  printedBy,
  printedAt,
}: DocumentFrame): FrameWords {
  const time = printedAt.toISOString().slice(11, 16);
  return {
    locale,
    language: language.split('-')[0]!,
    title,
    label,
    exercise: exercise ? translateDocuments(locale, 'exercise') : null,
    exerciseNote: exercise ? translateDocuments(locale, 'exercise.note') : null,
    readers,
    printed: translateDocuments(locale, 'printed', { day: formatDay(locale, dayOf(printedAt)), time, who: printedBy }),
    page: translateDocuments(locale, 'page', { page: '{page}', pages: '{pages}' }),
  };
}
