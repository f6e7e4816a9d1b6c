import { OWNER_KINDS, type OwnerKind } from '#kernel/roles.ts';
import { formatDay, type Locale } from '#platform/texts/texts.ts';
import { type Html, html } from '#site/html.ts';
import { addressIn, type PageContent, type PageContext } from '#site/public-page.ts';
import { inlineBlock } from '#site/style.ts';
import type { Edition } from '../catalogue.ts';
import type { Clause, Obligation, Strength } from '../policy.schema.ts';
import { say } from './texts.ts';

const STYLE =
  inlineBlock(`.policy{padding-block:40px 56px}.policy>.cols{display:grid;grid-template-columns:252px minmax(0,740px);gap:56px;margin-top:36px}
.policy nav{font-size:15px;line-height:22px;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:4px}.policy nav a{display:grid;grid-template-columns:32px 1fr;padding:5px 0;text-decoration:none;color:var(--ink)}.policy nav a:hover span{text-decoration:underline}.policy nav b{color:var(--muted)}
.clause{border-top:1px solid var(--line);padding:22px 0 24px}.clause:first-child{border:0;padding-top:0}.clause h2{display:grid;grid-template-columns:48px 1fr}.clause>:not(h2){margin-inline-start:48px}.clause>p{margin-top:8px}.chips{display:flex;flex-wrap:wrap;gap:6px 8px}
details{margin-top:12px}summary{cursor:pointer;font-size:15px;font-weight:600;color:var(--brand);padding-block:9px;margin-block:-6px}
.duty{border-top:1px solid var(--soft);padding:12px 0;font-size:16px;line-height:25px}.duty:first-child{margin-top:8px}.duty h3{font-size:16px;display:flex;flex-wrap:wrap;gap:2px 10px;align-items:baseline}.duty h3 span{color:var(--muted);font-weight:400}.duty .small{margin-top:4px;color:var(--muted)}
.read{border-top:1px solid var(--line);padding-top:28px}.read dt{font-weight:600;margin-top:14px}
@media(max-width:1023px){.policy>.cols{grid-template-columns:minmax(0,1fr);gap:24px}.policy nav{position:static;max-height:none;columns:2;column-gap:32px}.policy nav a{break-inside:avoid;padding:9px 0}}
@media(max-width:767px){.policy{padding-block:24px 36px}.policy nav{columns:1}.clause h2{grid-template-columns:38px 1fr}.clause>:not(h2){margin-inline-start:0}summary{padding-block:12px}}
@media print{.policy nav{display:none}.policy>.cols{display:block}details::details-content{content-visibility:visible;block-size:auto}summary{display:none}.duty,.duty h3{font-size:9pt;line-height:13pt;break-inside:avoid}}`);

/** The policy in plain words: every clause, how strongly it binds, and folded below it each duty with who owes it. */
export function policyContent({ locale, path }: PageContext, edition: Edition): PageContent {
  const lead = say(locale, 'policy.lead', { title: edition.title[locale], adopted: formatDay(locale, edition.adopted, 'long') });
  const title = edition.incomplete ? edition.title[locale] : say(locale, 'policy.title');
  const here = addressIn(locale, path);
  const body = html`<div class="wrap policy"><h1>${title}</h1>${edition.incomplete && html`<p class="note"><b>${say(locale, 'policy.incomplete')}</b> <a href="${here}">${say(locale, 'policy.in-use')}</a></p>`}<p class="lead">${lead} ${edition.successors.map(
    (one) =>
      html`${one.note[locale]} ${one.edition && html`<a href="${here}?edition=${one.edition}">${say(locale, 'policy.read-draft')}</a> `}`,
  )}</p>
<div class="cols"><nav aria-label="${say(locale, 'policy.contents')}"><ul>${edition.clauses.map((clause) => html`<li><a href="#${clause.id}"><b>${clause.id}</b><span>${clause.title[locale]}</span></a></li>`)}</ul></nav>
<div>${edition.clauses.map((clause) =>
    clauseSection(
      locale,
      clause,
      edition.obligations.filter((row) => row.clause === clause.id),
      edition,
    ),
  )}
<section class="read"><h2>${say(locale, 'policy.note')}</h2><p>${edition.note[locale]}</p><p class="m">${say(locale, 'policy.strength-note')}</p></section>
${edition.readings.length > 0 && html`<section class="read"><h2>${say(locale, 'policy.readings')}</h2><dl>${edition.readings.map((one) => html`<dt>${one.question[locale]}</dt><dd>${one.answer[locale]}</dd>`)}</dl></section>`}</div></div></div>`;
  return { title, description: say(locale, 'policy.description'), body, style: STYLE };
}

function clauseSection(locale: Locale, clause: Clause, duties: readonly Obligation[], { incomplete, mapping }: Edition): Html {
  return html`<section class="clause" id="${clause.id}"><h2><span class="m">${clause.id}</span><span>${clause.title[locale]}</span></h2>
<p class="chips">${strength(locale, clause.strength)}${incomplete && html`<span class="chip warn">${say(locale, 'policy.incomplete-chip')}</span>`}${clause.reconstructed && html`<span class="chip warn">${say(locale, 'policy.reconstructed')}</span>`}</p>
<p>${clause.plain[locale]}</p><p class="small m">${say(locale, 'policy.owed-by', {
    owners: ownerWords(
      locale,
      duties.flatMap((duty) => duty.owners),
    ),
  })}</p>
<details><summary>${say(locale, 'policy.duties', { n: duties.length })}</summary><ul>${duties.map((duty) => dutyItem(locale, duty, mapping?.rows.find((row) => row.obligation === duty.id)?.of))}</ul></details></section>
`;
}

function dutyItem(locale: Locale, duty: Obligation, takesUp: readonly string[] | undefined): Html {
  const owners = ownerWords(locale, duty.owners);
  return html`<li class="duty"><h3><span>${duty.id}</span>${duty.title[locale]} ${strength(locale, duty.strength)}${duty.reconstructed && html`<span class="chip warn">${say(locale, 'policy.reconstructed')}</span>`}</h3>
<p>${duty.statement[locale]}</p><p class="small">${say(locale, 'policy.owed-by', { owners })}<br>${say(locale, 'policy.action', { action: duty.action[locale] })}<br>${say(locale, 'policy.recurrence', { recurrence: duty.recurrence[locale] })}${
    takesUp && html`<br>${say(locale, 'policy.takes-up', { duties: takesUp.join(', ') })}`
  }${duty.confidence && html`<br>${say(locale, 'policy.confidence', { level: say(locale, `confidence.${duty.confidence}`) })}`}</p></li>`;
}

const strength = (locale: Locale, value: Strength): Html => html`<span class="chip">${say(locale, `strength.${value}`)}</span>`;

/** Each owner once, in the order of the house, which is neither a rank nor the order of a file. */
function ownerWords(locale: Locale, owners: readonly OwnerKind[]): string {
  return OWNER_KINDS.filter((owner) => owners.includes(owner))
    .map((owner) => say(locale, `owner.${owner}`))
    .join(', ');
}
