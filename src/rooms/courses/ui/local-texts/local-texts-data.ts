import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, type InputOf } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** How the texts of the parties stand that this reader may ask about. */
export const localTextsQuery = queryOptions({
  queryKey: ['local-texts', 'list'],
  queryFn: ({ signal }) => get('/local-texts', {}, signal),
});

type Slot = InputOf<'/parties/:partyId/local-texts/:slot'>['slot'];

/** One of them: questions, draft, signed versions. */
export const localTextQuery = (partyId: string, slot: string) =>
  queryOptions({
    queryKey: ['local-texts', 'one', partyId, slot],
    // Read from the address: what is no slot is refused by the server.
    queryFn: ({ signal }) => get('/parties/:partyId/local-texts/:slot', { partyId, slot: slot as Slot }, signal),
  });

/** An act on a text; all of them are read again. */
export function useLocalTextWrite<Input>(act: (input: Input, key: string) => Promise<unknown>, onSuccess?: () => void) {
  const queries = useQueryClient();
  return useWrite(act, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['local-texts'] });
      onSuccess?.();
    },
  });
}
