import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { get, type InputOf, send } from '#web/client/api.ts';
import { isStale, isTemporary } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import type { GivenProvision } from '../answers/provisions/provision.schema.ts';
import type { LinkedSection } from '../links/linked-section.schema.ts';
import type { AnswerFields, AnswerView, ReturnView } from '../return.schema.ts';

/** What is sent for one question. */
export type Given = z.infer<typeof AnswerFields>;

/** Records a provision, or a change of one. */
export type RecordProvision = (given: GivenProvision, key: string) => Promise<unknown>;

/** The returns this reader may see, of one party or of all, one page at a time. */
export const returnsQuery = (filter: { [Name in 'partyId' | 'sort']?: InputOf<'/returns'>[Name] | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['returns', 'list', filter.partyId, filter.sort],
    queryFn: ({ pageParam, signal }) => get('/returns', { limit: 50, after: pageParam, ...filter }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** One return. */
export const returnQuery = (returnId: string) =>
  queryOptions({
    queryKey: ['returns', 'one', returnId],
    queryFn: ({ signal }) => get('/returns/:returnId', { returnId }, signal),
  });

/** A submitted version; it never changes. */
export const versionQuery = (returnId: string, number: number) =>
  queryOptions({
    queryKey: ['returns', 'version', returnId, number],
    queryFn: ({ signal }) => get('/returns/:returnId/versions/:number', { returnId, number }, signal),
  });

/** A step of a return, or another command on it. The return is refetched even after an error. */
export function useReturnWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['returns'] });
  return useWrite(
    async (input: Input, key: string) => {
      try {
        return await write(input, key);
      } catch (error) {
        if (!isStale(error)) void again();
        throw error;
      }
    },
    {
      readAgain: again,
      onSuccess: async (answer) => {
        await again();
        return onSuccess?.(answer);
      },
    },
  );
}

/** Stores an answer and updates only its own row, so that saving one question does not reload the other ninety-nine. */
export function useSaveAnswer(returnId: string, name: string) {
  const queries = useQueryClient();
  const { queryKey } = returnQuery(returnId);
  return async (questionId: string, given: Given, version: number, key: string): Promise<number> => {
    try {
      const stored = await send('PUT /returns/:returnId/answers/:questionId', { returnId, questionId, version, ...given }, key);
      queries.setQueryData<ReturnView>(
        queryKey,
        (view) => view && { ...view, answers: (view.answers ?? []).map((row) => withAnswer(row, questionId, given, stored.version, name)) },
      );
      return stored.version;
    } catch (error) {
      // Loads another user's answer before the conflict is shown. A busy server is not asked for the whole return as well.
      if (isStale(error)) await queries.invalidateQueries({ queryKey });
      else if (!isTemporary(error)) void queries.invalidateQueries({ queryKey });
      throw error;
    }
  };
}

/** Records a provision of national law for an article of a return. The return is refetched, after an error too. */
export function useRecordProvision(returnId: string): RecordProvision {
  const queries = useQueryClient();
  return async (given, key) => {
    try {
      return await send('POST /returns/:returnId/questions/:questionId/provisions', { returnId, ...given }, key);
    } finally {
      void queries.invalidateQueries({ queryKey: ['returns'] });
    }
  };
}

/** A row after its answer was stored. *Still true* takes over what was known. */
export function withAnswer(row: AnswerView, questionId: string, given: Given, version: number, by: string): AnswerView {
  if (row.questionId !== questionId) return row;
  const value = given.choice === 'still-true' ? (row.known?.value ?? null) : given.choice === 'not-known' ? null : given.value;
  return { ...row, ...given, value, version, by, at: new Date().toISOString() };
}

/** Several answers, each with the version that was seen. `form`: the hash of the form they came in. */
export type GivenMany = {
  answers: (Given & { questionId: string; version: number })[];
  provisions?: GivenProvision[];
  form: string | null;
};

/** Stores several answers, all or none. */
export const useSaveAnswers = (returnId: string, onSuccess?: () => unknown) =>
  useReturnWrite((many: GivenMany, key) => send('PUT /returns/:returnId/answers', { returnId, ...many }, key), onSuccess);

/** A section after its holder recorded a provision. */
export function withProvision(
  seen: LinkedSection,
  ids: { id: string; provisionId: string },
  { questionId, changes: _before, ...fields }: GivenProvision,
): LinkedSection {
  const article = seen.section.questions.find(({ id }) => id === questionId)?.article;
  if (article === undefined) return seen;
  const { instrument, number } = article;
  const row = { ...fields, ...ids, instrument, article: number, period: seen.period, by: seen.name, at: new Date().toISOString() };
  return { ...seen, accepted: true, provisions: [...seen.provisions, row] };
}
