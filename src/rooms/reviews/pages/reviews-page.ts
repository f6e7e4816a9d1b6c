import { type Edition, obligationNumber } from '#rooms/policy/index.ts';
import { type Html, type HtmlValue, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { type Words, wordsIn } from '#site/words.ts';
import { RATING_COLUMNS } from '../reports/publication/publication.rules.ts';
import type { Publication, PublicCorrection, PublicFigure, PublicParticipation } from '../reports/publication/publication.schema.ts';
import { SUBMISSIONS } from '../reviews.schema.ts';
import { translateReviewPages } from './texts.ts';

const STYLE = inlineBlock(
  `.rv>*{max-width:none}.rv p,.rv>ul{max-width:740px}.rv .scroll{position:relative;overflow-x:auto;margin-top:12px}.rv table{border-collapse:collapse;font-size:15px;line-height:22px;font-variant-numeric:tabular-nums}.rv caption{text-align:start;color:var(--muted);padding-bottom:6px}.rv th,.rv td{padding-block:6px;padding-inline:0 14px;border-bottom:1px solid var(--soft);text-align:end;vertical-align:top;font-weight:400}.rv th:first-child{text-align:start;min-width:220px;max-width:420px}.rv thead th{font-weight:600;border-color:var(--line);vertical-align:bottom;max-width:150px}.rv .head{display:none}.rv article{border-top:1px solid var(--line);padding-top:14px;margin-top:18px}.rv blockquote{margin:10px 0 0;padding-inline-start:14px;border-inline-start:2px solid var(--ink)}.rv .corrected{font-size:13px;line-height:20px;font-weight:600}.rv .hash{font-size:13px;line-height:20px;overflow-wrap:anywhere}@media screen and (max-width:899px){.rv table,.rv caption,.rv tbody,.rv tr,.rv th,.rv td{display:block}.rv th:first-child{min-width:0}.rv thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.rv tbody tr{padding-block:8px;border-bottom:1px solid var(--line)}.rv tbody th,.rv td{border:0;padding:2px 0}.rv tbody th{font-weight:600}.rv td{display:flex;justify-content:space-between;gap:12px}.rv .head{display:inline;text-align:start;color:var(--muted)}}@media print{.rv table,.rv .corrected{font-size:8pt;line-height:11pt}}`,
);
type Round = Publication & { sha256: string; publishedAt: string };
type Key = Parameters<typeof translateReviewPages>[1];
type PageWords = Words<Key>;
const GROUPS = ['ally', 'contributor', 'headquarters', 'operation', 'contractor', 'partner'];

const page = (title: string, words: PageWords, body: Html, shown: HtmlValue = title): PageContent => ({
  title,
  description: words.plain('description'),
  body: html`<div class="wrap prose rv"><h1>${shown}</h1>${body}</div>`,
  style: STYLE,
});
const addressOf = (words: PageWords, query: string) => `${addressIn(words.language, '/reviews')}?${query}`;

/** Every published round, newest first, or a note that there is none yet. */
export function roundsContent({ language }: PageContext, rounds: readonly Round[]): PageContent {
  const words = wordsIn(language, translateReviewPages);
  const list = html`<ul>${rounds.map(
    ({ round, adoptedOn }) =>
      html`<li><a href="${addressOf(words, `round=${round.id}`)}">${words.data(round.title)}</a><br><span class="small m">${words.text('adopted', { day: words.day(adoptedOn, 'long') })}</span></li>`,
  )}</ul>`;
  return page(
    words.plain('title'),
    words,
    html`<p class="lead">${words.text('lead')}</p>${rounds.length === 0 ? html`<p>${words.text('none')}</p>` : list}<p><a href="${addressIn(words.language, '/returns')}">${words.text('returns')}</a></p>`,
    words.text('title'),
  );
}

/** Shown for an address under which nothing is published. */
export function missingContent({ language }: PageContext): PageContent {
  const words = wordsIn(language, translateReviewPages);
  const back = html`<p><a href="${addressIn(words.language, '/reviews')}">${words.text('back')}</a></p>`;
  return page(words.plain('title'), words, html`<p class="lead">${words.text('missing')}</p>${back}`, words.text('title'));
}

/** One published round: which parties answered, which participations are published, and the counts of each rating per obligation. */
export function roundContent(
  { language }: PageContext,
  round: Round,
  corrections: readonly PublicCorrection[],
  edition: Edition,
): PageContent {
  const words = wordsIn(language, translateReviewPages);
  const { text } = words;
  const authority = round.round.authority;
  const groups = round.answered.toSorted((a, b) => GROUPS.indexOf(a.id) - GROUPS.indexOf(b.id));
  const order = new Map(edition.obligations.map((obligation, index) => [obligation.id, index]));
  const rated = round.rated.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const parties = round.parties.toSorted((a, b) => words.compare(words.plainData(a.names), words.plainData(b.names)));
  const link = (id: string, name: HtmlValue) => html`<a href="${addressOf(words, `round=${round.round.id}&party=${id}`)}">${name}</a>`;
  const ratings = round.round.findingsOnly
    ? html`<p>${text('findings-only')}</p>`
    : html`<h2>${text('rated.title')}</h2>${noteOf(corrections, words)}${table(
        words,
        'rated.caption',
        'rated.obligation',
        [
          text('rated.asked'),
          text('rated.answered'),
          ...RATING_COLUMNS.map((column) => text(column === 'other' || column === 'none' ? `rated.${column}` : column)),
        ],
        rated.map(({ asked, answeredBy, ...row }) => ({ ...row, cells: [asked, answeredBy, ...row.cells] })),
        (row) => html`${obligationName(edition, words, row.id)}${correctedFigure(corrections, words, row.id)}`,
      )}
<p class="small m">${text('rated.released')} ${words.text('small', { n: round.smallest })}</p>`;
  const body = html`<p class="lead">${authority === null ? text('no-authority') : words.text('authority', { name: words.plainData(authority) })} ${words.text('adopted', { day: words.day(round.adoptedOn, 'long') })}.</p>
<p class="note">${text('reading')}</p>
<h2>${text('answered.title')}</h2>${table(
    words,
    'answered.caption',
    'group',
    SUBMISSIONS.map((kind) => text(`answered.${kind}`)),
    groups,
    (row) => text(groupKey(row.id)),
  )}
<p class="small m">${text('nil.means')} ${words.text('small', { n: round.smallest })}</p>
<h2>${text('parties.title')}</h2>${
    parties.length === 0
      ? html`<p>${text('parties.none')}</p>`
      : html`<p>${text('parties.lead')}</p><ul>${parties.map(
          (party) =>
            html`<li>${link(party.id, words.data(party.names))}${text('colon')} ${text(`answered.${party.answered}`)}${party.voluntary && html` (${text('voluntary')})`}</li>`,
        )}</ul>`
  }
${ratings}<p class="hash m">${words.text('hashes', { report: round.report, own: round.sha256 })}</p><p><a href="${addressIn(words.language, '/reviews')}">${text('back')}</a></p>`;
  return page(words.plainData(round.round.title), words, body, words.data(round.round.title));
}

/** One party's published participation: its ratings, findings and comments. */
export function participationContent(
  { language }: PageContext,
  { round }: Round,
  participation: PublicParticipation,
  corrections: readonly PublicCorrection[],
  edition: Edition,
): PageContent {
  const words = wordsIn(language, translateReviewPages);
  const { text, plain } = words;
  const voluntary = participation.voluntary && html` (${text('voluntary')})`;
  const findings = participation.findings.map(
    (finding) => html`<article><h3>${text(`grade.${finding.grade}`)}${text('colon')} ${finding.title}</h3><p>${finding.text}</p>
<p class="small m">${words.text('participation.clauses', { list: finding.clauses.join(', ') })} · ${words.text('participation.owner', { owner: finding.owner, day: words.day(finding.due) })}</p></article>`,
  );
  const comments = participation.comments.map((comment) => {
    const obligation =
      comment.obligation === null
        ? null
        : `${obligationNumber(comment.obligation)} ${words.plainData(edition.obligation(comment.obligation).title)}`;
    const what = comment.finding ?? obligation;
    return html`<article>${what !== null && html`<p class="small m">${words.text('participation.on', { what })}</p>`}<blockquote>${comment.text}</blockquote>${
      comment.decision !== null && html`<p>${words.text(`decision.${comment.decision}`, { reason: comment.reason ?? '' })}</p>`
    }</article>`;
  });
  const body = html`<p class="lead">${words.text('participation.answer', { answer: plain(`answered.${participation.answered}`) })}${voluntary}</p>
<p><a href="${addressOf(words, `round=${round.id}`)}">${words.text('back-round', { title: words.plainData(round.title) })}</a></p>
<h2>${text('participation.findings')}</h2>${findings.length === 0 ? html`<p>${text('participation.no-findings')}</p>` : findings}
<h2>${text('participation.comments')}</h2>${comments.length === 0 ? html`<p>${text('participation.no-comments')}</p>` : comments}
${round.findingsOnly ? html`<p>${text('findings-only')}</p>` : ratingsOf(participation, corrections, edition, words)}`;
  return page(words.plainData(participation.names), words, body, words.data(participation.names));
}

function ratingsOf(participation: PublicParticipation, all: readonly PublicCorrection[], edition: Edition, words: PageWords): Html {
  const { text } = words;
  const corrections = all.filter(({ partyId }) => partyId === participation.id);
  const corrected = new Map(corrections.map((one) => [one.obligationId, one]));
  return html`<h2>${text('participation.ratings')}</h2>${noteOf(corrections, words)}<ul>${participation.obligations.map(
    (obligation) =>
      html`<li>${obligationName(edition, words, obligation.id)}${text('colon')} <b>${obligation.rating === null ? text('participation.unrated') : text(obligation.rating)}</b>${correctedMark(corrected.get(obligation.id), words)}</li>`,
  )}</ul>`;
}

// A rating that is known to be wrong says so next to the mark as adopted. The corrected rating is shown only where it is public.
function correctedMark(correction: PublicCorrection | undefined, words: PageWords): Html | null {
  if (correction === undefined) return null;
  const { status, correctedOn } = correction;
  const [day, key] = [words.day(correctedOn, 'long'), status === null ? 'corrected.hidden' : 'corrected.mark'] as const;
  return html`<br><span class="corrected">${words.text(key, { day, status: status === null ? '' : words.plain(status) })}</span>`;
}

function correctedFigure(all: readonly PublicCorrection[], words: PageWords, id: string): Html | null {
  const days = all.filter(({ obligationId }) => obligationId === id).map(({ correctedOn }) => correctedOn);
  if (days.length === 0) return null;
  return html`<br><span class="corrected">${words.text('corrected.figure', { n: days.length, day: words.day(days.toSorted().at(-1)!, 'long') })}</span>`;
}

const noteOf = (corrections: readonly PublicCorrection[], words: PageWords) =>
  corrections.length > 0 && html`<p class="note">${words.text('corrected.note', { n: corrections.length })}</p>`;

function table(
  words: PageWords,
  caption: Key,
  first: Key,
  columns: readonly HtmlValue[],
  rows: readonly PublicFigure[],
  nameOf: (row: PublicFigure) => HtmlValue,
): Html {
  const heads = [...columns, words.text('total')];
  // On a narrow window each row is a block with the name of the column next to each figure. A suppressed figure is written in words for screen readers.
  const figure = (count: number | null, column: number) =>
    html`<td><span class="head" aria-hidden="true">${heads[column]}</span>${
      count === null ? html`<span><span aria-hidden="true">–</span><span class="hidden">${words.text('left-out')}</span></span>` : count
    }</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.plain(caption)}"><table><caption>${words.text(caption)}</caption><thead><tr><th scope="col">${words.text(first)}</th>${heads.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${nameOf(row)}</th>${[...row.cells, row.total].map(figure)}</tr>`)}</tbody></table></div>`;
}

function obligationName(edition: Edition, words: PageWords, id: string): Html {
  const obligation = edition.obligation(id);
  return html`${obligationNumber(id)} ${words.data(obligation.title)}${obligation.reconstructed && html` <span class="small m">(${words.text('reconstructed')})</span>`}`;
}

function groupKey(group: string): Key {
  return GROUPS.includes(group) ? (`group.${group}` as Key) : 'group.other';
}
