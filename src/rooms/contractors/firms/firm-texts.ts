import { dayOf } from '#kernel/dates.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { Statement } from '../plans/certification.rules.ts';
import type { LinkedContract } from './firm.store.ts';
import type { FileAbout } from './firm-file.rules.ts';
import type { KnownSince } from './firm-link.rules.ts';
import { translateFirm } from './texts.ts';

type Sender = { linked: LinkedContract; linkId: string; now: Date };
type Words = (key: Parameters<typeof translateFirm>[1], values?: Parameters<typeof translateFirm>[2]) => string;
const wordsIn =
  (locale: Locale): Words =>
  (key, values) =>
    translateFirm(locale, key, values);

// The head and foot of every text that a firm sends: under which contract, by which link, on which day.
function hashed(
  t: Words,
  locale: Locale,
  head: string,
  body: readonly string[],
  { linked, linkId, now }: Sender,
  signed: readonly string[],
) {
  return [
    head,
    '',
    t('paper.contract', { number: linked.number }),
    t('paper.party', { party: linked.party[locale] }),
    t('paper.firm', { firm: linked.firm }),
    '',
    ...body,
    '',
    ...signed,
    t('paper.link', { link: linkId, name: linked.name }),
    t('paper.day', { day: dayOf(now) }),
  ];
}

/** The text of a certification, as it is hashed: each statement that was ticked, whole, and who signed. Pure. */
export function certificationLines(
  locale: Locale,
  sender: Sender,
  { statements, name, capacity, note }: { statements: readonly Statement[]; name: string; capacity: string; note: string | null },
): string[] {
  const t = wordsIn(locale);
  const body = [
    ...statements.map((one, index) => `${index + 1}. ${t(`statement.${one}`)}`),
    ...(note === null ? [] : ['', t('paper.note', { note })]),
  ];
  return hashed(t, locale, t('kind.certification'), body, sender, [t('paper.signed', { name, capacity })]);
}

/** The text of an answer with its question. Pure. */
export function answerLines(locale: Locale, sender: Sender, question: string, answer: string): string[] {
  const t = wordsIn(locale);
  return hashed(t, locale, t('kind.answer'), [t('paper.question', { question }), t('paper.answer', { answer })], sender, []);
}

type Notice = {
  danger: boolean;
  what: string;
  where: string | null;
  when: string | null;
  since: KnownSince;
  day: string | null;
  provisions: readonly string[];
};

/** The text of a notice, and its content alone for the violation that it begins. Pure. */
export function noticeLines(locale: Locale, sender: Sender, notified: Notice): { lines: string[]; summary: string } {
  const t = wordsIn(locale);
  const body = [
    t(notified.danger ? 'paper.danger' : 'paper.no-danger'),
    notified.what,
    ...(notified.where === null ? [] : [t('paper.where', { where: notified.where })]),
    ...(notified.when === null ? [] : [t('paper.when', { when: notified.when })]),
    t('paper.since', { since: notified.since === 'earlier' ? t('since.on', { day: notified.day ?? '' }) : t(`since.${notified.since}`) }),
  ];
  const concerned = notified.provisions.length > 0 ? [t('paper.provisions', { provisions: notified.provisions.join('; ') })] : [];
  return { lines: hashed(t, locale, t('kind.notice'), [...body, ...concerned], sender, []), summary: body.join('\n') };
}

type SentFile = { about: FileAbout; name: string; bytes: number; sha256: string; question: string | null };

/** The text of a file: what it is, its name, size and hash, and the question that it answers. Pure. */
export function fileLines(locale: Locale, sender: Sender, { about, name, bytes, sha256, question }: SentFile): string[] {
  const t = wordsIn(locale);
  const body = [
    t(`about.${about}`),
    ...(question === null ? [] : [t('paper.question', { question })]),
    t('paper.file', { name }),
    t('paper.file-size', { bytes }),
    t('paper.file-hash', { hash: sha256 }),
    t('paper.time', { time: sender.now.toISOString().slice(11, 16) }),
  ];
  return hashed(t, locale, t('kind.file'), body, sender, []);
}
