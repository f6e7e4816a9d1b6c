import type { z } from 'zod';
import { addHelpEntry } from '#rooms/reports/help/add-help-entry.command.ts';
import { addHelpPlace } from '#rooms/reports/help/add-help-place.command.ts';
import type { HelpFields } from '#rooms/reports/help/help.schema.ts';
import { publishHelpPlace } from '#rooms/reports/help/publish-help-place.command.ts';
import { recordHelpTest } from '#rooms/reports/help/record-help-test.command.ts';
import { speakerOf } from '../cast.ts';
import { type ExerciseContext, idOf, runAs } from '../context.ts';

const OPERATION = 'AMBER-QUAY';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const SOURCE = 'Script of the exercise';
type Fields = z.input<typeof HelpFields>;

/** One place with six numbers, from ranges that no country assigns to people. One number was last tried in summer, and nobody answered at another. */
export async function listHelp(context: ExerciseContext): Promise<void> {
  const { at, day } = context.calendar;
  const [actor, partyId] = [speakerOf(OPERATION), idOf(context, OPERATION)];
  const place = { slug: 'port-amber', name: { en: 'Port Amber', fr: 'Port Amber' }, zone: 'Europe/Brussels' };
  const { placeId } = await runAs(context, actor, at('2026-07-20', 8), addHelpPlace, { partyId, countryId: idOf(context, 'XO'), ...place });
  const test = (entryId: string, version: number, on: string, result: 'answered' | 'no-answer') =>
    runAs(context, actor, at(on, 12), recordHelpTest, { entryId, version, on: day(on), by: 'Section J9', result });
  for (const { fields, later } of NUMBERS) {
    const { entryId } = await runAs(context, actor, at('2026-07-20', 9), addHelpEntry, { placeId, ...fields, source: SOURCE });
    await test(entryId, 1, '2026-08-03', 'answered');
    if (later !== null) await test(entryId, 2, '2026-11-12', later);
  }
  await runAs(context, actor, at('2026-11-13', 8), publishHelpPlace, { placeId, version: 1, published: true });
}

const number = (
  fields: Omit<Fields, 'source' | 'opens' | 'closes'> & Partial<Pick<Fields, 'opens' | 'closes'>>,
  later: 'answered' | 'no-answer' | null = 'answered',
) => ({ fields: { opens: null, closes: null, ...fields }, later });

const NUMBERS = [
  number({
    kind: 'shelter-referral',
    name: { en: 'Safe Shore', fr: 'Safe Shore' },
    about: {
      en: 'A bed for women, men and families. The police are told only if you want, or if a life or a child is at risk.',
      fr: 'Un lit pour femmes, hommes et familles. La police n’est informée que si vous le voulez, ou si une vie ou un enfant est en danger.',
    },
    phone: '+44 1632 960121',
    days: EVERY_DAY,
    languages: ['sq', 'sr-Latn', 'ar', 'fr', 'en'],
    free: true,
  }),
  number({
    kind: 'medical',
    name: { en: 'Night clinic, Old Mole', fr: 'Clinique de nuit, Vieux Môle' },
    about: {
      en: 'Doctors and nurses. They ask for no papers and no name.',
      fr: 'Médecins et personnel infirmier. Ni papiers ni nom demandés.',
    },
    phone: '+44 1632 960152',
    days: EVERY_DAY,
    opens: '18:00',
    closes: '06:00',
    languages: ['en', 'sr-Latn'],
    free: null,
  }),
  number(
    {
      kind: 'legal-aid',
      name: { en: 'Workers’ advice point', fr: 'Point conseil des travailleurs' },
      about: {
        en: 'Passport kept by someone, wages not paid, debt for the job. Your employer is never told without your yes.',
        fr: 'Passeport retenu, salaire impayé, dette pour l’emploi. Votre employeur n’est jamais informé sans votre accord.',
      },
      phone: '+44 1632 960166',
      days: [1, 2, 3, 4, 5, 6],
      opens: '09:00',
      closes: '19:00',
      languages: ['en', 'uk', 'hi', 'ne'],
      free: false,
    },
    null,
  ),
  number({
    kind: 'child-protection',
    name: { en: 'Child line', fr: 'Ligne enfance' },
    about: {
      en: 'For everyone under 18. If you are not sure of the age, call here.',
      fr: 'Pour toute personne de moins de 18 ans. Si l’âge n’est pas sûr, appelez ici.',
    },
    phone: '+44 1632 960116',
    days: EVERY_DAY,
    languages: ['sq', 'sr-Latn', 'en'],
    free: true,
  }),
  number(
    {
      kind: 'duty-telephone',
      name: { en: 'Amber Quay, duty officer', fr: 'Amber Quay, permanence' },
      about: { en: 'For anything that concerns people of the operation.', fr: 'Pour tout ce qui concerne le personnel de l’opération.' },
      phone: '+44 1632 960183',
      days: EVERY_DAY,
      languages: ['fr', 'en'],
      free: null,
    },
    'no-answer',
  ),
  number({
    kind: 'police',
    name: { en: 'County control room', fr: 'Centre d’appels du comté' },
    about: { en: 'A patrol or an ambulance at once.', fr: 'Une patrouille ou une ambulance tout de suite.' },
    phone: '000',
    days: EVERY_DAY,
    languages: ['sr-Latn', 'sq', 'en'],
    free: true,
  }),
];
