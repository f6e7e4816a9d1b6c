import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { OWNER_KINDS, type OwnerKind } from '#kernel/party-kinds.ts';
import { type Html, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import { type Words, wordsIn } from '#site/words.ts';
import type { Edition } from '../catalogue.ts';
import type { PublicText } from '../official-texts/official-text.schema.ts';
import type { PublicDecision } from '../parameters/parameter.schema.ts';
import type { Clause, Obligation, Strength } from '../policy.schema.ts';
import { decisionsSection } from './office/decisions.ts';
import { translateOfficePages } from './office/texts.ts';
import { translatePolicyPages } from './texts.ts';

const STYLE =
  inlineBlock(`.policy{padding-block:40px 56px}.policy>.cols{display:grid;grid-template-columns:252px minmax(0,740px);gap:56px;margin-top:36px}
.policy nav{font-size:15px;line-height:22px;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:4px}.policy nav a{display:grid;grid-template-columns:minmax(32px,max-content) 1fr;column-gap:6px;padding:5px 0;text-decoration:none;color:var(--ink)}.policy nav a:hover span{text-decoration:underline}.policy nav b{color:var(--muted)}
.clause{border-top:1px solid var(--line);padding:22px 0 24px}.clause:first-child{border:0;padding-top:0}.policy>.note{margin-top:16px}.clause h2{display:grid;grid-template-columns:minmax(48px,max-content) 1fr;column-gap:8px}.clause>:not(h2){margin-inline-start:48px}.clause>p{margin-top:8px}.chips{display:flex;flex-wrap:wrap;gap:6px 8px}
.parts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,220px),1fr));gap:16px 32px;margin-top:14px}.parts h3{font-size:15px}.parts li{border-top:1px solid var(--soft);padding:4px 0;font-size:16px;line-height:24px}
.note a{overflow-wrap:anywhere}.words{white-space:pre-wrap;overflow-wrap:anywhere;margin:8px 0 0;padding-inline-start:14px;border-inline-start:3px solid var(--line)}details{margin-top:12px}summary{cursor:pointer;font-size:15px;font-weight:600;color:var(--brand);padding-block:9px;margin-block:-6px}
.obligation{border-top:1px solid var(--soft);padding:12px 0;font-size:16px;line-height:25px}.obligation:first-child{margin-top:8px}.obligation h3{font-size:16px;display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline}.obligation h3 span{color:var(--muted);font-weight:400}.obligation .small{margin-top:4px;color:var(--muted)}
.read{border-top:1px solid var(--line);padding-top:28px}.read dt{font-weight:600;margin-top:14px}
@media(max-width:1023px){.policy>.cols{grid-template-columns:minmax(0,1fr);gap:24px}.policy nav{position:static;max-height:none;columns:2;column-gap:32px}.policy nav a{break-inside:avoid;padding:9px 0}}
@media(max-width:767px){.policy{padding-block:24px 36px}.policy nav{columns:1}.clause h2{grid-template-columns:minmax(38px,max-content) 1fr}.clause>:not(h2){margin-inline-start:0}summary{padding-block:12px}}
@media print{.policy nav{display:none}.policy>.cols{display:block}details::details-content{content-visibility:visible;block-size:auto}summary{display:none}.obligation,.obligation h3{font-size:9pt;line-height:13pt;break-inside:avoid}}`);

/** What the policy office added to an edition: official texts that may be published, and decisions on its parameters. */
export type OfficeAdditions = { readonly texts: readonly PublicText[]; readonly decisions: readonly PublicDecision[] };

type PageWords = Words<Parameters<typeof translatePolicyPages>[1]>;

/**
 * The policy in plain words: every clause, how strongly it binds, and folded below it its official text where it may be published, and each obligation with its
 * owner. `added` null: what the policy office added could not be read, and the page says nothing about it.
 */
export function policyContent({ language, path }: PageContext, edition: Edition, added: OfficeAdditions | null): PageContent {
  const texts = added?.texts ?? null;
  const words = wordsIn(language, translatePolicyPages);
  const lead = words.text('policy.lead', { title: words.plainData(edition.title), adopted: words.day(edition.adopted, 'long') });
  const title = edition.incomplete ? words.plainData(edition.title) : words.plain('policy.title');
  const here = addressIn(words.language, path);
  const body = html`<div class="wrap policy"><h1>${edition.incomplete ? words.data(edition.title) : words.text('policy.title')}</h1>${edition.incomplete && html`<p class="note"><b>${words.text('policy.incomplete')}</b> <a href="${here}">${words.text('policy.in-use')}</a></p>`}<p class="lead">${lead} ${edition.successors.map(
    (one) =>
      html`${words.data(one.note)} ${one.edition && html`<a href="${here}?edition=${one.edition}">${words.text('policy.read-draft')}</a> `}`,
  )}</p>${texts?.length === 0 && notHeld(words, edition)}
<div class="cols"><nav aria-label="${words.plain('policy.contents')}"><ul>${edition.clauses.map((clause) => html`<li><a href="#${clause.id}"><b>${clause.id}</b><span>${words.data(clause.title)}</span></a></li>`)}</ul></nav>
<div>${edition.clauses.map((clause) =>
    clauseSection(
      words,
      clause,
      edition.obligations.filter((row) => row.clause === clause.id),
      edition,
      textFor(texts ?? [], clause.id, words.language.code),
    ),
  )}
<section class="read"><h2>${words.text('policy.note')}</h2><p>${words.data(edition.note)}</p><p class="m">${words.text('policy.strength-note')}</p></section>
${edition.readings.length > 0 && html`<section class="read"><h2>${words.text('policy.readings')}</h2><dl>${edition.readings.map((one) => html`<dt>${words.data(one.question)}</dt><dd>${words.data(one.answer)}</dd>`)}</dl></section>`}${decisionsSection(words.language, edition, added?.decisions ?? [])}</div></div></div>`;
  return { title, description: words.plain('policy.description'), body, style: STYLE };
}

function clauseSection(
  words: PageWords,
  clause: Clause,
  obligations: readonly Obligation[],
  { incomplete, mapping }: Edition,
  official: PublicText | undefined,
): Html {
  const office = wordsIn(words.language, translateOfficePages);
  return html`<section class="clause" id="${clause.id}"><h2><span class="m">${clause.id}</span><span>${words.data(clause.title)}</span></h2>
<p class="chips">${strength(words, clause.strength)}${incomplete && html`<span class="chip warn">${words.text('policy.incomplete-chip')}</span>`}${clause.reconstructed && html`<span class="chip warn">${words.text('policy.reconstructed')}</span>`}</p>
<p>${words.data(clause.plain)}</p>${
    clause.parts.length > 0 &&
    html`<div class="parts">${clause.parts.map((part) => html`<div><h3>${words.data(part.title)}</h3><ul>${part.items.map((item) => html`<li>${words.data(item)}</li>`)}</ul></div>`)}</div>`
  }<p class="small m">${words.text('policy.owed-by', {
    owners: ownerWords(
      words,
      obligations.flatMap((obligation) => obligation.owners),
    ),
  })}</p>
${official && html`<details><summary>${office.text('official')}</summary><blockquote class="words" lang="${official.language}">${official.body}</blockquote><p class="small m">${office.text('official-source', { authority: official.authority, source: official.source, day: words.day(official.readOn, 'long') })}</p></details>`}
<details><summary>${words.text('policy.obligations', { n: obligations.length })}</summary><ul>${obligations.map((obligation) => obligationItem(words, obligation, mapping?.rows.find((row) => row.obligation === obligation.id)?.of))}</ul></details></section>
`;
}

/** The official text of a clause in the language of the page, or in the first language that has it. */
function textFor(texts: readonly PublicText[], clauseId: string, language: string): PublicText | undefined {
  const ofClause = texts.filter((text) => text.clauseId === clauseId);
  return ofClause.find((text) => text.language === language) ?? ofClause.find((text) => text.language === DEFAULT_LOCALE) ?? ofClause[0];
}

function notHeld(words: PageWords, { adoption, authority }: Edition): Html {
  const address = adoption?.address;
  const office = wordsIn(words.language, translateOfficePages);
  return html`<p class="note">${office.text('official-none')} ${address && html`${office.text('official-at', { authority: words.plainData(authority) })} <a href="${address}" rel="noopener noreferrer">${address}</a>`}</p>`;
}

function obligationItem(words: PageWords, obligation: Obligation, takesUp: readonly string[] | undefined): Html {
  const owners = ownerWords(words, obligation.owners);
  return html`<li class="obligation"><h3><span>${obligation.id}</span>${words.data(obligation.title)} ${strength(words, obligation.strength)}${obligation.reconstructed && html`<span class="chip warn">${words.text('policy.reconstructed')}</span>`}</h3>
<p>${words.data(obligation.statement)}</p><p class="small">${words.text('policy.owed-by', { owners })}<br>${words.text('policy.action', { action: words.plainData(obligation.action) })}<br>${words.text('policy.recurrence', { recurrence: words.plainData(obligation.recurrence) })}${
    takesUp && html`<br>${words.text('policy.takes-up', { obligations: takesUp.join(', ') })}`
  }${obligation.confidence && html`<br>${words.text('policy.confidence', { level: words.plain(`confidence.${obligation.confidence}`) })}`}</p></li>`;
}

const strength = (words: PageWords, value: Strength): Html => html`<span class="chip">${words.text(`strength.${value}`)}</span>`;

/** Each owner once, in the order in which the product lists parties, which is neither a ranking nor the order of a file. */
function ownerWords(words: PageWords, owners: readonly OwnerKind[]): string {
  return OWNER_KINDS.filter((owner) => owners.includes(owner))
    .map((owner) => words.plain(`owner.${owner}`))
    .join(', ');
}
