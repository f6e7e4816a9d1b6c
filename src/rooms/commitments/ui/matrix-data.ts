import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '#kernel/roles.ts';
import { EditionData } from '#rooms/policy/policy.schema.ts';
import { get } from '#web/client/api.ts';
import { Duty } from '../duty.schema.ts';
import { Matrix } from '../matrix.schema.ts';

/** The edition this installation works on; it changes with a new start only. */
export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', EditionData, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The matrix of one kind of party. */
export const matrixQuery = (kind: PartyKind) =>
  queryOptions({ queryKey: ['matrix', kind], queryFn: ({ signal }) => get(`/matrix?kind=${kind}`, Matrix, signal) });

/** One duty of one party, with its evidence. */
export const dutyQuery = (partyId: string, obligationId: string) =>
  queryOptions({
    queryKey: ['duty', partyId, obligationId],
    queryFn: ({ signal }) => get(`/parties/${encodeURIComponent(partyId)}/obligations/${encodeURIComponent(obligationId)}`, Duty, signal),
  });
