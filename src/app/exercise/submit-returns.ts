import type { z } from 'zod';
import { ROLE } from '#kernel/roles.ts';
import { isAsked, type Value } from '#rooms/returns/answers/answer.rules.ts';
import { answerQuestions } from '#rooms/returns/answers/answer-questions.command.ts';
import { setSectionRelease } from '#rooms/returns/answers/set-release.command.ts';
import { publishStatus } from '#rooms/returns/public/publish-status.command.ts';
import type { AnswerQuestions, QuestionView } from '#rooms/returns/return.schema.ts';
import { openReturn } from '#rooms/returns/steps/open-return.command.ts';
import { startReturn } from '#rooms/returns/steps/start-return.command.ts';
import { acceptReturn, askReview, clearReturn, signReturn } from '#rooms/returns/steps/steps.command.ts';
import { submitReturn } from '#rooms/returns/versions/submit-return.command.ts';
import { getReturn } from '#rooms/returns/views/get-return.query.ts';
import { accountOf, BODIES, speakerOf } from './cast.ts';
import { type ExerciseContext, idOf, queryAs, runAs } from './context.ts';
import { rosterFigures } from './training/train.ts';

const OFFICE = accountOf(ROLE.policyOffice, BODIES[0].code);

/** Aldmark's return of last year is accepted and partly public; Drelland works on this year's, and Brevia has not begun. */
export async function submitReturns(context: ExerciseContext): Promise<void> {
  await answerAndSubmit(context, 'XA');
  const drelland = await open(context, 'XD', '2026-09-21', '2027-01-29');
  await start(context, 'XD', drelland, '2026-10-12');
  await answer(context, 'XD', drelland, '2026-11-16', ['plan', 'demand', 'conduct']);
  await open(context, 'XB', '2026-09-21', '2027-01-29');
}

async function answerAndSubmit(context: ExerciseContext, code: string): Promise<void> {
  const [speaker, lawyer] = [speakerOf(code), accountOf(ROLE.legalAdviser, code)];
  const returnId = await open(context, code, '2025-11-10', '2026-02-27');
  await start(context, code, returnId, '2025-12-01');
  await answer(context, code, returnId, '2026-01-19');
  for (const [n, sectionId] of ['training', 'conduct', 'demand', 'plan'].entries())
    await runAs(context, speaker, context.calendar.at('2026-01-20', 9 + n), setSectionRelease, { returnId, sectionId, release: 'public' });
  await runAs(context, speaker, context.calendar.at('2026-01-20', 14), publishStatus, { returnId, shown: true });
  const next = async (day: string) => ({ returnId, version: await versionOf(context, speaker, returnId, day) });
  const { at } = context.calendar;
  await runAs(context, speaker, at('2026-01-21'), askReview, await next('2026-01-21'));
  await runAs(context, lawyer, at('2026-02-03'), clearReturn, { ...(await next('2026-02-03')), note: null });
  await runAs(context, speaker, at('2026-02-10'), signReturn, {
    ...(await next('2026-02-10')),
    name: 'Lena Farrow',
    capacity: 'State Secretary',
  });
  await runAs(context, speaker, at('2026-02-11'), submitReturn, await next('2026-02-11'));
  await runAs(context, OFFICE, at('2026-03-02'), acceptReturn, await next('2026-03-02'));
}

async function open(context: ExerciseContext, code: string, day: string, due: string): Promise<string> {
  const { at, day: scenarioDay, year } = context.calendar;
  const request = { partyId: idOf(context, code), period: year(day), due: scenarioDay(due), roundId: null };
  return (await runAs(context, OFFICE, at(day, 8), openReturn, request)).id;
}

async function start(context: ExerciseContext, code: string, returnId: string, day: string): Promise<void> {
  const version = await versionOf(context, speakerOf(code), returnId, day);
  await runAs(context, speakerOf(code), context.calendar.at(day), startReturn, { returnId, version });
}

