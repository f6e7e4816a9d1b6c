import { renderSVG } from 'uqr';
import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { renderPdf } from '#platform/documents/pdf/render-pdf.ts';
import { deskLanguage, type PublicLanguage } from '#platform/texts/public-languages.ts';
import type { Texts, TextValues } from '#platform/texts/texts.ts';
import { addressIn } from '#site/public-page.ts';
import { wordsIn } from '#site/words.ts';
import { groupOf, HELP_GROUPS } from '../help/help.rules.ts';
import type { PublicHelp } from '../help/help.schema.ts';
import { channelName } from '../intake/channel-name.ts';
import { translateForm, translateReporter } from '../reporter/texts.ts';
import { isUnread } from '../safety/safety-words.ts';
import type { getPoster } from './get-poster.query.ts';
import { translatePoster } from './texts.ts';

export const POSTER_SIZES = ['a3', 'a4', 'card'] as const;

/** A sentence of a poster, followed by its English one in a language that no speaker has read. */
type PosterText = { readonly text: string; readonly english: string | null };

/** What a poster for the workers of a contract (5f) says in addition to how to report. */
type WorkerWords = Readonly<Record<'title' | 'about' | 'heading' | 'contract', PosterText>> & { readonly rules: readonly PosterText[] };

/**
 * What a poster is made from. `channel`: null where none is open: then it has no QR and no address. `workers`: instead of what a channel is for. `origin`: the
 * address of the public pages, without a trailing slash.
 */
export type PosterOrder = {
  readonly channel: z.infer<typeof getPoster.answer> | null;
  readonly workers?: WorkerWords;
  readonly help: PublicHelp | null;
  readonly origin: string;
  readonly language: PublicLanguage;
  readonly size: (typeof POSTER_SIZES)[number];
  readonly exercise: boolean;
  readonly now: Date;
};

/** The QR of a poster as SVG; null without a channel. The fingerprint is in the fragment of the address, which a browser never sends. */
export function posterPicture({ channel, language, origin }: PosterOrder): string | null {
  if (channel === null) return null;
  return renderSVG(`${origin}${pathOf(channel, language)}#${channel.fingerprint}`, { ecc: 'M', border: 4 });
}

const pathOf = ({ slug }: { slug: string }, language: PublicLanguage) => addressIn(language, `/r/${slug}`);

/** Writes the sentences of a poster in a language. */
export function posterTexts<Key extends string>(language: PublicLanguage, texts: Texts<Key>) {
  const [words, english] = [wordsIn(language, texts), wordsIn(deskLanguage(DEFAULT_LOCALE), texts)];
  return (key: Key, values: (of: PublicLanguage) => TextValues = () => ({})): PosterText => ({
    text: words.plain(key, values(language)),
    english: isUnread(language) ? english.plain(key, values(english.language)) : null,
  });
}

/**
 * Makes the PDF of a poster or a pocket card: the QR with the address and the fingerprint, the address to type, and the first tested number of each kind of help.
 * In a language that no speaker has read, each sentence is followed by its English one. Nothing on it says who printed it, or at what time.
 */
export function makePoster(order: PosterOrder): Promise<Buffer> {
  const { channel, workers, help, origin, language, size, exercise, now } = order;
  const words = wordsIn(language, translatePoster);
  const both = posterTexts(language, translatePoster);
  const check = (of: PublicLanguage): TextValues => ({
    saw: wordsIn(of, translateReporter).plain('ways.saw'),
    sentence: wordsIn(of, translateForm).plain('check.poster'),
  });
  const today = dayOf(now);
  const path = channel && pathOf(channel, language);
  const title = workers?.title ?? { text: words.plain('title'), english: null };
  const numbers = HELP_GROUPS.map((group) => numberOf(group));

  function numberOf(group: (typeof HELP_GROUPS)[number]) {
    const entry = help?.entries.find(({ kind }) => groupOf(kind) === group);
    const name = both(group);
    if (entry === undefined) return { name, phone: null, of: null, tested: words.plain('none') };
    const tested =
      entry.result === 'answered'
        ? words.plain('tested', { day: words.day(entry.testedOn!) })
        : words.plain('not-tested', { day: words.day(entry.answeredOn!) });
    return { name, phone: entry.phone, of: words.plainData(entry.name), tested };
  }

  return renderPdf({
    template: new URL('./poster.typ', import.meta.url),
    withArabic: true,
    locale: language.locale,
    language: language.code,
    title: title.text,
    ...{ label: '', readers: '', printedBy: '', exercise },
    // The day alone: at what time a poster was made is nobody's business.
    printedAt: new Date(`${today}T00:00:00Z`),
    data: {
      size,
      language: language.code.split('-')[0],
      rtl: language.direction === 'rtl',
      fonts: language.direction === 'rtl' ? ['Noto Sans Arabic', 'Noto Sans'] : ['Noto Sans', 'Noto Sans Arabic'],
      exercise: exercise ? words.plain('exercise') : null,
      title,
      channel: channel && channelName(channel, language),
      address: path && `${origin}${path}`.replace(/^https?:\/\//, ''),
      qr: posterPicture(order),
      picture: path && words.plain('picture', { address: path }),
      workers: workers ?? null,
      about: workers?.about ?? both('about'),
      scan: both('scan'),
      check: both('check', check),
      trace: both('trace'),
      printed: words.plain('printed', { day: words.day(today) }),
      numbers,
      longest: Math.max(...numbers.map(({ phone }) => phone?.length ?? 0)),
    },
  });
}
