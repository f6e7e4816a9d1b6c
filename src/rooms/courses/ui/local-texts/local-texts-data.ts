import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** The state of every party's text that this reader may see. */
export const localTextsQuery = queryOptions({
  queryKey: ['local-texts', 'list'],
  queryFn: ({ signal }) => get('/local-texts', {}, signal),
});

type Placeholder = InputOf<'/parties/:partyId/local-texts/:placeholder'>['placeholder'];

/** One party's text: questions, draft, signed versions. */
export const localTextQuery = (partyId: string, placeholder: string) =>
  queryOptions({
    queryKey: ['local-texts', 'one', partyId, placeholder],
    // The id comes from the address: the server rejects an unknown placeholder.
    queryFn: ({ signal }) =>
      get('/parties/:partyId/local-texts/:placeholder', { partyId, placeholder: placeholder as Placeholder }, signal),
  });

/** A command on a text; afterwards, or where the text was changed meanwhile, all texts are read again. `onSuccess` runs before that. */
export function useLocalTextWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess?: (answer: Answer, input: Input) => void,
) {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: ['local-texts'] });
  return useWrite(write, {
    readAgain,
    onSuccess: (answer, input) => {
      onSuccess?.(answer, input);
      return readAgain();
    },
  });
}
