import type { BothLanguages } from '#kernel/both-languages.ts';
import { type Html, html } from './html.ts';
import { mark } from './marks.ts';
import type { translateSite } from './texts.ts';
import type { Words } from './words.ts';

type Kind = Parameters<typeof mark>[0];
type From = 'measured' | 'rated' | 'public-source' | 'declared';
type Sign = Kind | `${Kind} ${From}`;

const CLAUSES = ['5', '5a', '5d', '5g', '5b', '6'] as const;
// Nations of the exercise. Real nations never appear with invented figures.
const ROWS: readonly { nation: BothLanguages; signs: readonly Sign[] }[] = [
  {
    nation: { en: 'Aldmark', fr: 'Aldmark' },
    signs: ['met public-source', 'met rated', 'met measured', 'met rated', 'partly declared', 'met declared'],
  },
  {
    nation: { en: 'Brevia', fr: 'Brévie' },
    signs: ['met public-source', 'partly declared', 'partly measured', 'met rated', 'none', 'partly rated'],
  },
  {
    nation: { en: 'Corvania', fr: 'Corvanie' },
    signs: ['met public-source', 'met declared', 'late measured', 'partly rated', 'met declared', 'met rated'],
  },
  { nation: { en: 'Drelland', fr: 'Drelland' }, signs: ['met public-source', 'none', 'not measured', 'none', 'none', 'not declared'] },
  {
    nation: { en: 'Hollmar', fr: 'Hollmar' },
    signs: ['met public-source', 'met rated', 'met measured', 'met rated', 'met declared', 'late rated'],
  },
];
const LEGEND: readonly Sign[] = ['met measured', 'met rated', 'met public-source', 'met declared', 'none'];

/** The style of the sample. A narrow screen shows four clauses. */
export const SAMPLE_STYLE = `.sample{border:1px solid var(--line);border-radius:8px;overflow:hidden;background:var(--surface)}.sample .exercise{border-radius:0}
.sample table{width:100%;border-collapse:collapse;font-size:15px;line-height:20px}.sample th,.sample td{padding:6px 4px;text-align:center;border-bottom:1px solid var(--soft);font-weight:400}.sample th:first-child{text-align:start;padding-inline-start:16px;font-weight:600}
.sample thead th{border-color:var(--control);font-size:13px;line-height:17px;vertical-align:bottom;color:var(--muted)}.sample thead b{display:block;font-size:15px;line-height:20px;color:var(--ink)}.sample thead th:first-child{font-weight:400}
.sample ul{display:flex;flex-wrap:wrap;gap:6px 20px;padding:12px 16px;font-size:14px;line-height:22px}.sample li{display:flex;gap:7px;align-items:center}.sample+figcaption,.after{margin-top:10px;font-size:14px;line-height:20px;color:var(--muted)}
.rated{border-radius:12px;box-shadow:inset 0 0 0 1.25px currentColor}.public-source{background:none;outline:1.25px dotted currentColor;outline-offset:-1.25px}.declared{background:none;box-shadow:inset 0 0 0 1.25px currentColor}
@media(max-width:479px){.sample th:nth-child(n+6),.sample td:nth-child(n+6){display:none}.sample th,.sample td{padding:6px 2px}.sample thead th{font-size:12px}.sample tbody th{font-size:14px}.sample th:first-child{padding-inline-start:10px}.sample ul{padding-inline:10px}}
@media print{.sample{break-inside:avoid}.public-source{border-style:dotted;outline:0}.sample th,.sample td{padding:2pt}.sample table,.sample ul{font-size:8pt;line-height:11pt}}`;

/** A small matrix with invented nations: it shows what the product is, before anybody signs in. */
export function sampleMatrix({ text, plain, data }: Words<Parameters<typeof translateSite>[1]>): Html {
  const named = (sign: Sign) => {
    const [kind, from] = sign.split(' ') as [Kind, From?];
    return from === undefined ? plain(`sample.${kind}`) : `${plain(`sample.${kind}`)}, ${plain(`sample.${from}`)}`;
  };
  const drawn = (sign: Sign) => mark(...(sign.split(' ') as [Kind, From?]));
  const column = (clause: (typeof CLAUSES)[number]) => html`<th scope="col"><b>${clause}</b>${text(`sample.${clause}`)}</th>`;
  return html`<figure><div class="sample"><p class="exercise"><b>${text('shell.exercise')}</b>${text('sample.exercise-note')}</p>
<table><caption class="hidden">${text('sample.caption')}</caption><thead><tr><th scope="col">${text('sample.nation')}</th>${CLAUSES.map(column)}</tr></thead>
<tbody>${ROWS.map(
    ({ nation, signs }) =>
      html`<tr><th scope="row">${data(nation)}</th>${signs.map((sign) => html`<td>${drawn(sign)}<span class="hidden">${named(sign)}</span></td>`)}</tr>`,
  )}</tbody></table>
<ul>${LEGEND.map((sign) => html`<li>${drawn(sign)}${plain(`sample.${(sign.split(' ')[1] ?? sign) as From}`)}</li>`)}</ul></div><figcaption>${text('start.sample-note')}</figcaption></figure>`;
}
