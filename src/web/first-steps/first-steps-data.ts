import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get } from '../client/api.ts';

export type FirstStepsView = AnswerOf<'/first-steps'>;
export type FirstStepView = FirstStepsView['steps'][number];

/** The first steps of this register, for its office and its administrator. Read again on each visit, because every step may change elsewhere. */
export const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: ({ signal }) => get('/first-steps', {}, signal),
  staleTime: 0,
});
