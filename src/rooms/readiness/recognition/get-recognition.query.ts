import { z } from 'zod';
import { addMonths, dayOf } from '#kernel/dates.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { EQUIVALENT_MACHINE, type EquivalentAction, type EquivalentState, equivalentState, lessonsCarried } from './recognition.rules.ts';
import { Recognition } from './recognition.schema.ts';
import { listEquivalents, listProviders, listTotals } from './recognition.store.ts';
import '../permissions.ts';

/** Other recognised training, for a party's training officer: its own and other nations' equivalent courses and providers, and its own signed totals. */
export const getRecognition = defineQuery({
  name: 'training/get-recognition',
  permission: 'training:see',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: Recognition,
  party: ({ partyId }) => partyId,
  async run(context, { partyId }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const [equivalents, providers, totals] = [await listEquivalents(db), await listProviders(db), await listTotals(db, partyId)];
    const { parties } = await readRegister(db, { ids: [...equivalents, ...providers].map((row) => row.party_id) });
    const called = new Map(parties.map(({ id, name }) => [id, name]));
    const names = await namesOf(
      db,
      totals.map((row) => row.signed_by),
    );
    const { courses } = currentCurriculum();
    const yearAgo = dayOf(
      addMonths(now, -Number(currentEdition().freshMonths(currentEdition().evidenceKind('EV-PROV').freshness, now) ?? 12)),
    );
    return {
      equivalents: equivalents.flatMap((row) => {
        const course = courses.find(({ module }) => module.id === row.module_id);
        const party = called.get(row.party_id);
        if (course === undefined || party === undefined) return [];
        return {
          ...{ id: row.id, party, own: row.party_id === partyId, title: row.title, provider: row.provider, module: row.module_id },
          ...{ elements: row.elements, lessons: row.lessons, why: row.why, version: row.version },
          missing: lessonsCarried(course, row.elements).missing,
          actions: offeredActions<EquivalentState, EquivalentAction>(EQUIVALENT_MACHINE, equivalentState(row), (permission) =>
            may(subject, permission, row.party_id),
          ),
        };
      }),
      providers: providers.flatMap((row) => {
        const party = called.get(row.party_id);
        if (party === undefined) return [];
        return {
          ...{ id: row.id, party, own: row.party_id === partyId, name: row.name, general: row.general, specific: row.specific },
          ...{ level: row.level as 'alliance' | 'national', checkedOn: row.checked_on, old: row.checked_on < yearAgo },
        };
      }),
      totals: totals.map((row) => ({
        ...{
          id: row.id,
          module: row.module_id,
          persons: row.persons,
          trained: row.trained,
          asOf: row.as_of,
          by: names.get(row.signed_by) ?? '',
        },
      })),
      elements: currentEdition()
        .obligationsOf('A2')
        .map(({ id, title }) => ({ id, title })),
      modules: courses.map(({ module, lessons }) => ({
        ...{ id: module.id, title: module.title },
        lessons: lessons.map((lesson) => ({ id: lesson.id, title: lesson.title })),
      })),
    };
  },
});
