import { z } from 'zod';
import { pageOf } from '#kernel/page.ts';
import { ContractRow } from '../../register/contract.schema.ts';
import { NEXT_DUES } from './next-due.rules.ts';

/**
 * What is due first of a contract; null: nothing, as far as it is known. `isPlanUnknown`: of a firm of the contract nobody knows whether it owes a plan.
 * `breaks`: how many firms under it the clause does not reach because their own contract lacks it.
 */
export const NextDues = z.object({
  next: z.object({ kind: z.enum(NEXT_DUES), on: z.string().nullable(), late: z.boolean() }).nullable(),
  isPlanUnknown: z.boolean(),
  breaks: z.int(),
});
export type NextDues = z.infer<typeof NextDues>;

export const ContractRows = pageOf(ContractRow.extend(NextDues.shape));
