import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister, rotationsOf, unitNames } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { Knowledge, type KnowledgeRow } from './board.schema.ts';
import '../permissions.ts';

/** Knowledge before and after, by rotation and module, in a scope; null: too few people to show. The database leaves small numbers out for every reader. */
async function knowledgeOf(db: Database, scopeId: string, now: Date): Promise<KnowledgeRow[]> {
  const smallest = Number(currentEdition().parameter('small-cell-parties', now).value);
  const { rows } = await sql<KnowledgeRow>`
    select party as "partyId", rotation as "rotationId", module, persons, before, after from training.knowledge(${scopeId}::uuid, ${smallest}::int)`.execute(
    db,
  );
  return rows;
}

/** The same in words that fit next to a share, largest rotations first. Rows with too few people are left out. */
export async function namedKnowledge(db: Database, scopeId: string, now: Date) {
  const shown = (await knowledgeOf(db, scopeId, now)).filter(({ persons }) => persons !== null).toSorted((a, b) => b.persons! - a.persons!);
  const rotations = await rotationsOf(db, { ids: shown.flatMap(({ rotationId }) => rotationId ?? []) });
  const units = await unitNames(
    db,
    rotations.map(({ unitId }) => unitId),
  );
  return shown.map(({ rotationId, module, persons, before, after }) => {
    const rotation = rotations.find(({ id }) => id === rotationId);
    const name = [rotation && units.get(rotation.unitId), rotation?.contingent, module].filter(Boolean).join(', ');
    return { rotation: name, persons: persons!, before: before!, after: after! };
  });
}

/** What the courses taught the people of a party or an operation, by rotation: their share before they began, and in their first final check (A2). */
export const getKnowledge = defineQuery({
  name: 'training/get-knowledge',
  permission: 'training:see',
  input: z.strictObject({ scopeId: z.uuid() }),
  answer: Knowledge,
  party: ({ scopeId }) => scopeId,
  async run({ db, now }, { scopeId }) {
    const rows = await knowledgeOf(db, scopeId, now);
    const rotations = await rotationsOf(db, { ids: rows.flatMap(({ rotationId }) => rotationId ?? []) });
    const units = await unitNames(
      db,
      rotations.map(({ unitId }) => unitId),
    );
    const { parties } = await readRegister(db, { ids: rows.map(({ partyId }) => partyId) });
    const order = new Map(currentCurriculum().courses.map(({ module }, at) => [module.id, at]));
    const lines = rows.map(({ rotationId, ...row }) => {
      const rotation = rotations.find(({ id }) => id === rotationId);
      return {
        ...row,
        rotationId,
        party: parties.find(({ id }) => id === row.partyId)!.name,
        unit: rotation ? (units.get(rotation.unitId) ?? null) : null,
        contingent: rotation?.contingent ?? null,
      };
    });
    const place = (line: (typeof lines)[number]) => order.get(line.module) ?? order.size;
    return {
      smallest: Math.max(5, Number(currentEdition().parameter('small-cell-parties', now).value)),
      lines: lines.toSorted((a, b) => place(a) - place(b) || (a.contingent ?? '\uffff').localeCompare(b.contingent ?? '\uffff')),
    };
  },
});
