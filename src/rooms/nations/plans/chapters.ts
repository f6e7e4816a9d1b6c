import { inEach } from '#kernel/languages.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { translatePlan } from './texts.ts';

/** The instruments of the crosswalk that are the OSCE Action Plan (3, P3.1): the plan of 2003 and its addenda. */
const ACTION_PLAN = /^OSCE-AP-/;

/** A chapter of the OSCE Action Plan that a measure for a clause can name. Where the crosswalk gives no number, `key` and `name` name the document alone. */
export function chaptersOf(edition: Edition) {
  const rows = edition.crosswalk
    .filter(({ instrument }) => ACTION_PLAN.test(instrument))
    .map(({ clause, instrument, article, note }) => ({
      key: article === null ? instrument : `${instrument} ${article}`,
      clauseId: clause,
      name: inEach((locale) => {
        const { title } = edition.instrument(instrument);
        return article === null ? title[locale] : translatePlan(locale, 'chapter', { instrument: title[locale], article });
      }),
      note,
    }));
  return rows.filter((row, index) => rows.findIndex(({ key, clauseId }) => key === row.key && clauseId === row.clauseId) === index);
}

/** The chapter of this key for this clause, or undefined where the crosswalk has none. */
export const findChapter = (edition: Edition, clauseId: string, key: string) =>
  chaptersOf(edition).find((one) => one.key === key && one.clauseId === clauseId);
