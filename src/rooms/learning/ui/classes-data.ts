import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { dayOf } from '#kernel/dates.ts';
import { get, type InputOf } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { ClassLine } from '../classes/class.schema.ts';

export type Classes = { classes: ClassLine[]; next: string | null; modules: { id: string; en: string; fr: string }[] };
export type NewAccessSlip = { number: string; pin: string };

/** The classes that this reader may see and that are not over today, those that end first leading, and the modules a class can have. */
export const classesQuery = queryOptions({
  queryKey: ['classes', 'not over'],
  queryFn: ({ signal }) => get('/training/classes', { from: dayOf(new Date()), sort: 'ends', limit: 100 }, signal),
});

/** The classes this reader may see, a page at a time. */
export const classPagesQuery = (sort: InputOf<'/training/classes'>['sort']) =>
  infiniteQueryOptions({
    queryKey: ['classes', 'list', sort],
    queryFn: ({ pageParam, signal }) => get('/training/classes', { sort, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  });

/** A class with everybody in it. People watch it while a class learns, so it refreshes automatically. */
export const classQuery = (classId: string) =>
  queryOptions({
    queryKey: ['classes', classId],
    queryFn: ({ signal }) => get('/training/classes/:classId', { classId }, signal),
    refetchInterval: 20_000,
  });

/** A command on classes; afterwards all are read again. */
export function useClassWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess: (answer: Answer, input: Input) => void = () => {},
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer, input) => {
      await queries.invalidateQueries({ queryKey: ['classes'] });
      onSuccess(answer, input);
    },
  });
}
