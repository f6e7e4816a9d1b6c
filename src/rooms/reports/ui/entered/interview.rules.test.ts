import { expect, test } from 'vitest';
import { QUESTIONS } from '../../reporter/questions.ts';
import { ENTERED_MARKS, markedAnswers } from './entered.rules.ts';
import {
  countInterviews,
  INTERVIEW_QUESTIONS,
  type Interview,
  type InterviewAnswer,
  interviewMarks,
  interviewOf,
  isInterviewMark,
  isShownAsInterview,
} from './interview.rules.ts';

const interview = (contract: string, papers?: InterviewAnswer): Interview => ({
  ...{ contract, interpreter: 'apart', answers: papers === undefined ? {} : { papers } },
});
const many = (n: number, contract: string, papers?: InterviewAnswer) => Array.from({ length: n }, () => interview(contract, papers));

test('interviewOf reads what interviewMarks wrote, and takes no interview from another report', () => {
  const one = interview('AQ-1', 'no');
  const asInterview = markedAnswers({ age: 'adult', ...interviewMarks(one) }, 'interview', 'none');
  expect(interviewOf(asInterview)).toEqual(one);
  expect(interviewOf({ age: 'adult', came: 'visit', code: 'none' })).toBeNull();
  expect(interviewOf({ ...asInterview, 'interview-papers': 'perhaps' })?.answers).toEqual({});
  // A firm could send marks that no reader is shown.
  for (const other of [{}, { came: 'visit', code: 'none' }, { came: 'interview' }])
    expect(interviewOf({ ...interviewMarks(one), ...other })).toBeNull();
});

test('isShownAsInterview leaves every mark that is not shown as the interview to the other answers', () => {
  const marks = { ...interviewMarks(interview('AQ-1', 'no')), 'interview-fee': 'perhaps', 'interview-food': 'yes', 'interview-wages': 7 };
  const shown = (answers: Record<string, unknown>) => Object.keys(answers).filter((id) => isShownAsInterview(id, answers));
  const asInterview = { came: 'interview', code: 'none' };
  expect(shown({ ...marks, ...asInterview })).toEqual(['interview-contract', 'interview-interpreter', 'interview-papers']);
  // Nobody said who interpreted, or it is a code that this version does not know: that is not "nobody".
  for (const said of ['firm', 'robot', undefined]) {
    const answers = { ...marks, ...asInterview, 'interview-interpreter': said };
    expect(interviewOf(answers)?.interpreter).toBeNull();
    expect(shown(answers)).toEqual(['interview-contract', 'interview-papers']);
  }
  expect(shown({ ...marks, came: 'visit', code: 'none' })).toEqual([]);
  expect(shown({ ...marks, ...asInterview, 'interview-contract': '' })).toEqual([]);
});

test('a mark of an interview has the name of no question of the form and of no other mark', () => {
  for (const id of [...Object.values(QUESTIONS).map((one) => one.id), ...ENTERED_MARKS]) expect(isInterviewMark(id)).toBe(false);
});

test('countInterviews hides a contract with fewer than five interviews', () => {
  expect(countInterviews([...many(4, 'AQ-1', 'no'), ...many(5, 'AQ-2')])).toMatchObject([
    { contract: 'AQ-1', interviews: null, questions: null },
    { contract: 'AQ-2', interviews: 5 },
  ]);
});

test('countInterviews hides every count of a question of which one is below five, so that none follows from the sum', () => {
  const [hidden] = countInterviews([...many(6, 'AQ-1', 'yes'), ...many(5, 'AQ-1', 'no'), ...many(4, 'AQ-1')]);
  expect(hidden!.questions!.papers).toBeNull();
  const [shown] = countInterviews([...many(6, 'AQ-1', 'yes'), ...many(5, 'AQ-1', 'no'), ...many(5, 'AQ-1')]);
  expect(shown!.questions!.papers).toEqual({ yes: 6, no: 5, 'not-known': 5 });
  for (const question of INTERVIEW_QUESTIONS) if (question !== 'papers') expect(shown!.questions![question]).toBeNull();
});
