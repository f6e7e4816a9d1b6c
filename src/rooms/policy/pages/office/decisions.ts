import { languageOf } from '#kernel/languages.ts';
import type { PublicLanguage } from '#platform/texts/public-languages.ts';
import { type Html, html } from '#site/html.ts';
import { wordsIn } from '#site/words.ts';
import type { Edition } from '../../catalogue.ts';
import type { PublicDecision } from '../../parameters/parameter.schema.ts';
import type { Parameter } from '../../policy.schema.ts';
import { translateOfficePages } from './texts.ts';

const UNITS = ['minutes', 'hours', 'days', 'working-days', 'months', 'percent', 'people'] as const;

/** The parameters on which the policy office decided, each with its decisions and the value of the edition; nothing while there are none. */
export function decisionsSection(language: PublicLanguage, edition: Edition, decisions: readonly PublicDecision[]): Html | false {
  if (decisions.length === 0) return false;
  const words = wordsIn(language, translateOfficePages);
  const number = new Intl.NumberFormat(languageOf(language.locale).tag);
  const shownValue = ({ unit }: Pick<Parameter, 'unit'>, value: number | string): string => {
    const known = UNITS.find((one) => one === unit);
    if (typeof value === 'string') return value;
    return known ? words.plain(`unit.${known}`, { n: value, number: number.format(value) }) : `${number.format(value)} ${unit}`;
  };
  const about = edition.parameters.filter(({ id }) => decisions.some(({ parameterId }) => parameterId === id));
  return html`<section class="read"><h2>${words.text('decisions')}</h2><p>${words.text('decisions-lead')}</p><dl>${about.map(
    (row) =>
      html`<dt>${words.data(row.title)}</dt>${decisions
        .filter(({ parameterId }) => parameterId === row.id)
        .map(
          ({ value, fromDay, state, reason }) =>
            html`<dd>${words.text('decision', { value: shownValue(row, value), day: words.day(fromDay), state: words.plain(`state.${state}`), reason })}</dd>`,
        )}<dd class="m">${words.text('shipped', { value: shownValue(row, row.value) })}</dd>`,
  )}</dl></section>`;
}
