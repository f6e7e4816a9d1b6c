import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { participationsOf } from '../../participations/participation.store.ts';
import { refuseStale } from '../../participations/participation-action.ts';
import { findRound, lockRound } from '../../participations/round-row.store.ts';
import type { Release } from '../../reviews.schema.ts';
import { ROUND_MACHINE } from '../../rounds/round.rules.ts';
import { OnRound, RoundAnswer } from '../../rounds/round.schema.ts';
import { viewRound } from '../../rounds/round-view.ts';
import { ReportParty } from '../report.schema.ts';
import { canonicalJson, sha256 } from '../snapshot.rules.ts';
import { findSnapshot } from '../snapshot.store.ts';
import { decidePublish, publicFigures, publicParticipation } from './publication.rules.ts';
import { Publication } from './publication.schema.ts';
import { insertPublication, publishedAt } from './publication.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

const Published = RoundAnswer.extend({ sha256: RoundAnswer.shape.id, parties: RoundAnswer.shape.id.array() });

/**
 * Publishes an adopted round: figures with small ones suppressed, and the participation of each party that agreed, with its comments, unless a label in it forbids that.
 * The publication is computed once and stored. It cannot be undone.
 */
export const publishRound = defineCommand({
  ...commandOf(ROUND_MACHINE, 'publish'),
  clauses: () => currentEdition().acts.reviews,
  input: OnRound,
  answer: Published,
  async run({ db, write, subject, now, platform }, { roundId, version }) {
    const locked = await lockRound(db, roundId);
    if (locked === undefined) throw new AppError('platform/not-found');
    refuseStale(locked.version, version);
    unwrap(decidePublish(locked.state, locked.release as Release | null, (await publishedAt(db, [roundId])).size > 0));
    const [row, snapshot, participations] = await Promise.all([
      findRound(db, roundId),
      findSnapshot(db, roundId),
      participationsOf(db, roundId),
    ]);
    const round = viewRound(row!);
    // A caller who may not see every participation cannot count them all.
    const all = (JSON.parse(snapshot!.head.head) as { parties: unknown[] }).parties.length;
    if (snapshot!.participations.length < all) throw new AppError('reviews/label-hides-participations');
    const agreed = new Set(
      participations.filter(isForAll).flatMap((participation) => (participation.public_agreed_at === null ? [] : participation.party_id)),
    );
    const named = new Set(
      snapshot!.participations.flatMap((participation) =>
        isForAll(participation) && agreed.has(participation.party_id) ? participation.party_id : [],
      ),
    );
    const parties = snapshot!.participations.map((participation) => ReportParty.parse(JSON.parse(participation.content)));
    const shown = parties.filter((party) => named.has(party.id)).map(publicParticipation);
    const smallest = Number(platform.services.catalogue.edition(round.editionId).parameter('small-cell-public', now).value);
    const content = canonicalJson(
      Publication.parse({
        round: {
          id: round.id,
          title: round.title,
          authority: round.authority?.name ?? null,
          editionId: round.editionId,
          ...(!round.ratings && { findingsOnly: true as const }),
        },
        adoptedOn: dayOf(locked.adopted_at!),
        report: snapshot!.head.sha256,
        smallest,
        ...publicFigures(parties, named, smallest),
        parties: shown,
      }),
    );
    const hash = sha256(content);
    const own = shown.map((participation) => ({ partyId: participation.id, content: canonicalJson(participation) }));
    for (const statement of insertPublication(db, { roundId, content, sha256: hash, participations: own, by: subject.person, at: now }))
      write(statement);
    return {
      answer: { id: roundId, state: round.state, version: locked.version, sha256: hash, parties: [...named] },
      entry: {
        subjectKind: 'round',
        subjectId: roundId,
        partyId: null,
        detail: {
          sha256: hash,
          participations: own.map((participation) => ({ partyId: participation.partyId, sha256: sha256(participation.content) })),
        },
      },
    };
  },
});

const isForAll = (row: { label_level: number; releasable_to: string[] | null }) => row.label_level === 0 && row.releasable_to === null;
