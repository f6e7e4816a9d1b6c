import { type Html, type HtmlValue, html } from './html.ts';
import { ARROW, mark } from './marks.ts';
import { addressIn, type PageContext, type PublicPage, type SiteSettings } from './public-page.ts';
import { SAMPLE_STYLE, sampleMatrix } from './sample-matrix.ts';
import { inlineBlock } from './style.ts';
import { translateSite } from './texts.ts';
import { type Words, wordsIn } from './words.ts';

/** The figures on treaties: today's Allies, those bound by both UN treaties, and the first and last year of the sources. */
export type TreatyFact = { allies: number; bound: number; firstYear: string; lastYear: string };

const STYLE =
  inlineBlock(`.start{display:grid;grid-template-columns:minmax(0,1fr) 480px;grid-template-areas:"hero sample" "doors doors";gap:36px 56px;padding:48px 0 8px;align-items:center}.hero{grid-area:hero}.start>figure{grid-area:sample}
.doors{grid-area:doors;display:grid;grid-template-columns:repeat(4,1fr);gap:1px;border:1px solid var(--line);border-radius:8px;overflow:hidden;background:var(--line)}
.doors a{display:flex;flex-direction:column;padding:20px 22px 18px;text-decoration:none;color:var(--ink);background:var(--surface);min-height:178px}.doors a:hover h2{text-decoration:underline}.doors a:focus-visible{outline-offset:-4px;box-shadow:none}
.doors h2{font-size:19px;line-height:26px;letter-spacing:-.014em;color:var(--brand)}.doors p{font-size:16px;line-height:24px;margin-top:4px;text-wrap:pretty}
.doors small{margin-top:auto;padding-top:12px;font-size:14px;line-height:20px;color:var(--muted);display:flex;justify-content:space-between;align-items:flex-end;gap:16px}.arrow{color:var(--brand)}
.for{padding-top:44px}.for h2{margin-bottom:14px}.for div{display:grid;grid-template-columns:240px 1fr 1fr;gap:0 24px;padding:10px 0;border-top:1px solid var(--line);font-size:16px;line-height:25px}.for dl{border-bottom:1px solid var(--line)}.for dt{font-weight:600}.for dd+dd{color:var(--muted)}
.two{display:grid;grid-template-columns:minmax(0,1fr) 384px;gap:72px;padding:48px 0 56px}.two h2{margin-bottom:14px}
.steps li{display:grid;grid-template-columns:10px 132px 1fr;gap:0 10px;padding:11px 0;border-top:1px solid var(--line);font-size:16px;line-height:25px}.steps li:last-child,.marks{border-bottom:1px solid var(--line)}
.marks li{display:flex;gap:12px;padding:7px 0;border-top:1px solid var(--line);font-size:15px;line-height:24px}.marks+p{font-size:15px;line-height:24px;padding-top:12px}
.strip{background:var(--ground);border-top:1px solid var(--line)}.strip .wrap{padding-block:24px}.strip+*{margin:0}
${SAMPLE_STYLE}
@media(max-width:1099px){.start{grid-template-columns:1fr;grid-template-areas:"hero" "doors" "sample"}.doors{grid-template-columns:1fr 1fr}.doors a{min-height:0}.two{grid-template-columns:1fr;gap:36px;padding:36px 0 32px}.for div{grid-template-columns:200px 1fr}.for dt{grid-row:span 2}}
@media(max-width:767px){.start{padding:24px 0 0;gap:24px}.doors{grid-template-columns:1fr}.doors a{padding:14px 16px}.doors small{padding-top:8px}.for{padding-top:28px}.for div{grid-template-columns:1fr}.two h2,.for h2{margin-bottom:10px}.steps li{grid-template-columns:10px 1fr;padding:10px 0}.steps span{grid-column:1/-1}}
@media print{.start{display:block;padding:4pt 0}.doors{grid-template-columns:repeat(4,1fr);gap:0;margin:8pt 0}.doors a{min-height:0;padding:5pt}.two{padding:10pt 0;gap:24pt;grid-template-columns:1fr 220pt}.for{padding-top:10pt;break-inside:avoid}.for div{grid-template-columns:110pt 1fr 1fr}.steps li,.marks li,.doors p,.doors small,.marks+p,.note,.for div{font-size:9pt;line-height:13pt;padding-block:2pt}.doors h2{font-size:11pt;line-height:14pt}}`);

const STEPS = ['1', '2', '3', '4', '5'] as const;
const MARKS = ['met', 'partly', 'not', 'late', 'none'] as const;

// Only roles that find their work in a room today.
const ROLES = ['office', 'nation', 'review', 'operation', 'training', 'inspector'] as const;

