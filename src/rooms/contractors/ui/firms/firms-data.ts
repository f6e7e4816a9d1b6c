import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** The contract whose firms are shown. */
export type Contract = AnswerOf<'/contracts/:contractId'>;

/** The firms under a contract as choices; the first is the contractor. */
export const firmsOf = ({ contractor, members }: Contract) => [
  { value: '', text: contractor },
  ...members.filter(({ leftOn }) => leftOn === null).map(({ id, name }) => ({ value: id, text: name })),
];

/** The links of a contract's firms, what the firms were asked, and what they sent. */
export const firmsQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'firms', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/firms', { contractId }, signal),
  });

/** A change to the pages of a contract's firms; what is shown of contracts is refetched. */
export function useFirmWrite<Input, Answer>(
  write: (input: Input, key: string) => Promise<Answer>,
  onSuccess: (answer: Answer, input: Input) => unknown = () => {},
) {
  const queries = useQueryClient();
  return useWrite(write, {
    onSuccess: async (answer: Answer, input: Input) => {
      onSuccess(answer, input);
      await queries.invalidateQueries({ queryKey: ['contracts'] });
    },
  });
}
