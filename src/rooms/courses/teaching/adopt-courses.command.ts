import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { TRAINING_CLAUSES } from '../clauses.ts';
import { ADOPTION_MACHINE, decideAdoption } from './adoption.rules.ts';
import { curriculumMap, MAP_EVIDENCE, mapHash } from './curriculum-map.rules.ts';
import { latestTaught } from './teaching.store.ts';
import { translateTeaching } from './texts.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records that a party teaches these versions of the courses. This is its curriculum map: evidence for every obligation that the lessons carry (5d, Appendix
 * 2).
 */
export const adoptCourses = defineCommand({
  ...commandOf(ADOPTION_MACHINE, 'adopt'),
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ id: z.string(), obligations: z.number().int() }),
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const { db, write, subject, now, newId, platform } = context;
    const party = (await readRegister(db, { ids: [partyId] })).parties[0];
    if (party === undefined) throw new AppError('platform/not-found');
    const edition = currentEdition();
    const { modules } = platform.services.courses;
    const unreviewed = modules.filter(({ module }) => module.review.status === 'not-reviewed').length;
    const map = curriculumMap(modules, edition.obligations, party.kind);
    const hash = mapHash(map);
    unwrap(decideAdoption({ kind: party.kind, hash: (await latestTaught(db, partyId))?.hash }, hash));
    const both = (key: 'title' | 'source') => {
      const counts = { modules: modules.length, unreviewed };
      return {
        en: translateTeaching('en', key, { party: party.name.en, ...counts }),
        fr: translateTeaching('fr', key, { party: party.name.fr, ...counts }),
      };
    };
    const id = newId();
    const evidenceId = recordEvidence(context, {
      partyId,
      editionId: edition.id,
      obligationIds: map.map(({ obligation }) => obligation),
      kind: MAP_EVIDENCE,
      says: 'met',
      origin: 'measured',
      title: both('title'),
      date: dayOf(now),
      source: both('source'),
      note: map
        .map(({ obligation, lessons }) => `${obligation}: ${lessons.map(({ lesson, version }) => `${lesson} v${version}`).join(', ')}`)
        .join('\n'),
    });
    write(
      sql`insert into training.courses_taught (id, party_id, edition_id, map, map_hash, evidence_id, adopted_at, adopted_by)
        values (${id}, ${partyId}, ${edition.id}, ${JSON.stringify(map)}::jsonb, ${hash}, ${evidenceId}, ${now}, ${subject.person})`,
    );
    return {
      answer: { id, obligations: map.length },
      entry: { subjectKind: 'courses', subjectId: id, partyId, evidenceKind: MAP_EVIDENCE, detail: { evidenceId, map } },
    };
  },
});
