import { defineCommand } from '#platform/command.ts';
import { currentCurriculum, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { completionStatements } from '#rooms/learning/index.ts';
import { completionsNamed, completionsSince, voidedSince } from '#rooms/lrs/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { ImportXapi, XapiImported } from './records.schema.ts';
import { recordedAlready, traineesByNumber } from './records.store.ts';
import { isModule, readXapi } from './xapi.rules.ts';
import {
  countWaiting,
  deleteWaiting,
  findKnownByNow,
  insertWaiting,
  placeOf,
  recordsOf,
  storePosition,
  type Waiting,
  waitingModules,
} from './xapi.store.ts';
import '../errors.ts';
import '../permissions.ts';

const AT_ONCE = 2_000;
const NAMED = 100;
const LONGEST = 500;

/**
 * Makes training records from what a party's learning systems sent since the last time, in parts. A statement with an unknown number or module waits and is
 * imported once it is known. A statement that its system voided since no longer counts. `again` reads everything from the first statement, but never records a
 * statement twice.
 */
export const importXapiCompletions = defineCommand({
  name: 'training/import-xapi-completions',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: ImportXapi,
  answer: XapiImported,
  // Unknown numbers and addresses wait in their own table, so the stored response of a repeated request need not hold them.
  storedResponse: (answer) => ({ ...answer, unknownNumbers: [], unknownModules: [] }),
  party: ({ partyId }) => partyId,
  async run({ db, write, now, newId, subject }, { partyId, again }) {
    const position = await placeOf(db, partyId);
    const place = again ? { position: null, voidedPosition: null } : position;
    const { courses } = currentCurriculum();
    const sent = await completionsSince(db, { partyId, limit: AT_ONCE, ...(place.position !== null && { after: place.position }) });
    const back = await voidedSince(db, { partyId, limit: AT_ONCE, ...(place.voidedPosition !== null && { after: place.voidedPosition }) });
    const modules = again ? [] : (await waitingModules(db, partyId)).filter((value) => isModule(value, courses));
    const waited = again ? [] : await findKnownByNow(db, partyId, modules, AT_ONCE);
    const looked = [...sent, ...(await completionsNamed(db, partyId, waited))];
    const read = readXapi(looked, { courses, passMark: (id, on) => Number(currentEdition().parameter(id, on).value) });
    const people = await traineesByNumber(
      db,
      partyId,
      read.passes.map(({ number }) => number),
    );
    const known = read.passes.flatMap((pass) => (people.has(pass.number) ? [{ ...pass, trainee: people.get(pass.number)! }] : []));
    const rows = known.filter(({ voided }) => !voided);
    const already = await recordedAlready(db, 'xapi', rows);
    const fresh = rows.filter(({ trainee, module, sourceId }) => !already.has(`${trainee} ${module} ${sourceId}`));
    const completions = fresh.map((row) => ({ ...row, id: newId(), source: 'xapi' as const }));
    for (const statement of completionStatements(completions, { recordedBy: subject.person, now })) write(statement);
    const revoked = await recordsOf(db, partyId, back.statements);
    if (revoked.length > 0)
      write(db.updateTable('training.completion').set({ revoked_at: now, revoked_by: subject.person }).where('id', 'in', revoked));

    const unknown: Waiting[] = [
      ...read.passes
        .filter(({ number, voided }) => !voided && !people.has(number))
        .map(({ system, sourceId, number }) => ({
          source: system,
          statement: sourceId,
          why: 'number' as const,
          value: number.slice(0, LONGEST),
        })),
      ...read.unknownModules.map(({ system, statement, value }) => ({
        source: system,
        statement,
        why: 'module' as const,
        value: value.slice(0, LONGEST),
      })),
    ];
    const done = [...waited.map(({ statement }) => statement), ...back.statements];
    if (again) write(deleteWaiting(db, partyId));
    else if (done.length > 0) write(deleteWaiting(db, partyId, done));
    if (unknown.length > 0) write(insertWaiting(db, partyId, unknown));
    write(
      storePosition(
        db,
        partyId,
        { position: sent.at(-1)?.position ?? place.position, voidedPosition: back.position ?? place.voidedPosition },
        { now, by: subject.person },
      ),
    );
    const more = [sent, waited, back.statements].some(({ length }) => length === AT_ONCE);
    const counts = {
      ...{ found: looked.length, imported: fresh.length, known: rows.length - fresh.length },
      voided: revoked.length + known.length - rows.length,
      ...{ notPassed: read.notPassed, nameless: read.nameless },
      unsigned: fresh.filter((row) => courses.find(({ module }) => module.id === row.module)?.module.acknowledgement).length,
    };
    // Waiting statements are listed once, after the last part.
    const named = async (why: Waiting['why']) => {
      if (more) return [];
      const before = again ? [] : await countWaiting(db, partyId, why, done, NAMED);
      return summed([...before, ...unknown.filter((one) => one.why === why).map(({ value }) => ({ value, n: 1 }))]);
    };
    return {
      answer: { ...counts, unknownNumbers: await named('number'), unknownModules: await named('module'), more },
      entry: {
        subjectKind: 'roster',
        subjectId: partyId,
        partyId,
        evidenceKind: 'EV-TRN',
        detail: { source: 'xapi', ...counts, ...(again && { again }) },
      },
    };
  },
});

function summed(named: readonly { value: string; n: number }[]): { value: string; n: number }[] {
  const groups = [...Map.groupBy(named, ({ value }) => value)].map(([value, some]) => ({
    value,
    n: some.reduce((sum, { n }) => sum + n, 0),
  }));
  return groups.toSorted((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1)).slice(0, NAMED);
}
