import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { ClassLine } from '../classes/class.schema.ts';

export type Classes = { classes: ClassLine[]; modules: { id: string; en: string; fr: string }[] };
export type NewAccessSlip = { number: string; pin: string };

/** The classes this reader may see, and the modules a class can have. */
export const classesQuery = queryOptions({
  queryKey: ['classes'],
  queryFn: ({ signal }) => get('/training/classes', {}, signal),
});

/** A class with everybody in it. People watch it while a class learns, so it refreshes by itself. */
export const classQuery = (classId: string) =>
  queryOptions({
    queryKey: ['classes', classId],
    queryFn: ({ signal }) => get('/training/classes/:classId', { classId }, signal),
    refetchInterval: 20_000,
  });

/** A command on classes; afterwards all are read again. */
export function useClassWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess: (answer: Answer) => void = () => {},
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: ['classes'] });
      onSuccess(answer);
    },
  });
}
