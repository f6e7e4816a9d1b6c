import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { currentCurriculum, hashOfBothTexts, TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { completionStatements, type NewCompletion, type NewSignature, signatureStatements } from '#rooms/learning/index.ts';
import { translateFault } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { readCompletions } from './completions-file.ts';
import { CompletionsImported, CompletionsPreview, CompletionsTable, MAX_COMPLETIONS } from './records.schema.ts';
import { numbersThatLeft, recordedAlready, traineesByNumber } from './records.store.ts';
import '../errors.ts';
import '../permissions.ts';

async function compare(db: Database, { partyId, table, firstLine }: { partyId: string; table: string; firstLine: number }, now: Date) {
  const { courses } = currentCurriculum();
  const passMark = (id: string, on: string) => Number(currentEdition().parameter(id, on).value);
  const read = readCompletions(table, { courses, passMark, today: dayOf(now) });
  const numbers = read.rows.map(({ value }) => value.number);
  const people = await traineesByNumber(db, partyId, numbers);
  const gone = await numbersThatLeft(db, partyId, numbers);
  const absent = read.rows.filter(({ value }) => !people.has(value.number));
  // A learning system still lists people who left. Their rows are skipped, and the others are recorded.
  const left = absent.filter(({ value }) => gone.has(value.number)).length;
  const unknown = absent.filter(({ value }) => !gone.has(value.number));
  const faults = [
    ...read.faults,
    ...unknown.map(({ line, value }) => ({
      file: 'completions.csv',
      line,
      code: 'not-in-register' as const,
      values: { column: 'number', value: value.number },
    })),
  ].map((fault) => (fault.line === 1 ? fault : { ...fault, line: fault.line - 2 + firstLine }));
  const rows = read.rows
    .filter(({ value }) => people.has(value.number))
    .map(({ value }) => {
      const { module } = courses.find((one) => one.module.id === value.module)!;
      const day = (text: string) => new Date(`${text}T12:00:00Z`);
      return {
        trainee: people.get(value.number)!,
        module: module.id,
        moduleVersion: value.version,
        ...(value.lessons.length > 0 && { lessons: value.lessons }),
        source: 'table' as const,
        sourceId: [value.passed, ...value.lessons.toSorted()].join(' '),
        passedAt: day(value.passed),
        ...(value.score !== undefined && { score: value.score }),
        ...(value.signed !== null && { acknowledgement: { at: day(value.signed), hash: hashOfBothTexts(module) } }),
      };
    });
  const known = await recordedAlready(db, 'table', rows);
  const recorded = ({ trainee, module, sourceId }: (typeof rows)[number]) => known.get(`${trainee} ${module} ${sourceId}`);
  const fresh = rows.filter((row) => recorded(row) === undefined);
  // Recorded earlier without a signature, which has been given since.
  const signed = rows.flatMap((row): NewSignature[] =>
    recorded(row)?.unsigned && row.acknowledgement ? [{ ...row, acknowledgement: row.acknowledgement }] : [],
  );
  const unsigned = fresh.filter(
    (row) => row.acknowledgement === undefined && courses.find(({ module }) => module.id === row.module)!.module.acknowledgement,
  ).length;
  return {
    fresh,
    signed,
    known: rows.length - fresh.length - signed.length,
    unsigned,
    left,
    faults: faults.toSorted((a, b) => a.line - b.line),
  };
}

/** Previews the import of a table of completions: new ones, known ones, known ones that are now signed, unsigned ones that do not count, those of people who left, which are skipped, and every problem. */
export const previewCompletions = defineQuery({
  name: 'training/preview-completions',
  permission: 'training:manage-roster',
  input: CompletionsTable,
  answer: CompletionsPreview,
  party: ({ partyId }) => partyId,
  async run(context, input) {
    const { language } = subjectOf(context);
    const { fresh, signed, known, unsigned, left, faults } = await compare(context.db, input, context.now);
    return {
      ...{ new: fresh.length, known, signed: signed.length, unsigned, left, faultCount: faults.length },
      faults: faults
        .slice(0, 100)
        .map((fault) => ({ line: fault.line, column: String(fault.values.column ?? ''), reason: translateFault(language, fault) })),
    };
  },
});

/**
 * Imports completions from a party's own learning system, as a table or a part of one. The same table twice records nothing twice; signatures added since are
 * recorded.
 */
export const importCompletions = defineCommand({
  name: 'training/import-completions',
  permission: 'training:manage-roster',
  clauses: TRAINING_CLAUSES,
  input: CompletionsTable,
  answer: CompletionsImported,
  party: ({ partyId }) => partyId,
  async run(context, input) {
    const { fresh, signed, known, left, faults } = await compare(context.db, input, context.now);
    if (faults.length > 0) {
      const fields = faults
        .slice(0, 20)
        .map((fault) => ({ path: `${fault.line}`, code: fault.code, message: translateFault(context.subject.language, fault) }));
      throw new AppError('training/table-damaged', { count: faults.length, fields });
    }
    if (fresh.length > MAX_COMPLETIONS) throw new AppError('training/other-batch');
    enter(context, fresh);
    for (const statement of signatureStatements(signed)) context.write(statement);
    return {
      answer: { imported: fresh.length, known, signed: signed.length, left },
      entry: {
        subjectKind: 'roster',
        subjectId: input.partyId,
        partyId: input.partyId,
        evidenceKind: 'EV-TRN',
        detail: { source: 'table', imported: fresh.length, known, signed: signed.length },
      },
    };
  },
});

function enter({ write, newId, now, subject }: CommandContext, rows: readonly Omit<NewCompletion, 'id'>[]): void {
  const completions = rows.map((row) => ({ ...row, id: newId() }));
  for (const statement of completionStatements(completions, { recordedBy: subject.person, now })) write(statement);
}
