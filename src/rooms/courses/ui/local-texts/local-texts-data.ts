import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { LocalTextLine, LocalTextView } from '../../local-texts/local-text.schema.ts';

/** How the texts of the parties stand that this reader may ask about. */
export const localTextsQuery = queryOptions({
  queryKey: ['local-texts', 'list'],
  queryFn: ({ signal }) => get('/local-texts', answerOf<{ lines: LocalTextLine[] }>(), signal),
});

/** Where the text of a party lies. */
export const localTextPath = (partyId: string, slot: string) =>
  `/parties/${encodeURIComponent(partyId)}/local-texts/${encodeURIComponent(slot)}`;

/** One of them: questions, draft, signed versions. */
export const localTextQuery = (partyId: string, slot: string) =>
  queryOptions({
    queryKey: ['local-texts', 'one', partyId, slot],
    queryFn: ({ signal }) => get(localTextPath(partyId, slot), answerOf<LocalTextView>(), signal),
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
