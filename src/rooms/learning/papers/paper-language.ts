import { canPrint } from '#platform/documents/pdf/can-print.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type CourseLanguage, partsOf, placesIn, type ReadModule } from '#rooms/courses/index.ts';

/** The languages a module can be printed in: those it exists in, if the document fonts have their characters. */
export function paperLanguages(read: ReadModule, languages: readonly CourseLanguage[]): CourseLanguage[] {
  return languages.filter((one) => one.pack(read.module.id) !== undefined && printable(read, one));
}

/** The languages a module exists in but cannot be printed in. */
export function unprintedLanguages(read: ReadModule, languages: readonly CourseLanguage[]): CourseLanguage[] {
  const printed = new Set(paperLanguages(read, languages));
  return languages.filter((one) => one.pack(read.module.id) !== undefined && !printed.has(one));
}

/** Who reviewed the module and its translation. It is printed on every paper, so that a draft is not taken for a reviewed text. */
export function paperReview(read: ReadModule, { t, plain, pack, count, locale }: CourseLanguage): string {
  const { review } = read.module;
  const day = (on: string) => formatDay(locale, on);
  const translation = pack(read.module.id)?.review;
  const parts = partsOf(read).map((part) => count(part, read.module.id));
  const [there, of] = [parts.reduce((sum, one) => sum + one.there, 0), parts.reduce((sum, one) => sum + one.of, 0)];
  return [
    review.status === 'reviewed'
      ? t('learn.reviewed', { by: review.by, work: plain(review.work), on: day(review.on) })
      : t('learn.not-reviewed'),
    translation &&
      (translation.status === 'reviewed'
        ? t('learn.translation-reviewed', { by: translation.by, on: day(translation.on) })
        : t('learn.translation-not-reviewed')),
    there < of && t('learn.translation-missing', { missing: of - there, of }),
  ]
    .filter(Boolean)
    .join(' ');
}

// Every character of every text is checked. Neither texts nor fonts change while the program runs, so one check is enough.
const looked = new WeakMap<ReadModule, WeakMap<CourseLanguage, boolean>>();
function printable(read: ReadModule, language: CourseLanguage): boolean {
  const known = looked.get(read) ?? new WeakMap<CourseLanguage, boolean>();
  looked.set(read, known);
  const answer = known.get(language) ?? canPrint(printedTexts(read, language).join(' '));
  known.set(language, answer);
  return answer;
}

const printedTexts = (read: ReadModule, { plain }: CourseLanguage) =>
  partsOf(read).flatMap((part) => placesIn(part).map(([, text]) => plain(text)));
