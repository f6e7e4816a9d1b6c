import { defineCommand } from '#platform/command.ts';
import { completionsSince } from '#rooms/lrs/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { TRAINING_CLAUSES } from '../clauses.ts';
import { currentCurriculum } from '../readiness/curriculum-file.ts';
import { completionStatements } from './completion.ts';
import { TakeXapi, XapiTaken } from './records.schema.ts';
import { recordedAlready, revokeVoided, traineesByNumber } from './records.store.ts';
import { readXapi } from './xapi.rules.ts';
import '../errors.ts';
import '../permissions.ts';

const AT_ONCE = 2_000;
const NAMED = 100;

/**
 * Makes training records of what a party's learning systems sent, from the first statement on, by parts. It is read anew each time, so that who came into the
 * roster since is found and what was voided since counts no more; what was taken once is not taken again.
 */
export const takeXapiCompletions = defineCommand({
  name: 'training/take-xapi-completions',
  permission: 'training:keep-roster',
  clauses: TRAINING_CLAUSES,
  input: TakeXapi,
  answer: XapiTaken,
  party: ({ partyId }) => partyId,
  async run({ db, write, now, newId, subject }, { partyId, after }) {
    const sent = await completionsSince(db, { partyId, limit: AT_ONCE, ...(after !== undefined && { after }) });
    const { courses } = currentCurriculum();
    const read = readXapi(sent, { courses, passMark: (id) => Number(currentEdition().parameter(id).value) });
    const people = await traineesByNumber(
      db,
      partyId,
      read.passes.map(({ number }) => number),
    );
    const found = read.passes.flatMap((pass) => (people.has(pass.number) ? [{ ...pass, trainee: people.get(pass.number)! }] : []));
    const [voided, rows] = [found.filter((row) => row.voided), found.filter((row) => !row.voided)];
    const already = await recordedAlready(db, 'xapi', rows);
    const fresh = rows.filter(({ trainee, module, sourceId }) => !already.has(`${trainee} ${module} ${sourceId}`));
    const completions = fresh.map((row) => ({ ...row, id: newId(), way: 'xapi' as const }));
    for (const statement of completionStatements(db, completions, { recordedBy: subject.person, now })) write(statement);
    if (voided.length > 0) write(revokeVoided(db, voided, { now, by: subject.person }));
    const counts = {
      ...{ found: sent.length, taken: fresh.length, known: rows.length - fresh.length, voided: voided.length },
      ...{ notPassed: read.notPassed, nameless: read.nameless },
      unsigned: fresh.filter((row) => courses.find(({ module }) => module.id === row.module)?.module.acknowledgement).length,
    };
    return {
      answer: {
        ...counts,
        unknownNumbers: counted(read.passes.filter(({ number }) => !people.has(number)).map(({ number }) => number)),
        unknownModules: counted(read.unknownModules),
        next: sent.length < AT_ONCE ? null : sent.at(-1)!.mark,
      },
      entry: {
        subjectKind: 'roster',
        subjectId: partyId,
        partyId,
        evidenceKind: 'EV-TRN',
        detail: { way: 'xapi', ...counts },
      },
    };
  },
});

function counted(values: readonly string[]): { value: string; n: number }[] {
  const groups = [...Map.groupBy(values, (value) => value)].map(([value, { length }]) => ({ value, n: length }));
  return groups.toSorted((a, b) => b.n - a.n).slice(0, NAMED);
}
