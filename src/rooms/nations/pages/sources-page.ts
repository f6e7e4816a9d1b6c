import { OBSERVED_YEARS } from '#rooms/parties/index.ts';
import { type Html, html } from '#site/html.ts';
import type { PageContent, PageContext } from '#site/public-page.ts';
import { wordsIn } from '#site/words.ts';
import { INSTRUMENTS, type TreatyTable } from '../treaties/treaty-table.schema.ts';
import { translateTreatyPages } from './texts.ts';
import { linked, writeAsOf } from './treaty-rows.ts';

/** The source of every treaty fact: each source once, with its instruments' as-of dates and its number of entries. */
export function sourcesContent({ language }: PageContext, table: TreatyTable): PageContent {
  const words = wordsIn(language, translateTreatyPages);
  const cells = table.groups.flatMap((group) => group.parties.map((party) => party.cells));
  const listOf = (instrument: (typeof INSTRUMENTS)[number]): Html => {
    const found = new Map<string, { entries: number; asOf: Set<string> }>();
    for (const { source, asOf } of cells.map((one) => one[instrument])) {
      if (source === null) continue;
      const one = found.get(source) ?? { entries: 0, asOf: new Set() };
      one.entries += 1;
      if (asOf !== null) one.asOf.add(asOf);
      found.set(source, one);
    }
    const rows = [...found].sort(([, a], [, b]) => b.entries - a.entries);
    return html`<h3>${words.text(`instrument.${instrument}`)}</h3><ul>${rows.map(
      ([source, one]) =>
        html`<li><q lang="en">${linked(source)}</q><br><span class="small m">${words.text('sources.entries', { n: one.entries })}${[...one.asOf].sort().map((day) => html`, ${words.text('footnote', { asOf: writeAsOf(words, day) })}`)}</span></li>`,
    )}</ul>`;
  };
  const body = html`<div class="wrap prose sources"><h1>${words.text('sources.title')}</h1><p class="lead">${words.text('sources.lead')}</p>
<h2>${words.text('sources.policy-title')}</h2><p>${words.text('sources.policy-text')}</p>
<h2>${words.text('sources.treaties-title')}</h2><p>${words.text('sources.treaties-text')}</p><p>${words.text('sources.history', { years: OBSERVED_YEARS })}</p>${INSTRUMENTS.map(listOf)}
<h2>${words.text('sources.map-title')}</h2><p>${words.text('sources.map-text')}</p></div>`;
  return { title: words.plain('sources.title'), description: words.plain('sources.description'), body };
}
