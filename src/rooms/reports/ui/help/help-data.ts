import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import type { PartyHelp } from '../../help/help.schema.ts';

export type HelpEntry = PartyHelp['places'][number]['entries'][number];

/** The list of help that a party keeps. */
export const partyHelpQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['help', partyId],
    queryFn: ({ signal }) => get('/parties/:partyId/help', { partyId }, signal),
  });

/** A change of a list of help; the lists are read again. */
export function useHelpWrite<Input>(write: (input: Input, key: string) => Promise<unknown>, onSuccess: () => void) {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ queryKey: ['help'] });
  return useWrite(write, {
    readAgain,
    onSuccess: async () => {
      await readAgain();
      onSuccess();
    },
  });
}
