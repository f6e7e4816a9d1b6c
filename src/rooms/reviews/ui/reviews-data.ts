import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Page } from '#kernel/page.ts';
import type { PartyLine } from '#rooms/parties/party-view.schema.ts';
import type { EditionData } from '#rooms/policy/policy.schema.ts';
import { answerOf, get } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import type { OpenFindings } from '../findings/finding.schema.ts';
import type { Report } from '../reports/report.schema.ts';
import type { Authority, RoundPage } from '../rounds/round.schema.ts';
import type { Tasks } from '../tasks/task.schema.ts';
import type { PartView } from '../views/participation-view.schema.ts';
import type { RoundPageView } from '../views/round-page.schema.ts';

/** The edition this installation works on; it changes with a new start only. */
export const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => get('/policy', answerOf<EditionData>(), signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What this person has to do next in reviews. */
export const tasksQuery = queryOptions({
  queryKey: ['reviews', 'tasks'],
  queryFn: ({ signal }) => get('/review-tasks', answerOf<z.infer<typeof Tasks>>(), signal),
});

/** A page of the rounds, the newest first. */
export const roundsQuery = (after: string | null) =>
  queryOptions({
    queryKey: ['reviews', 'rounds', after],
    queryFn: ({ signal }) =>
      get(`/rounds?limit=100${after === null ? '' : `&after=${encodeURIComponent(after)}`}`, answerOf<z.infer<typeof RoundPage>>(), signal),
  });

/** The register of competent authorities. */
export const authoritiesQuery = queryOptions({
  queryKey: ['reviews', 'authorities'],
  queryFn: async ({ signal }) => (await get('/authorities', answerOf<{ authorities: Authority[] }>(), signal)).authorities,
});

/** The page of a round. */
export const roundQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['reviews', 'round', roundId],
    queryFn: ({ signal }) => get(`/rounds/${roundId}`, answerOf<z.infer<typeof RoundPageView>>(), signal),
  });

/** The report of a round as it stands, for what is declared. */
export const reportQuery = (roundId: string) =>
  queryOptions({
    queryKey: ['reviews', 'report', roundId],
    queryFn: ({ signal }) => get(`/rounds/${roundId}/report`, answerOf<Report>(), signal),
  });

/** One party's part in a round. */
export const partQuery = (partId: string) =>
  queryOptions({
    queryKey: ['reviews', 'part', partId],
    queryFn: ({ signal }) => get(`/participations/${partId}`, answerOf<PartView>(), signal),
  });

/** What the reviews of a party still ask of it. */
export const openFindingsQuery = (partyId: string) =>
  queryOptions({
    queryKey: ['reviews', 'findings', partyId],
    queryFn: ({ signal }) => get(`/parties/${encodeURIComponent(partyId)}/findings`, answerOf<OpenFindings>(), signal),
  });

/** Every party this reader may see, page after page. */
export const everyPartyQuery = queryOptions({
  queryKey: ['parties', 'every'],
  queryFn: async ({ signal }) => {
    const found: PartyLine[] = [];
    let mark = '';
    do {
      const page = await get(`/parties?limit=100${mark && `&after=${encodeURIComponent(mark)}`}`, answerOf<Page<PartyLine>>(), signal);
      found.push(...page.items);
      mark = page.next ?? '';
    } while (mark !== '');
    return found;
  },
});

/**
 * A write in a review. Whatever it answers, what is open is read again: after a success because other pages show it, after a refusal
 * because somebody else may have moved things on.
 */
export function useReviewWrite<Input, Answer>(
  act: (input: Input, key: string) => Promise<Answer>,
  options: { onSuccess?: (answer: Answer, input: Input) => unknown } = {},
) {
  const queries = useQueryClient();
  const readAgain = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'policy' });
  return useWrite(
    async (input: Input, key: string) => {
      try {
        return await act(input, key);
      } catch (error) {
        if (!isStale(error)) void readAgain();
        throw error;
      }
    },
    {
      readAgain,
      onSuccess: async (answer, input) => {
        await readAgain();
        return options.onSuccess?.(answer, input);
      },
    },
  );
}
