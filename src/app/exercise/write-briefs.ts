import type { PlaceholderId } from '#rooms/courses/local-texts/local-text.rules.ts';
import { signLocalText } from '#rooms/courses/local-texts/sign-local-text.command.ts';
import { writeLocalText } from '#rooms/courses/local-texts/write-local-text.command.ts';
import { adoptCourses } from '#rooms/courses/teaching/adopt-courses.command.ts';
import { NATIONS, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, runAs } from './context.ts';

type Written = Record<string, { en: string; fr: string }>;

/** One operation has an operation brief of this autumn, the other an outdated one. Three nations have a law annex, and two of them teach the courses. */
export async function writeBriefs(context: ExerciseContext): Promise<void> {
  await write(context, 'operation-brief', 'AMBER-QUAY', '2026-10-05', AMBER_QUAY);
  await write(context, 'operation-brief', 'STONE-FERRY', '2026-03-02', STONE_FERRY);
  for (const { code, name } of NATIONS.filter((nation) => ['XA', 'XC', 'XE'].includes(nation.code)))
    await write(context, 'law-annex', code, '2026-05-11', lawOf(name));
  for (const code of ['XA', 'XE'])
    await runAs(context, speakerOf(code), context.calendar.at('2026-09-07', 9), adoptCourses, { partyId: idOf(context, code) });
}

async function write(context: ExerciseContext, placeholder: PlaceholderId, code: string, day: string, answers: Written): Promise<void> {
  const { at, day: scenarioDay } = context.calendar;
  const [actor, partyId] = [speakerOf(code), idOf(context, code)];
  await runAs(context, actor, at(day, 9), writeLocalText, { placeholder, partyId, version: 0, asOf: scenarioDay(day), answers });
  await runAs(context, actor, at(day, 11), signLocalText, { placeholder, partyId, version: 1 });
}

const AMBER_QUAY: Written = {
  forms: {
    en: 'Workers on fishing boats who may not come ashore. Women in bars near the quay who work off a debt.',
    fr: 'Des marins de pêche qui ne peuvent pas descendre à terre. Des femmes, dans des bars près du quai, qui remboursent une dette.',
  },
  places: {
    en: 'The old ice house, the night ferry, the road to the cannery.',
    fr: 'L’ancienne glacière, le bac de nuit, la route de la conserverie.',
  },
  profit: {
    en: 'The same boats carry fuel and arms for those who shell the harbour.',
    fr: 'Les mêmes bateaux portent du carburant et des armes pour ceux qui tirent sur le port.',
  },
  law: {
    en: 'The host nation punishes buying sex and keeping passports of others.',
    fr: 'Le pays hôte punit l’achat d’actes sexuels et le fait de garder le passeport d’autrui.',
  },
  list: {
    en: 'At the guard room and on the notice board. Ask the duty officer.',
    fr: 'Au corps de garde et au tableau d’affichage. Demandez à la permanence.',
  },
  contacts: {
    en: 'In danger: the operations room. To report: your superior or the legal office.',
    fr: 'En danger : la salle d’opérations. Pour signaler : votre hiérarchie ou le service juridique.',
  },
};

const STONE_FERRY: Written = {
  ...AMBER_QUAY,
  forms: {
    en: 'People forced to load ferries for no pay. Children sent to beg at the crossings.',
    fr: 'Des personnes forcées de charger les bacs sans salaire. Des enfants envoyés mendier aux passages.',
  },
  places: { en: 'The two ferry landings and the brick works.', fr: 'Les deux débarcadères et la briqueterie.' },
  profit: { en: 'Crossing money pays the band that closes the road.', fr: 'L’argent des passages paie la bande qui ferme la route.' },
};

const lawOf = ({ en, fr }: { en: string; fr: string }): Written => ({
  offence: {
    en: `The criminal code of ${en} punishes trafficking, and helping it.`,
    fr: `Le code pénal punit la traite et le fait de la faciliter (${fr}).`,
  },
  penalty: { en: 'Prison, longer where a child is harmed.', fr: 'La prison, plus longue si un enfant est victime.' },
  abroad: {
    en: 'Yes, for soldiers, civilians and contractors sent by the nation.',
    fr: 'Oui, pour les militaires, les civils et les contractants envoyés par le pays.',
  },
  sex: {
    en: 'Using the services of a victim is an offence if you could know.',
    fr: 'Utiliser les services d’une victime est une infraction si vous pouviez le savoir.',
  },
  report: {
    en: 'Soldiers must report. People who report in good faith are protected.',
    fr: 'Les militaires doivent signaler. Qui signale de bonne foi est protégé.',
  },
});
