import { z } from 'zod';
import { EDITION_FILES, EditionData } from '../policy.schema.ts';
import { Elsewhere } from '../questionnaires/elsewhere.schema.ts';
import { Questionnaire } from '../questionnaires/questionnaire.schema.ts';
import { EditionMapping } from './mapping.schema.ts';

/** An edition with all that its files hold: also its questionnaires, the questions that other reviews ask, and its mapping to an earlier edition. */
export const WholeEdition = EditionData.extend({
  questionnaires: z.array(Questionnaire).default([]),
  elsewhere: z.array(Elsewhere).default([]),
  mapping: EditionMapping.nullable().default(null),
});
export type WholeEdition = z.infer<typeof WholeEdition>;

/** The files of an edition: names with the content of each. */
export type EditionFiles = Readonly<Record<string, Record<string, unknown>>>;

/** An edition as it was read, or with its look-ups, where the questions that other reviews ask are found by questionnaire. */
type AnyEdition = EditionData & {
  readonly questionnaires?: readonly Questionnaire[];
  readonly elsewhere?: readonly Elsewhere[] | ((questionnaireId: string) => Elsewhere['reviews']);
  readonly mapping?: EditionMapping | null;
};

/** An edition as plain data. */
export function wholeOf(edition: AnyEdition): WholeEdition {
  const { questionnaires = [], elsewhere: asked = [], mapping = null } = edition;
  const elsewhere =
    typeof asked === 'function'
      ? questionnaires.map(({ id }) => ({ questionnaire: id, reviews: asked(id) })).filter(({ reviews }) => reviews.length > 0)
      : asked;
  return WholeEdition.parse({ ...edition, questionnaires, elsewhere, mapping });
}

/** An edition as the content of its files. */
export function filesOf(edition: WholeEdition): EditionFiles {
  const whole = edition as unknown as Record<string, unknown>;
  return Object.fromEntries([
    ...Object.entries(EDITION_FILES).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.keys(schema.shape).flatMap((key) => (whole[key] === undefined ? [] : [[key, whole[key]]]))),
    ]),
    ...edition.questionnaires.map((questionnaire) => [`questionnaires/${questionnaire.id}.yaml`, { questionnaire }]),
    ...edition.elsewhere.map((elsewhere) => [`questionnaires/${elsewhere.questionnaire}.elsewhere.yaml`, { elsewhere }]),
    ...(edition.mapping === null ? [] : [['mapping.yaml', { mapping: edition.mapping }]]),
  ]);
}
