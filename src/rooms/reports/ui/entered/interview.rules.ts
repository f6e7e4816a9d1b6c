import type { Answers } from '../../reporter/questions.ts';
import { enteredOf } from './entered.rules.ts';

/** What a worker is asked in an interview under a contract (5f). Each may be left open. A code that was sent once keeps its meaning. */
export const INTERVIEW_QUESTIONS = ['papers', 'wages', 'fee', 'written', 'leave', 'housing', 'threats'] as const;
export const INTERVIEW_ANSWERS = ['yes', 'no', 'not-known'] as const;
/** Who interprets. `firm` is never accepted. */
export const INTERPRETERS = ['none', 'apart', 'firm'] as const;

export type InterviewQuestion = (typeof INTERVIEW_QUESTIONS)[number];
export type InterviewAnswer = (typeof INTERVIEW_ANSWERS)[number];
export type Interviewed = Partial<Record<InterviewQuestion, InterviewAnswer>>;
export type Interview = { readonly contract: string; readonly interpreter: 'none' | 'apart'; readonly answers: Interviewed };
/** An interview as a report holds it. `interpreter`: null where the report does not say who interpreted, or says it with a code that this version does not know. */
export type FoundInterview = Omit<Interview, 'interpreter'> & { readonly interpreter: Interview['interpreter'] | null };

const PREFIX = 'interview-';
const CONTRACT = `${PREFIX}contract`;
const INTERPRETER = `${PREFIX}interpreter`;

/** Whether an answer of a report belongs to its interview. Pure. */
export const isInterviewMark = (id: string): boolean => id.startsWith(PREFIX);

/** Whether an answer is among those that are shown as the interview. Any other mark is shown with the other answers, so that none is hidden. Pure. */
export function isShownAsInterview(id: string, answers: Readonly<Record<string, unknown>>): boolean {
  const interview = interviewOf(answers);
  if (interview === null) return false;
  if (id === CONTRACT) return true;
  if (id === INTERPRETER) return interview.interpreter !== null;
  return INTERVIEW_QUESTIONS.some((question) => id === `${PREFIX}${question}` && interview.answers[question] !== undefined);
}

/** An interview as answers of a report: inside the ciphertext, so that the server cannot distinguish it from any other. Pure. */
export function interviewMarks({ contract, interpreter, answers }: Interview): Answers {
  return {
    [CONTRACT]: contract,
    [INTERPRETER]: interpreter,
    ...Object.fromEntries(Object.entries(answers).map(([question, answer]) => [`${PREFIX}${question}`, answer])),
  };
}

/**
 * The interview that a report holds; null where it is none, or does not say of itself that it is one: what a reader is not shown as an interview is not counted as one.
 * What this version does not know is left out, and shown elsewhere (`isShownAsInterview`). Pure.
 */
export function interviewOf(answers: Readonly<Record<string, unknown>>): FoundInterview | null {
  const contract = answers[CONTRACT];
  if (typeof contract !== 'string' || contract === '' || enteredOf(answers)?.came !== 'interview') return null;
  const known = INTERVIEW_QUESTIONS.flatMap((question) => {
    const answer = INTERVIEW_ANSWERS.find((one) => one === answers[`${PREFIX}${question}`]);
    return answer === undefined ? [] : [[question, answer] as const];
  });
  const interpreter = (['none', 'apart'] as const).find((one) => one === answers[INTERPRETER]) ?? null;
  return { contract, interpreter, answers: Object.fromEntries(known) };
}

/** The smallest group that is counted. */
export const LEAST_GROUP = 5;

/** Counts of a question; null where one of them is below `LEAST_GROUP`: then all are hidden, because one hidden count follows from the others and their sum. */
type Counts = Readonly<Record<InterviewAnswer, number>> | null;
/** What the interviews under a contract say together. `interviews`: null for fewer than `LEAST_GROUP`, zero included. */
export type CountedContract = {
  readonly contract: string;
  readonly interviews: number | null;
  readonly questions: Readonly<Record<InterviewQuestion, Counts>> | null;
};

/** Counts interviews by contract, in the order of contracts. A question that was left open counts as not known. Pure. */
export function countInterviews(interviews: readonly FoundInterview[]): CountedContract[] {
  const contracts = [...new Set(interviews.map(({ contract }) => contract))].toSorted((a, b) => a.localeCompare(b));
  return contracts.map((contract) => {
    const own = interviews.filter((one) => one.contract === contract);
    if (own.length < LEAST_GROUP) return { contract, interviews: null, questions: null };
    const questions = INTERVIEW_QUESTIONS.map((question) => [
      question,
      countsOf(own.map(({ answers }) => answers[question] ?? 'not-known')),
    ]);
    return { contract, interviews: own.length, questions: Object.fromEntries(questions) as Record<InterviewQuestion, Counts> };
  });
}

function countsOf(given: readonly InterviewAnswer[]): Counts {
  const counts = INTERVIEW_ANSWERS.map((answer) => [answer, given.filter((one) => one === answer).length] as const);
  return counts.some(([, n]) => n < LEAST_GROUP) ? null : (Object.fromEntries(counts) as Record<InterviewAnswer, number>);
}
