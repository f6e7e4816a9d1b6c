import { queryOptions } from '@tanstack/react-query';
import { type AnswerOf, get } from '../client/api.ts';

/** The home page of this reader. */
export type HomeView = AnswerOf<'/home'>;
export const homeQuery = queryOptions({ queryKey: ['home'], queryFn: ({ signal }) => get('/home', {}, signal) });
