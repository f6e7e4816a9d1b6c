import { type Html, html, unsafeHtml } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { wordsIn } from '#site/words.ts';
import type { Instrument, TreatyTable } from '../treaties/treaty-table.schema.ts';
import { CONFIDENCES } from '../treaties/treaty-table.schema.ts';
import { type TreatyTextKey, translateTreatyPages } from './texts.ts';
import { COLUMNS, filterGroups, isFiltering, SHOWN, SOURCE_FILTERS, STATUS_FILTERS, TreatyFilter } from './treaty-filter.ts';
import { treatyMaps } from './treaty-map.ts';
import { confidenceSign, type Footnotes, footnotesOf, nationRows, type PageWords, writeAsOf } from './treaty-rows.ts';
import { TREATY_STYLE } from './treaty-style.ts';

/** "Who has ratified": the treaty table with its filters, maps and the key to its signs. */
export function treatyContent({ language, path, query }: PageContext, table: TreatyTable): PageContent {
  const words = wordsIn(language, translateTreatyPages);
  const { text, plain } = words;
  const filter = TreatyFilter.parse(query);
  const groups = filterGroups(table, filter, words);
  const parties = groups.flatMap((group) => group.parties);
  const footnotes = footnotesOf(table, parties);
  const here = addressIn(words.language, path);
  const body = html`<div class="wrap wide tt"><h1>${text('treaties.title')}</h1><p class="lead">${text('treaties.lead')}</p>
${filterBar(words, here, filter, parties.length)}
<div class="cols"><div class="scroll" tabindex="0" role="region" aria-label="${plain('table.scroll')}"><table><caption class="hidden">${text('table.caption')}</caption>
<thead><tr><th scope="col">${text('table.nation')}</th>${COLUMNS.map((one) => columnHead(words, table, one))}</tr></thead>
<tbody>${groups.map((group) => groupRows(words, table, filter, group, footnotes))}</tbody></table></div>
<aside class="side">${treatyMaps(table, words)}
<section><h2>${text('confidence.title')}</h2><ul>${CONFIDENCES.filter((one) => one !== 'none').map(
    (one) => html`<li class="key">${confidenceSign(words, one)}<span>${text(`confidence.${one}`)}</span></li>`,
  )}</ul><p>${text('confidence.deposit')} ${[...footnotes].map(
    ([day, letter]) => html`<span class="nw"><b>${letter}</b> ${words.text('footnote', { asOf: writeAsOf(words, day) })}.</span> `,
  )}</p>${parties.some((party) => party.statusNeutral) && html`<p>* ${text('neutral')}</p>`}</section>
${table.asOf.UNTOC !== null && html`<section><h2>${text('old.title')}</h2><p>${words.text('old.text', { year: table.asOf.UNTOC.slice(0, 4) })}</p></section>`}
${parties.length > 0 && html`<section class="small m"><p>${text('full.where')} ${text('full.C029')}. ${text('full.P029')}. ${text('full.C105')}.</p></section>`}</aside></div></div>`;
  return { title: plain('treaties.title'), description: plain('treaties.description'), body, wide: true, style: TREATY_STYLE };
}

function filterBar(words: PageWords, here: string, filter: TreatyFilter, shown: number): Html {
  const { text, plain } = words;
  const choice = <Value extends string>(
    name: 'show' | 'status' | 'sources',
    values: readonly Value[],
    key: (value: Value) => TreatyTextKey,
  ) =>
    html`<label>${text(`filter.${name}`)}<select name="${name}">${values.map(
      (value) => html`<option value="${value}"${filter[name] === value && unsafeHtml(' selected')}>${plain(key(value))}</option>`,
    )}</select></label>`;
  return html`<form class="bar" action="${here}" role="search" aria-label="${plain('filter.label')}"><label>${text('filter.name')}<input type="search" name="name" value="${filter.name}" maxlength="60"></label>${choice(
    'show',
    SHOWN,
    (value) => `filter.show-${value}`,
  )}${choice('status', STATUS_FILTERS, (value) => `filter.status-${value}`)}${choice('sources', SOURCE_FILTERS, (value) =>
    value === 'any' ? 'filter.sources-any' : `confidence.${value}`,
  )}<button>${text('filter.apply')}</button>${isFiltering(filter) && html`<a href="${here}">${text('filter.clear')}</a>`}<span role="status">${words.text('filter.count', { n: shown })}</span><a class="csv" href="/treaties.csv" download>${text('csv')}</a></form>`;
}

function columnHead(words: PageWords, table: TreatyTable, instrument: Instrument): Html {
  const asOf = table.asOf[instrument];
  const isTable = instrument === 'UNTOC' || instrument === 'TIP';
  const key = asOf === null ? 'head.none' : isTable ? (asOf.length === 10 ? 'head.table' : 'head.table-year') : 'head.list';
  return html`<th scope="col">${words.text(`instrument.${instrument}`)}<small>${words.text(key, asOf === null ? {} : { asOf: writeAsOf(words, asOf) })}</small></th>`;
}

function groupRows(
  words: PageWords,
  table: TreatyTable,
  filter: TreatyFilter,
  { key, parties }: TreatyTable['groups'][number],
  footnotes: Footnotes,
): Html | null {
  const whole = table.groups.find((group) => group.key === key)?.parties ?? [];
  // That no contributor is confirmed is worth a heading; an empty filter result is not.
  const none = key === 'contributor' && whole.length === 0 && !isFiltering({ ...filter, show: 'today' });
  if (parties.length === 0 && !none) return null;
  const note = words.text(`group.${key}-note`, { n: whole.length });
  const operations = [...new Set(parties.flatMap((party) => party.lastSeen?.operation ?? []))].sort().map((code) => {
    const name = table.operations[code];
    return words.text('operation', { code, name: name === undefined ? code : shortName(words.plainData(name)) });
  });
  const seen = table.groups.find((group) => group.key === 'seen')?.parties.length ?? 0;
  return html`<tr class="grp"><th colspan="5" scope="rowgroup">${words.text(`group.${key}`)}<span>${[note, ...operations.map((one) => html` · ${one}`)]}</span></th></tr>
${none && html`<tr class="grp say"><td colspan="5">${words.text('group.contributor-none')}${filter.show !== 'contributor' && html` ${words.text('group.contributor-seen', { n: seen })}`}</td></tr>`}${parties.map(
  (party) => nationRows(table, party, words, footnotes),
)}`;
}

// "Kosovo Force (Joint Guardian; …)": the brackets contain history, which is too long for a heading.
const shortName = (name: string): string => name.split(' (')[0]!;
