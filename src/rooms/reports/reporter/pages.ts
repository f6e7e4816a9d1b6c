import { type Html, html, isolate } from '#site/html.ts';
import { addressAt } from '#site/public-page.ts';
import type { Words } from '#site/words.ts';
import { groupOf, HELP_GROUPS, type HelpGroup } from '../help/help.rules.ts';
import { helpWords, hoursOf, numberLink, testOf } from '../pages/help-page.ts';
import { safetyWordsIn } from '../safety/safety-words.ts';
import { SAFETY_SENTENCES } from '../safety/sentences.ts';
import { channelAddress, type ReporterContext, type ReporterPage, reporterWords } from './shell.ts';
import { translateFollow, translateSafe } from './texts.ts';

/** The first page of a channel: three equal ways in, and help at once. Code in the browser makes the second way a button; without it there is no form. */
export function channelPage(context: ReporterContext): ReporterPage {
  const { text, plain, day } = reporterWords(context);
  const place = context.channel.help;
  const help = addressAt(context.language, place === null ? '/help' : `/help/${place.slug}`);
  const { state, opensOn } = context.channel;
  const isOpen = state === 'open';
  const saw = {
    open: () => text('ways.saw-none'),
    opening: () => text('ways.saw-opening', { day: day(opensOn) }),
    closed: () => text('ways.saw-closed'),
  };
  const { attended, promises, dangerMinutes, unattendedHours } = context.channel.clocks;
  const body = html`<h1>${text('title')}</h1><p>${text('lead')}</p>${
    isOpen &&
    !attended &&
    html`<p class="bad">${text('unattended', { n: unattendedHours })} <a href="${help}">${text('unattended-use')}</a></p>`
  }
<div class="ways"><a class="way" href="${help}"><b>${text('ways.help')}</b>${text('ways.help-text')}</a>
<div class="way" id="${isOpen ? 'saw' : state}"><b>${text('ways.saw')}</b>${saw[state]()}</div>
<a class="way" href="${channelAddress(context, '/follow')}"><b>${text('ways.code')}</b>${text('ways.code-text')}</a></div>
<section><h2>${text('now.title')}</h2><p class="h">${text('now.lead')}</p>
${HELP_GROUPS.map((group) => helpCard(context, group))}
<p><a href="${help}">${text('now.numbers')}</a></p></section>
<section><h2>${text('before.title')}</h2>${isOpen && attended && html`<p>${promises ? text('before.promise', { n: dangerMinutes }) : text('before.no-promise')}</p>`}<p>${text('before.trace')}</p><p>${text('before.leave')}</p></section>`;
  return { path: '', title: plain('title'), body, texts: isOpen ? 'form' : null };
}

const SIDES = { 'not-police': 'other', duty: 'on-call', police: 'police' } as const;
// The rest is one tap away: the page stays small, and the first choice short.
const MAX_NUMBERS = 2;

/** One of the three ways to help at once, with the first tested numbers of the channel's own place. */
function helpCard(context: ReporterContext, group: HelpGroup): Html {
  const { text } = reporterWords(context);
  const words = helpWords(context.language);
  const { help } = context.channel;
  const numbers = help?.entries.filter(({ kind }) => groupOf(kind) === group).slice(0, MAX_NUMBERS) ?? [];
  const kind = SIDES[group];
  if (numbers.length === 0) {
    const none = help !== null && html` ${words.text('side.none')}.`;
    return html`<div class="card"><b>${text(`now.${kind}`)}</b><br>${text(`now.${kind}-text`)}${none}</div>`;
  }
  return html`<div class="card"><b>${text(`now.${kind}`)}</b>${numbers.map(
    (entry) =>
      html`<p>${words.data(entry.name)}<br>${numberLink(entry)}<br><span class="h">${hoursOf(words, entry)}</span></p>${testOf(words, entry)}`,
  )}</div>`;
}

/** The page on which a code opens the answers. Without script it says why it cannot. */
export function followPage(context: ReporterContext): ReporterPage {
  const { text, plain } = safetyWordsIn(context.language, translateFollow, SAFETY_SENTENCES.follow);
  return { path: '/follow', title: plain('title'), body: html`<h1>${text('title')}</h1><p>${text('none')}</p>`, texts: 'follow' };
}

const SAFE = {
  does: ['lock', 'few', 'danger', 'alert', 'address', 'code', 'left-out', 'log', 'files', 'kept', 'deleted'],
  cannot: [
    'server',
    'list',
    'visit',
    'phone',
    'history',
    'kept',
    'words',
    'reader',
    'code',
    'back',
    'newest',
    'order',
    'backup',
    'mail',
    'help',
  ],
  'not-yet': ['audit'],
  safer: ['window', 'network', 'poster', 'paper'],
} as const;

type SafeKey = Parameters<typeof translateSafe>[1];

/** What the pages protect, what they cannot, and what is not built yet. It needs no script. */
export function howSafePage(context: ReporterContext): ReporterPage {
  const words: Words<SafeKey> = safetyWordsIn(context.language, translateSafe, SAFETY_SENTENCES.safe);
  const { text, plain } = words;
  const { mergeMinutes, keptMonths, junkDays } = context.channel.clocks;
  const values = { n: mergeMinutes, months: keptMonths, days: junkDays };
  const list = (group: keyof typeof SAFE, more: Html | null = null): Html =>
    html`<section><h2>${text(group)}</h2><ul class="dots">${SAFE[group].map((one) => html`<li>${text(`${group}.${one}` as SafeKey, values)}</li>`)}${more}</ul></section>`;
  const build = context.code !== null && html`<li>${text('does.build', { build: isolate(context.code), log: isolate('/log') })}</li>`;
  const { onion } = context.site;
  const tor = onion !== null && html`<li class="w">${text('safer.onion', { onion: isolate(onion) })}</li>`;
  const body = html`<h1>${text('title')}</h1><p>${text('lead')}</p>${list('cannot')}${list('does', build || null)}<section><h2>${text('must')}</h2><p>${text('must.text')}</p><p>${text('must.child')}</p></section>${list('safer', tor || null)}${list('not-yet')}`;
  return { path: '/how-safe', title: plain('title'), body, texts: null };
}
