import type { PublicLanguage } from '#platform/texts/public-languages.ts';
import type { TextValues } from '#platform/texts/texts.ts';
import { type Html, type HtmlValue, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import type { Words } from '#site/words.ts';
import { groupOf, HELP_GROUPS, type HelpGroup, isAlways, isOpenAt, localTime, runsOf } from '../help/help.rules.ts';
import type { PublicHelp, PublicHelpPlaces } from '../help/help.schema.ts';
import { channelName } from '../intake/channel-name.ts';
import type { OpenChannel } from '../intake/list-open-channels.query.ts';
import { safetyWordsIn } from '../safety/safety-words.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { readNote } from './read-note.ts';
import { translateHelpPages } from './texts.ts';

type HelpKey = Parameters<typeof translateHelpPages>[1];
type PageWords = Words<HelpKey>;
type Entry = PublicHelp['entries'][number];

const STYLE = inlineBlock(
  `.en{display:block;text-align:start;color:var(--muted);font-size:.88em}.sides{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:8px;margin-top:16px!important}.sides a{display:block;min-height:52px;padding:8px 6px;border:1.5px solid var(--control);border-radius:6px;color:var(--ink);font-weight:600;font-size:15px;line-height:20px;text-decoration:none}.sides small{display:block;font-weight:400}
.he{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:14px;list-style:none!important;padding:0!important}.he>li{padding:14px 16px;border:1px solid var(--control);border-radius:8px;break-inside:avoid}.he h3{margin:0;font-size:19px}.n{display:inline-block;padding:10px 0;font-size:22px;font-weight:650}.he dl{font-size:15px;line-height:22px;display:grid;grid-template-columns:84px 1fr}.he dt,.he dd{padding:5px 0;border-top:1px solid var(--line)}.he dt{color:var(--muted)}.ok{color:var(--met);font-weight:600}.prose .to{padding:0;list-style:none}.to a{display:block;padding:12px 0}
@media print,(min-width:768px){.gr{display:grid;grid-template-columns:1fr 1fr;gap:0 14px}.gr>:first-child{grid-column:1/-1}}
@media print{.sides{display:none}.prose h2{margin-top:8pt}.he p,.he dl{margin-top:1pt!important}.he{gap:4pt}.gr>:first-child .he{grid-template-columns:1fr 1fr}.he h3{font-size:11pt;line-height:14pt}.he>li{padding:4pt 6pt}.n{font-size:13pt;padding:0}.he dl{font-size:8pt;line-height:11pt}.he dt,.he dd{padding:0}}`,
);

/** The words of the pages of help. */
export const helpWords = (language: PublicLanguage) => safetyWordsIn(language, translateHelpPages, SAFETY_SENTENCES.help);

/** The published places and the open channels. Where no place is published, what to do in danger. */
export function placesContent({ language }: PageContext, { places }: PublicHelpPlaces, channels: readonly OpenChannel[]): PageContent {
  const words = helpWords(language);
  const { text } = words;
  const lines = places
    .toSorted((a, b) => words.compare(words.plainData(a.name), words.plainData(b.name)))
    .map(
      ({ slug, name, country, numbers }) =>
        html`<li><a href="${addressIn(language, `/help/${slug}`)}">${text('place.where', { place: words.plainData(name), country: words.plainData(country) })}</a><span class="m">${text('numbers', { n: numbers })}</span></li>`,
    );
  const body = html`${
    lines.length === 0 ? html`<p class="lead">${text('none')}</p>` : html`<p class="lead">${text('lead')}</p><ul class="to">${lines}</ul>`
  }<p class="note">${text('danger')}</p>${tellSection(words, channels)}`;
  return contentOf(words, 'title', 'description', body);
}

/** Shown for an address without a published list. */
export function missingPlaceContent({ language }: PageContext): PageContent {
  const words = helpWords(language);
  const { text } = words;
  const body = html`<p>${text('place.missing-text')}</p><p class="note">${text('danger')}</p><p><a href="${addressIn(language, '/help')}">${text('title')}</a></p>`;
  return contentOf(words, 'place.missing', 'place.missing-text', body);
}

/** The ways to report, after the numbers to call; nothing where no channel is open. */
function tellSection({ text, compare, language }: PageWords, channels: readonly Pick<OpenChannel, 'slug' | 'name'>[]): Html | false {
  const lines = channels
    .map((channel) => ({ slug: channel.slug, name: channelName(channel, language) }))
    .toSorted((a, b) => compare(a.name, b.name))
    .map(({ slug, name }) => html`<li><a href="${addressIn(language, `/r/${slug}`)}">${name}</a></li>`);
  return (
    channels.length > 0 &&
    html`<section id="tell"><h2>${text('tell.title')}</h2><p>${text('tell.text')}</p><ul class="to">${lines}</ul></section>`
  );
}

/**
 * Where a page of another room leads: what to do in danger, the channel, and the numbers of a place, or else all places. `channel` null: none takes reports; `help` null:
 * no list of a place is known.
 */
export function waysOf(
  language: PublicLanguage,
  { channel, help }: { readonly channel: Pick<OpenChannel, 'slug' | 'name'> | null; readonly help: PublicHelp | null },
): Required<Pick<PageContent, 'body' | 'style'>> {
  const words = helpWords(language);
  const { text, plainData } = words;
  const place = help && text('place.where', { place: plainData(help.name), country: plainData(help.country) });
  const numbers =
    help === null
      ? html`<li><a href="${addressIn(language, '/help')}">${text('lead')}</a></li>`
      : html`<li><a href="${addressIn(language, `/help/${help.slug}`)}">${place}</a><span class="m">${text('numbers', { n: help.entries.length })}</span></li>`;
  const body = html`<p class="note">${text('danger')}</p>${tellSection(words, channel === null ? [] : [channel])}<section><h2>${text('title')}</h2><ul class="to">${numbers}</ul></section>`;
  return { body, style: STYLE };
}

/**
 * The numbers near one place, at a moment: help that is not the police, the duty telephone and the police, side by side. After them the open channels of the operation
 * or party that keeps the list.
 */
export function placeContent({ language }: PageContext, help: PublicHelp, now: Date, channels: readonly OpenChannel[]): PageContent {
  const words = helpWords(language);
  const { text, plain } = words;
  const place = plain('place.where', { place: words.plainData(help.name), country: words.plainData(help.country) });
  const groups = HELP_GROUPS.map((group) => ({ group, entries: help.entries.filter(({ kind }) => groupOf(kind) === group) }));
  const sides = groups.map(
    ({ group, entries }) =>
      html`<a href="#${group}">${text(`side.${group}`)}<small>${entries.length === 0 ? text('side.none') : text('numbers', { n: entries.length })}</small></a>`,
  );
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: help.zone }).format(now);
  // The quarter of an hour: pages are made again whenever something public changes, and its minute would show when a reader is at work.
  const quarter = new Date(now.getTime() - (now.getTime() % 900_000));
  const made = text('place.made', { day: words.day(day, 'long'), time: localTime(help.zone, quarter).time });
  const body = html`<p class="lead">${text('place.lead')}</p>${
    help.entries.length === 0
      ? html`<p class="note">${text('place.empty')} ${text('danger')}</p>`
      : html`<nav class="sides" aria-label="${plain('sides')}">${sides}</nav><div class="gr">${groups.map((group) => section(words, help, group, now))}</div>`
  }${tellSection(
    words,
    channels.filter((channel) => channel.help.includes(help.slug)),
  )}<p class="small m">${text('place.keeper', { party: words.plainData(help.party), days: help.recheckDays })} ${made}</p><p class="screen"><a href="${addressIn(language, '/help')}">${text('place.other')}</a></p>`;
  return contentOf(words, 'place.title', 'place.description', body, { place });
}