/** What the start page says of the rooms. Each is null while it cannot be known: the page then says nothing of it. */
export type StartFacts = {
  readonly readTreaties: (context: PageContext) => Promise<TreatyFact | null>;
  /** Whether a channel accepts reports. */
  readonly takesReports: (context: PageContext) => Promise<boolean | null>;
};

/** The start page: the promise, what anybody can do here, whom it is for, how the promise becomes proof, and what the marks mean. */
export function startPage({ readTreaties, takesReports }: StartFacts): PublicPage {
  const render = async (context: PageContext) => {
    const [treaties, reports] = await Promise.all([readTreaties(context), takesReports(context)]);
    return startContent(context, treaties, reports);
  };
  return { path: '/', summary: 'Start page', render };
}

type StartWords = Words<Parameters<typeof translateSite>[1]>;

function startContent(context: PageContext, fact: TreatyFact | null, reports: boolean | null) {
  const { language, site } = context;
  const words = wordsIn(language, translateSite);
  const { text, plain } = words;
  const body = html`<div class="wrap"><div class="start"><div class="hero"><h1>${text('start.title')}</h1><p class="lead">${text('start.lead')}</p></div>
${doors(words, site, fact)}${sampleMatrix(words)}</div>
<section class="for"><h2>${text('for.title')}</h2><dl>${ROLES.map(
    (role) =>
      html`<div><dt>${text(`for.${role}`)}</dt><dd>${text(`for.${role}-question`)}</dd><dd>${text(`for.${role}-answer`)}</dd></div>`,
  )}</dl></section>
<div class="two"><section><h2>${text('start.proof-title')}</h2><ol class="steps">${STEPS.map(
    (n) => html`<li><b>${n}</b><b>${text(`start.step-${n}`)}</b><span>${text(`start.step-${n}-text`)}</span></li>`,
  )}</ol></section>
<section><h2>${text('start.marks-title')}</h2><ul class="marks">${MARKS.map(
    (kind) => html`<li>${mark(kind)}<span><b>${text(`start.mark-${kind}`)}</b> ${text(`start.mark-${kind}-text`)}</span></li>`,
  )}</ul><p class="m">${text('start.no-score')}</p></section></div></div>
<div class="strip"><div class="wrap"><p class="note">${reports === false && html`<b>${text('start.no-reports')}</b> `}${text('start.tell-text')} ${
    reports && html`<a href="${addressIn(language, '/help')}#tell">${text('start.tell')}</a> `
  }<a href="${addressIn(language, '/help')}">${text('nav.help')}</a></p></div></div>`;
  return { title: plain('start.title'), description: plain('start.description'), body, style: STYLE };
}

// The learner comes first: on a phone the first door is the one most people need.
function doors(words: StartWords, { desk, exercise }: SiteSettings, fact: TreatyFact | null): Html {
  const { text, language } = words;
  const at = (path: string) => addressIn(language, path);
  const door = (address: string, title: HtmlValue, about: HtmlValue, small: HtmlValue) =>
    html`<a href="${address}"><h2>${title}</h2><p>${about}</p><small><span>${small}</span>${ARROW}</small></a>`;
  return html`<div class="doors">${[
    // The player has its own place for the language.
    door(`/learn/${language.code}`, text('start.learn-title'), text('start.learn-text'), text('start.learn-fact')),
    door(at('/verify'), text('nav.verify'), text('start.verify-text'), text('start.verify-fact')),
    door(at('/treaties'), text('start.treaties-title'), text('start.treaties-text'), fact && factText(words, fact)),
    door(at('/policy'), text('start.policy-title'), text('start.policy-text'), text('start.policy-fact')),
    door(at('/returns'), text('nav.returns'), text('start.returns-text'), text('start.returns-fact')),
    door(at('/reviews'), text('nav.reviews'), text('start.reviews-text'), text('start.reviews-fact')),
    exercise
      ? door(at('/exercise'), text('start.try-title'), text('start.try-text'), text('start.try-fact'))
      : door(`${at('/about')}#try`, text('start.try-title'), text('start.try-text'), text('start.try-elsewhere')),
    desk !== null && door(desk, text('start.desk-title'), text('start.desk-text'), text('start.desk-fact')),
  ]}</div>`;
}

function factText({ text, plain }: StartWords, { allies, bound, firstYear, lastYear }: TreatyFact): HtmlValue {
  if (bound < allies || allies === 0) return text('start.treaties-some', { bound, allies });
  const years = firstYear === lastYear ? firstYear : plain('start.years', { first: firstYear, last: lastYear });
  return text('start.treaties-all', { allies, years });
}
