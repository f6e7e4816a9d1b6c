import { type HtmlValue, html } from './html.ts';
import { ARROW, mark } from './marks.ts';
import { addressIn, type PageContext, type PublicPage } from './public-page.ts';
import { inlineBlock } from './style.ts';
import { translateSite } from './texts.ts';
import { type Words, wordsIn } from './words.ts';

/** The figures on treaties: today's Allies, those bound by both UN treaties, and the first and last year of the sources. */
export type TreatyFact = { allies: number; bound: number; firstYear: string; lastYear: string };

const STYLE =
  inlineBlock(`.hero{padding:56px 0 40px}.doors{display:grid;grid-template-columns:repeat(3,1fr);border:1px solid var(--line);border-radius:8px}
.doors a{display:flex;flex-direction:column;padding:24px 28px 22px;text-decoration:none;color:var(--ink);min-height:212px}.doors a:hover h2{text-decoration:underline}.doors a+a{border-inline-start:1px solid var(--line)}
.doors h2{font-size:21px;line-height:28px;letter-spacing:-.014em;color:var(--brand)}.doors p{font-size:16px;line-height:25px;margin-top:6px;text-wrap:pretty}
.doors small{margin-top:auto;padding-top:14px;font-size:14px;line-height:20px;color:var(--muted);display:flex;justify-content:space-between;align-items:flex-end;gap:16px}.arrow{color:var(--brand)}
.two{display:grid;grid-template-columns:minmax(0,1fr) 384px;gap:72px;padding:52px 0 56px}.two h2{margin-bottom:14px}
.steps li{display:grid;grid-template-columns:10px 132px 1fr;gap:0 10px;padding:11px 0;border-top:1px solid var(--line);font-size:16px;line-height:25px}.steps li:last-child,.marks{border-bottom:1px solid var(--line)}
.marks li{display:flex;gap:12px;padding:7px 0;border-top:1px solid var(--line);font-size:15px;line-height:24px}.marks+p{font-size:15px;line-height:24px;padding-top:12px}
.strip{background:var(--ground);border-top:1px solid var(--line)}.strip .wrap{padding-block:24px}.strip+*{margin:0}
@media(max-width:1023px){.two{grid-template-columns:1fr;gap:36px;padding:36px 0 32px}}
@media(max-width:767px){.hero{padding:24px 0}.doors{grid-template-columns:1fr}.doors a{padding:16px 18px;min-height:0}.doors a+a{border-inline-start:0;border-top:1px solid var(--line)}.doors small{padding-top:10px}.doors h2{font-size:19px}.two h2{margin-bottom:10px}.steps li{grid-template-columns:10px 1fr;padding:10px 0}.steps span{grid-column:1/-1}}
@media print{.doors a{min-height:0;padding:8pt}.two{padding:14pt 0;gap:24pt;grid-template-columns:1fr 220pt}.hero{padding:8pt 0}.steps li,.marks li,.doors p,.doors small,.marks+p,.note{font-size:9pt;line-height:13pt;padding-block:3pt}}`);

const STEPS = ['1', '2', '3', '4', '5'] as const;
const MARKS = ['met', 'partly', 'not', 'late', 'none'] as const;

/** The start page: the promise, three doors, how the promise becomes proof, and what the marks mean. */
export function startPage(readFact: (context: PageContext) => Promise<TreatyFact | null>): PublicPage {
  return { path: '/', summary: 'Start page', render: async (context) => startContent(context, await readFact(context)) };
}

function startContent(context: PageContext, fact: TreatyFact | null) {
  const { language, site } = context;
  const words = wordsIn(language, translateSite);
  const { text, plain } = words;
  const door = (address: string, title: HtmlValue, about: HtmlValue, small: HtmlValue) =>
    html`<a href="${address}"><h2>${title}</h2><p>${about}</p><small><span>${small}</span>${ARROW}</small></a>`;
  const body = html`<div class="wrap"><div class="hero"><h1>${text('start.title')}</h1><p class="lead">${text('start.lead')}</p></div>
<div class="doors">${door(addressIn(language, '/policy'), text('start.policy-title'), text('start.policy-text'), text('start.policy-fact'))}${door(
    addressIn(language, '/treaties'),
    text('nav.treaties'),
    text('start.treaties-text'),
    fact && factText(words, fact),
  )}${site.desk !== null && door(site.desk, text('start.desk-title'), text('start.desk-text'), text('start.desk-fact'))}</div>
<div class="two"><section><h2>${text('start.proof-title')}</h2><ol class="steps">${STEPS.map(
    (n) => html`<li><b>${n}</b><b>${text(`start.step-${n}`)}</b><span>${text(`start.step-${n}-text`)}</span></li>`,
  )}</ol></section>
<section><h2>${text('start.marks-title')}</h2><ul class="marks">${MARKS.map(
    (kind) => html`<li>${mark(kind)}<span><b>${text(`start.mark-${kind}`)}</b> ${text(`start.mark-${kind}-text`)}</span></li>`,
  )}</ul><p class="m">${text('start.no-score')}</p></section></div></div>
<div class="strip"><div class="wrap"><p class="note"><b>${text('start.no-reports')}</b> ${text('start.no-reports-text')}</p></div></div>`;
  return { title: plain('start.title'), description: plain('start.description'), body, style: STYLE };
}

function factText(
  { text, plain }: Words<Parameters<typeof translateSite>[1]>,
  { allies, bound, firstYear, lastYear }: TreatyFact,
): HtmlValue {
  if (bound < allies || allies === 0) return text('start.treaties-some', { bound, allies });
  const years = firstYear === lastYear ? firstYear : plain('start.years', { first: firstYear, last: lastYear });
  return text('start.treaties-all', { allies, years });
}
