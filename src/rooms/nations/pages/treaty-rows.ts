import { type Html, type HtmlValue, html } from '#site/html.ts';
import type { Words } from '#site/words.ts';
import {
  type Confidence,
  INSTRUMENTS,
  type Instrument,
  type TreatyCell,
  type TreatyParty,
  type TreatyTable,
} from '../treaties/treaty-table.schema.ts';
import type { TreatyTextKey } from './texts.ts';
import { COLUMNS } from './treaty-filter.ts';

/** The words of the treaty pages. */
export type PageWords = Words<TreatyTextKey>;

/** A date that does not wrap, or a span of years in words. */
export function writeAsOf(words: PageWords, asOf: string): string {
  const [from, to] = asOf.split('-');
  return asOf.length === 9 && asOf[4] === '-' ? words.plain('span', { from: from!, to: to! }) : words.day(asOf).replaceAll(' ', '\u00a0');
}

const SIGNS: Record<Confidence, string> = {
  'two-sources': '2',
  'one-source': '1',
  position: 'p',
  'status-only': 's',
  conflict: 'c',
  none: 'n',
};

/** The small sign for the confidence of a cell; its title is its name for screen readers and pointers. */
export function confidenceSign(words: PageWords, confidence: Confidence): Html {
  const name = words.plain(`confidence.${confidence}`);
  return html`<i class="${`k k${SIGNS[confidence]}`}" role="img" title="${name}"></i>`;
}

/** Footnotes for as-of dates that differ from the head of their column, in order of appearance: `UNTOC 2015-03-03` -> `a`. */
export type Footnotes = Map<string, string>;

/** The cells whose as-of date differs from their column head, with a letter per date. */
export function footnotesOf(table: TreatyTable, parties: readonly TreatyParty[]): Footnotes {
  const days = new Set(parties.flatMap(({ cells }) => COLUMNS.flatMap((one) => exceptionOf(table, cells, one) ?? [])));
  return new Map([...days].map((day, index) => [day, String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26))]));
}

function exceptionOf(table: TreatyTable, cells: TreatyParty['cells'], instrument: Instrument): string | null {
  const { asOf } = cells[instrument];
  return asOf === table.asOf[instrument] ? null : asOf;
}

/** The two rows of a nation: the main row, and below it the details that its name opens. */
export function nationRows(table: TreatyTable, party: TreatyParty, words: PageWords, footnotes: Footnotes): Html {
  const seen = party.lastSeen;
  return html`<tr><th scope="row"><details><summary>${words.data(party.name)}${party.statusNeutral && '*'}${
    seen &&
    html` <small>${words.text('seen', { operation: seen.operation, asOf: seen.asOf === null ? words.plain('seen.undated') : words.day(seen.asOf) })}</small>`
  }</summary></details></th>${COLUMNS.map((one) => cell(words, one, party.cells[one], footnotes.get(exceptionOf(table, party.cells, one) ?? '')))}</tr>
<tr class="more"><td colspan="5"><dl>${INSTRUMENTS.map((one) => detail(words, one, party.cells[one], party.declared.includes(one)))}</dl></td></tr>
`;
}

const GLYPHS: Record<TreatyCell['status'], string> = {
  party: 'y',
  participating: 'y',
  signatory: 'h',
  'not-party': 'x',
  'not-participating': 'x',
  unknown: 'u',
};

function cell(words: PageWords, instrument: Instrument, one: TreatyCell, footnote: string | undefined): Html {
  const dated = one.status === 'party' && one.actionDate !== null;
  const shown = dated ? words.day(one.actionDate!) : words.text(`status.${one.status}`);
  // Without the tick, a date alone would not say "party", so screen readers get the word.
  return html`<td data-h="${words.plain(`instrument.${instrument}`)}"><span class="${`c g${GLYPHS[one.status]}`}">${dated && html`<span class="hidden">${words.text('status.party')} </span>`}${shown}${
    footnote !== undefined && html`<sup>${footnote}</sup>`
  }</span>${one.status !== 'unknown' && confidenceSign(words, one.confidence)}</td>`;
}

const ACTIONS = ['ratification', 'accession', 'acceptance', 'approval', 'succession', 'admission'] as const;

function detail(words: PageWords, instrument: Instrument, one: TreatyCell, declared: boolean): Html {
  const { text } = words;
  const kind = ACTIONS.find((action) => action === one.actionKind) ?? 'other';
  const dates = [
    one.signatureDate && words.text('detail.signed', { date: words.day(one.signatureDate) }),
    one.actionDate && words.text(`action.${kind}`, { date: words.day(one.actionDate) }),
    one.inForce && words.text('detail.in-force', { date: words.day(one.inForce) }),
  ].filter((one) => one !== null);
  const known = one.status !== 'unknown';
  return html`<div><dt>${text(`instrument.${instrument}`)}</dt><dd>${known ? html`<b>${text(`status.${one.status}`)}.</b>` : text('detail.nothing')} ${
    dates.length > 0 && html`${dates.map((one, at) => (at === 0 ? one : html`, ${one}`))}.`
  } ${one.status === 'party' && one.actionDate === null && text('detail.no-date')} ${one.asOf && html`${words.text('detail.as-of', { asOf: writeAsOf(words, one.asOf) })}.`}${
    known && html` ${text(`confidence.${one.confidence}`)}.`
  }${declared && known && html` ${text('detail.declared')}`}${quoted(text('detail.source'), one.source)}${quoted(text('detail.crosscheck'), one.crosscheck)}${quoted(text('detail.note'), noteOf(one))}</dd></div>`;
}

// For an unknown cell the note repeats in English what the page says in the reader's language, so it is left out.
const noteOf = (one: TreatyCell): string | null => (one.status === 'unknown' && one.note?.startsWith('not found here') ? null : one.note);

function quoted(label: HtmlValue, source: string | null): Html | null {
  return source === null ? null : html`<br>${label} <q lang="en">${linked(source)}</q>`;
}

/** A source as recorded, with its web addresses as links. */
export function linked(source: string): Html {
  const parts = source.split(/(https?:\/\/[^\s;,)]+)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : part))}`;
}