async function versionOf(context: ExerciseContext, actor: string, returnId: string, day: string): Promise<number> {
  return (await queryAs(context, actor, context.calendar.at(day, 7), getReturn, { returnId })).version;
}

type AnswerInput = z.input<typeof AnswerQuestions>['answers'][number];

/** Answers these sections, or all of them: confirms known answers as still true and enters the others. */
async function answer(context: ExerciseContext, code: string, returnId: string, day: string, sections?: readonly string[]): Promise<void> {
  const speaker = speakerOf(code);
  const read = await queryAs(context, speaker, context.calendar.at(day, 8), getReturn, { returnId });
  const rows = new Map((read.answers ?? []).map((row) => [row.questionId, row]));
  const answers = new Map<string, AnswerInput>();
  for (const { id, questions } of read.sections)
    for (const [n, question] of questions.entries()) {
      const row = rows.get(question.id);
      if (row === undefined || (sections && !sections.includes(id)) || !isAsked(question, answers)) continue;
      const known = row.known?.value ?? null;
      const value = known === null ? answerOf(context, question, n) : null;
      if (known === null && value === null && question.optional) continue;
      const choice = known !== null ? 'still-true' : value === null ? 'not-known' : 'changed';
      answers.set(question.id, { questionId: question.id, choice, value, note: null, documentId: null, page: null, version: row.version });
    }
  await runAs(context, speaker, context.calendar.at(day), answerQuestions, { returnId, answers: [...answers.values()], form: null });
}

/** The answers of a nation of the scenario; a question not listed here has no known answer. */
function answerOf({ calendar }: ExerciseContext, { id, type, options }: QuestionView, n: number): Value | null {
  const fixed = ANSWERS[id];
  if (fixed !== undefined) return fixed;
  if (type === 'extent') return n % 9 === 7 ? 'in-part' : 'yes';
  if (type === 'yes-no') return 'yes';
  if (type === 'choice') return options?.[0]?.id ?? null;
  if (type === 'choices') return (options ?? []).slice(0, 2).map((option) => option.id);
  if (type === 'date') return DAYS[id] === undefined ? null : calendar.day(DAYS[id]);
  return null;
}

const DAYS: Record<string, string> = {
  'plan.date': '2024-06-03',
  'plan.until': '2028-12-31',
  'efforts.greta': '2023-10-17',
};
// A return and the roster of the same nation give the same figures.
const ALDMARK = rosterFigures('XA')!;
const ANSWERS: Record<string, Value> = {
  'efforts.coordinator-name': 'The rapporteur in the Ministry of the Interior.',
  'efforts.victims': 34,
  'victims.women': 18,
  'victims.men': 9,
  'victims.girls': 4,
  'victims.boys': 2,
  'victims.sex-unknown': 1,
  'victims.sexual': 15,
  'victims.labour': 12,
  'victims.servitude': 2,
  'victims.crime': 1,
  'victims.begging': 2,
  'victims.form-unknown': 2,
  'efforts.prosecutions': 19,
  'efforts.convictions': 12,
  'plan.left': 'Housing for victims outside the capital.',
  'demand.off-limits': 14,
  'demand.campaigns': 2600,
  'demand.effect': 'Fewer visits to places off limits than the year before, by the patrols’ own count.',
  'training.deployed': ALDMARK.people,
  'training.trained': ALDMARK.trained,
  'conduct.allegations': 'nil',
  'conduct.investigated': 0,
  'conduct.open': 0,
  'conduct.disciplined': 0,
  'conduct.convicted': 0,
  'conduct.followed-up': 'yes',
  'conduct.channel': 'The provost’s telephone, and a letter box at each base that the provost alone opens.',
  'contracts.total': 38,
  'contracts.with-clause': 36,
  'contracts.violations': 'nil',
  'outreach.how-often': 'nil',
  'cooperation.activities': 17,
};
