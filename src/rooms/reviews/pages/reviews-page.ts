import { RETURN_KINDS } from '#kernel/status.ts';
import { collator, formatDay, type Locale } from '#platform/texts/texts.ts';
import { dutyNumber, type Edition } from '#rooms/policy/index.ts';
import { type Html, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { RATING_COLUMNS } from '../reports/publication/publication.rules.ts';
import type { Publication, PublicFigure, PublicPart } from '../reports/publication/publication.schema.ts';
import { say } from './texts.ts';

const STYLE = inlineBlock(
  `.rv>*{max-width:none}.rv p,.rv>ul{max-width:740px}.rv .scroll{position:relative;overflow-x:auto;margin-top:12px}.rv table{border-collapse:collapse;font-size:15px;line-height:22px;font-variant-numeric:tabular-nums}.rv caption{text-align:start;color:var(--muted);padding-bottom:6px}.rv th,.rv td{padding:6px 14px 6px 0;border-bottom:1px solid var(--soft);text-align:end;vertical-align:top;font-weight:400}.rv th:first-child{text-align:start;min-width:220px;max-width:420px}.rv thead th{font-weight:600;border-color:var(--line);vertical-align:bottom;max-width:150px}.rv article{border-top:1px solid var(--line);padding-top:14px;margin-top:18px}.rv blockquote{margin:10px 0 0;padding-inline-start:14px;border-inline-start:2px solid var(--ink)}.rv .hash{font-size:13px;line-height:20px;overflow-wrap:anywhere}@media print{.rv table{font-size:8pt;line-height:11pt}}`,
);
type Round = Publication & { sha256: string; publishedAt: string };
type Key = Parameters<typeof say>[1];
const GROUPS = ['ally', 'contributor', 'headquarters', 'operation', 'contractor', 'partner'];

const page = (title: string, locale: Locale, body: Html): PageContent => ({
  title,
  description: say(locale, 'description'),
  body: html`<div class="wrap prose rv"><h1>${title}</h1>${body}</div>`,
  style: STYLE,
});
const addressOf = (locale: Locale, query: string) => `${addressIn(locale, '/reviews')}?${query}`;

/** Every published round, the newest first; or that there is none yet. */
export function roundsContent({ locale }: PageContext, rounds: readonly Round[]): PageContent {
  const list = html`<ul>${rounds.map(
    ({ round, adoptedOn }) =>
      html`<li><a href="${addressOf(locale, `round=${round.id}`)}">${round.title[locale]}</a><br><span class="small m">${say(locale, 'adopted', { day: formatDay(locale, adoptedOn, 'long') })}</span></li>`,
  )}</ul>`;
  return page(
    say(locale, 'title'),
    locale,
    html`<p class="lead">${say(locale, 'lead')}</p>${rounds.length === 0 ? html`<p>${say(locale, 'none')}</p>` : list}<p><a href="${addressIn(locale, '/returns')}">${say(locale, 'returns')}</a></p>`,
  );
}

/** What an address says that nothing is published under. */
export function missingContent({ locale }: PageContext): PageContent {
  const back = html`<p><a href="${addressIn(locale, '/reviews')}">${say(locale, 'back')}</a></p>`;
  return page(say(locale, 'title'), locale, html`<p class="lead">${say(locale, 'missing')}</p>${back}`);
}

/** One published round: who answered, whose part may be read, how many were rated how on each duty. */
export function roundContent({ locale }: PageContext, round: Round, edition: Edition): PageContent {
  const text = (key: Key) => say(locale, key);
  const authority = round.round.authority;
  const compare = collator(locale);
  const groups = round.answered.toSorted((a, b) => GROUPS.indexOf(a.id) - GROUPS.indexOf(b.id));
  const order = new Map(edition.obligations.map((duty, index) => [duty.id, index]));
  const rated = round.rated.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const parties = round.parties.toSorted((a, b) => compare(a.names[locale], b.names[locale]));
  const link = (id: string, name: string) => html`<a href="${addressOf(locale, `round=${round.round.id}&party=${id}`)}">${name}</a>`;
  const body = html`<p class="lead">${authority === null ? text('no-authority') : say(locale, 'authority', { name: authority[locale] })} ${say(locale, 'adopted', { day: formatDay(locale, round.adoptedOn, 'long') })}.</p>
<p class="note">${text('reading')}</p>
<h2>${text('answered.title')}</h2>${table(
    locale,
    'answered.caption',
    'group',
    RETURN_KINDS.map((kind) => text(`answered.${kind}`)),
    groups,
    (row) => text(groupKey(row.id)),
  )}
<p class="small m">${text('nil.means')} ${say(locale, 'small', { n: round.smallest })}</p>
<h2>${text('parties.title')}</h2>${
    parties.length === 0
      ? html`<p>${text('parties.none')}</p>`
      : html`<p>${text('parties.lead')}</p><ul>${parties.map(
          (party) =>
            html`<li>${link(party.id, party.names[locale])}: ${text(`answered.${party.answered}`)}${party.voluntary && ` (${text('voluntary')})`}</li>`,
        )}</ul>`
  }
<h2>${text('rated.title')}</h2>${table(
    locale,
    'rated.caption',
    'rated.duty',
    RATING_COLUMNS.map((column) => text(`rated.${column}`)),
    rated,
    (row) => dutyName(edition, locale, row.id),
  )}
<p class="small m">${say(locale, 'small', { n: round.smallest })}</p>
<p class="hash m">${say(locale, 'seal', { report: round.report, own: round.sha256 })}</p><p><a href="${addressIn(locale, '/reviews')}">${text('back')}</a></p>`;
  return page(round.round.title[locale], locale, body);
}

/** One party's published part: its ratings, the findings, and what it says to them. */
export function partContent({ locale }: PageContext, { round }: Round, part: PublicPart, edition: Edition): PageContent {
  const text = (key: Key) => say(locale, key);
  const voluntary = part.voluntary ? ` (${text('voluntary')})` : '';
  const findings = part.findings.map(
    (finding) => html`<article><h3>${text(`grade.${finding.grade}`)}: ${finding.title}</h3><p>${finding.text}</p>
<p class="small m">${say(locale, 'part.clauses', { list: finding.clauses.join(', ') })} · ${say(locale, 'part.owner', { owner: finding.owner, day: formatDay(locale, finding.due) })}</p></article>`,
  );
  const comments = part.comments.map((comment) => {
    const duty = comment.duty === null ? null : `${dutyNumber(comment.duty)} ${edition.obligation(comment.duty).title[locale]}`;
    const what = comment.finding ?? duty;
    return html`<article>${what !== null && html`<p class="small m">${say(locale, 'part.on', { what })}</p>`}<blockquote>${comment.text}</blockquote>${
      comment.decision !== null && html`<p>${say(locale, `decision.${comment.decision}`, { reason: comment.reason ?? '' })}</p>`
    }</article>`;
  });
  const body = html`<p class="lead">${say(locale, 'part.answer', { answer: text(`answered.${part.answered}`) })}${voluntary}</p>
<p><a href="${addressOf(locale, `round=${round.id}`)}">${say(locale, 'back-round', { title: round.title[locale] })}</a></p>
<h2>${text('part.findings')}</h2>${findings.length === 0 ? html`<p>${text('part.no-findings')}</p>` : findings}
<h2>${text('part.comments')}</h2>${comments.length === 0 ? html`<p>${text('part.no-comments')}</p>` : comments}
<h2>${text('part.ratings')}</h2><ul>${part.duties.map(
    (duty) =>
      html`<li>${dutyName(edition, locale, duty.id)}: <b>${duty.rating === null ? text('part.unrated') : text(`status.${duty.rating}`)}</b></li>`,
  )}</ul>`;
  return page(part.names[locale], locale, body);
}

function table(
  locale: Locale,
  caption: Key,
  first: Key,
  columns: readonly string[],
  rows: readonly PublicFigure[],
  nameOf: (row: PublicFigure) => Html | string,
): Html {
  // A figure left out is said in words to whoever hears the page.
  const figure = (count: number | null) =>
    count === null
      ? html`<td><span aria-hidden="true">–</span><span class="hidden">${say(locale, 'left-out')}</span></td>`
      : html`<td>${count}</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${say(locale, caption)}"><table><caption>${say(locale, caption)}</caption><thead><tr><th scope="col">${say(locale, first)}</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">${say(locale, 'total')}</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${nameOf(row)}</th>${row.cells.map(figure)}${figure(row.total)}</tr>`)}</tbody></table></div>`;
}

function dutyName(edition: Edition, locale: Locale, id: string): Html {
  const duty = edition.obligation(id);
  return html`${dutyNumber(id)} ${duty.title[locale]}${duty.reconstructed && html` <span class="small m">(${say(locale, 'reconstructed')})</span>`}`;
}

function groupKey(group: string): Key {
  return GROUPS.includes(group) ? (`group.${group}` as Key) : 'group.other';
}
