import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, get } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';

/** One firm of a contract, with what it owes, has and lacks. */
export type Firm = AnswerOf<'/contracts/:contractId/plans'>['firms'][number];
export type PlanAction = 'add-plan' | 'review' | 'post' | 'certify' | 'subcontract';
/** What the form of an action is given. */
export type FormOfFirm = { contractId: string; firm: Firm; close: () => void };

/** Plans, certifications and the flow-down of one contract. */
export const plansQuery = (contractId: string) =>
  queryOptions({
    queryKey: ['contracts', 'plans', contractId],
    queryFn: ({ signal }) => get('/contracts/:contractId/plans', { contractId }, signal),
  });

/** What is due of plans and certifications under the contracts that the reader may see. */
export const duesQuery = queryOptions({
  queryKey: ['contracts', 'dues'],
  queryFn: ({ signal }) => get('/contract-dues', {}, signal),
});

/** A change of plans; all contracts are refetched. */
export function usePlanWrite<Input, Answer>(write: (input: Input, key: string) => Promise<Answer>, done: () => void) {
  const queries = useQueryClient();
  const refetch = () => queries.invalidateQueries({ queryKey: ['contracts'] });
  return useWrite(write, {
    readAgain: refetch,
    onSuccess: async () => {
      await refetch();
      done();
    },
  });
}