const contentOf = (
  { language, text, plain }: PageWords,
  title: HelpKey,
  description: HelpKey,
  body: Html,
  values: TextValues = {},
): PageContent => ({
  title: plain(title, values),
  description: plain(description, values),
  body: html`<div class="wrap prose">${readNote(language)}<h1>${text(title, values)}</h1>${body}</div>`,
  style: STYLE,
});

function section(words: PageWords, { zone }: PublicHelp, { group, entries }: { group: HelpGroup; entries: Entry[] }, now: Date): Html {
  const { text } = words;
  return html`<section id="${group}"><h2>${text(`side.${group}`)}</h2>${group === 'duty' && html`<p>${text('side.duty-about')}</p>`}${
    entries.length === 0
      ? html`<p>${text('side.none')}</p>`
      : html`<ul class="he">${entries.map((entry) => card(words, zone, entry, now))}</ul>`
  }</section>`;
}

/** A number to call. Its digits run from left to right in every script. */
export function numberLink({ phone }: Pick<Entry, 'phone'>): Html {
  return html`<a class="n" href="${`tel:${phone.replaceAll(/[^+\d]/g, '')}`}"><bdi dir="ltr">${phone}</bdi></a>`;
}

function card(words: PageWords, zone: string, entry: Entry, now: Date): Html {
  const { text, data } = words;
  const open = isAlways(entry) ? null : isOpenAt(entry, zone, now);
  const rows: [HtmlValue, HtmlValue][] = [
    [text('speaks'), entry.languages.length === 0 ? text('languages-unknown') : entry.languages.map(languageName)],
    [
      text('open'),
      html`${hoursOf(words, entry)}${open !== null && html`<span class="screen">. ${text('now', { open: String(open) })}</span>`}`,
    ],
    ...(entry.free === null ? [] : [[text('cost'), text(entry.free ? 'free' : 'not-free')] as [HtmlValue, HtmlValue]]),
  ];
  return html`<li><span class="m small">${text(`kind.${entry.kind}`)}</span><h3>${data(entry.name)}</h3><p>${data(entry.about)}</p>${numberLink(entry)}<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>${testOf(words, entry)}</li>`;
}

/** When a number was last tested, and with what result. */
export function testOf({ text, day }: PageWords, { testedOn, testedBy, result, answeredOn, old }: Entry): Html {
  const tested = { day: day(testedOn!), by: testedBy! };
  if (result === 'no-answer') return html`<p class="small">${text('no-answer', { day: tested.day, answered: day(answeredOn!) })}</p>`;
  return old ? html`<p class="small">${text('tested-old', tested)}</p>` : html`<p class="small ok">${text('tested', tested)}</p>`;
}

/** The name of a language in that language, as its speakers look for it. */
function languageName(tag: string, index: number): Html {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  return html`${index > 0 && ', '}<bdi lang="${tag}">${name}</bdi>`;
}

/** When a number answers. */
export function hoursOf({ text, plain, language }: PageWords, entry: Entry): HtmlValue {
  const { days, opens, closes } = entry;
  if (days === null) return text('hours-unknown');
  if (isAlways(entry)) return text('always');
  const tag = Intl.DateTimeFormat.supportedLocalesOf(language.code)[0] ?? language.locale;
  // 5 January 1970 was a Monday.
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  const nameOf = (day: number) => weekday.format(new Date((3 + day) * 86_400_000));
  const named = runsOf(days).map(([from, to]) => (from === to ? nameOf(from) : plain('days', { from: nameOf(from), to: nameOf(to) })));
  return opens === null || closes === null
    ? text('all-day', { days: named.join(', ') })
    : text('hours', { days: named.join(', '), opens, closes });
}
