import { z } from 'zod';
import { runQuery } from '#platform/query.ts';
import type { PageContext, PublicPage } from '#site/public-page.ts';
import { getPublishedParticipation, listPublications, listPublicCorrections } from '../reports/publication/get-publication.query.ts';
import { missingContent, participationContent, roundContent, roundsContent } from './reviews-page.ts';

const PageQuery = z.object({ round: z.uuid().optional().catch(undefined), party: z.uuid().optional().catch(undefined) });

// Reads without a session on purpose: a public page shows the same to every visitor.
async function render(context: PageContext) {
  const call = { token: null, input: {} };
  const { rounds } = listPublications.answer.parse(await runQuery(context.platform, listPublications, call));
  const { round: roundId, party: partyId } = PageQuery.parse(context.query);
  if (roundId === undefined) return roundsContent(context, rounds);
  const round = rounds.find((one) => one.round.id === roundId);
  if (round === undefined) return missingContent(context);
  const edition = context.platform.services.catalogue.edition(round.round.editionId);
  const read = await runQuery(context.platform, listPublicCorrections, { token: null, input: { roundId } });
  const { corrections } = listPublicCorrections.answer.parse(read);
  if (partyId === undefined) return roundContent(context, round, corrections, edition);
  const published = await runQuery(context.platform, getPublishedParticipation, { token: null, input: { roundId, partyId } });
  const { participation } = getPublishedParticipation.answer.parse(published);
  return participation === null ? missingContent(context) : participationContent(context, round, participation, corrections, edition);
}

/** The public page of this room: the published participations of adopted rounds. */
export const reviewsPages: readonly PublicPage[] = [{ path: '/reviews', summary: 'Published reviews', asks: ['round', 'party'], render }];
