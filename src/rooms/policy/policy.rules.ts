import type { EditionReferences } from './files/references.schema.ts';
import type { EditionFile } from './policy.schema.ts';

/** What can be wrong with a well-formed edition. Each kind has a text `fault.<kind>` in every language. */
export type ProblemKind =
  | 'duplicate-id'
  | 'unknown-clause'
  | 'unknown-obligation'
  | 'joining-not-owed'
  | 'unknown-parameter'
  | 'unknown-evidence-kind'
  | 'unknown-instrument'
  | 'not-in-months'
  | 'clause-without-obligation'
  | 'clause-without-column'
  | 'column-twice'
  | 'other-clause'
  | 'never-decided'
  | 'not-marked-reconstructed'
  | 'confidence-missing';

/** One problem: its file, its path in the file, and the id concerned. */
export type Problem = { file: EditionFile; path: readonly (string | number)[]; kind: ProblemKind; id: string };

type Row = { id: string };

/**
 * Checks that an edition is consistent: ids are unique, references resolve, and every clause has an obligation. Pure. Returns all problems at once, in the
 * order of the files.
 */
export function checkEdition(edition: EditionReferences): Problem[] {
  return [...checkIds(edition), ...checkColumns(edition), ...checkObligations(edition), ...checkKinds(edition), ...checkCrosswalk(edition)];
}

function checkIds(edition: EditionReferences): Problem[] {
  const lists: [EditionFile, string, Row[]][] = [
    ['edition.yaml', 'readings', edition.readings],
    ['clauses.yaml', 'clauses', edition.clauses],
    ['obligations.yaml', 'obligations', edition.obligations],
    ['parameters.yaml', 'parameters', edition.parameters],
    ['evidence-kinds.yaml', 'evidenceKinds', edition.evidenceKinds],
    ['instruments.yaml', 'instruments', edition.instruments],
  ];
  return lists.flatMap(([file, key, rows]) =>
    rows.flatMap(({ id }, index): Problem[] =>
      id !== '' && rows.findIndex((row) => row.id === id) < index ? [{ file, path: [key, index, 'id'], kind: 'duplicate-id', id }] : [],
    ),
  );
}

function checkColumns(edition: EditionReferences): Problem[] {
  const file = 'edition.yaml';
  const problems: Problem[] = edition.columns.flatMap((id, index): Problem[] => [
    ...dangling(edition.clauses, id, { file, path: ['columns', index], kind: 'unknown-clause' }),
    ...(id !== '' && edition.columns.indexOf(id) < index ? [{ file, path: ['columns', index], kind: 'column-twice', id } as const] : []),
  ]);
  edition.readings.forEach((reading, row) => {
    reading.clauses.forEach((id, index) => {
      problems.push(...dangling(edition.clauses, id, { file, path: ['readings', row, 'clauses', index], kind: 'unknown-clause' }));
    });
  });
  for (const [name, ids] of Object.entries(edition.acts))
    ids.forEach((id, index) => {
      problems.push(...dangling(edition.clauses, id, { file, path: ['acts', name, index], kind: 'unknown-clause' }));
    });
  if (edition.adoption) {
    const { obligation, kind } = edition.adoption;
    problems.push(
      ...dangling(edition.obligations, obligation, { file, path: ['adoption', 'obligation'], kind: 'unknown-obligation' }),
      ...dangling(edition.evidenceKinds, kind, { file, path: ['adoption', 'kind'], kind: 'unknown-evidence-kind' }),
    );
  }
  edition.joining.forEach((id, index) => {
    const at = { file, path: ['joining', index] } as const;
    problems.push(...dangling(edition.obligations, id, { ...at, kind: 'unknown-obligation' }));
    const obligation = edition.obligations.find((row) => row.id === id);
    // An answer about something that a contributor does not owe would change no status.
    if (obligation && !obligation.owners.includes('contributor')) problems.push({ ...at, kind: 'joining-not-owed', id });
    if (id !== '' && edition.joining.indexOf(id) < index) problems.push({ ...at, kind: 'duplicate-id', id });
  });
  edition.clauses.forEach(({ id }, index) => {
    if (id === '') return;
    const at = { file: 'clauses.yaml', path: ['clauses', index, 'id'], id } as const;
    if (!edition.columns.includes(id)) problems.push({ ...at, kind: 'clause-without-column' });
    if (!edition.obligations.some((row) => row.clause === id)) problems.push({ ...at, kind: 'clause-without-obligation' });
  });
  return problems;
}

function checkObligations(edition: EditionReferences): Problem[] {
  const file = 'obligations.yaml';
  return edition.obligations.flatMap((row, index): Problem[] => {
    const path = ['obligations', index];
    const problems = [
      ...dangling(edition.clauses, row.clause, { file, path: [...path, 'clause'], kind: 'unknown-clause' }),
      ...row.evidence.kinds.flatMap((id, kind) =>
        dangling(edition.evidenceKinds, id, { file, path: [...path, 'evidence', 'kinds', kind], kind: 'unknown-evidence-kind' }),
      ),
      ...checkFreshness(edition, row.freshness, { file, path: [...path, 'freshness'] }),
    ];
    const deciding = row.evidence.kinds.map((id) => edition.evidenceKinds.find((kind) => kind.id === id)?.decides ?? true);
    const decided = row.evidence.needs === 'all' ? deciding.every(Boolean) : deciding.some(Boolean);
    if (deciding.length > 0 && !decided) problems.push({ file, path: [...path, 'evidence'], kind: 'never-decided', id: row.id });
    const clause = edition.clauses.find((one) => one.id === row.clause);
    if (clause?.reconstructed && !row.reconstructed) problems.push({ file, path, kind: 'not-marked-reconstructed', id: row.id });
    if (row.reconstructed && row.confidence === undefined) problems.push({ file, path, kind: 'confidence-missing', id: row.id });
    return problems;
  });
}

function checkKinds(edition: EditionReferences): Problem[] {
  return edition.evidenceKinds.flatMap((row, index) =>
    checkFreshness(edition, row.freshness, { file: 'evidence-kinds.yaml', path: ['evidenceKinds', index, 'freshness'] }),
  );
}

function checkCrosswalk(edition: EditionReferences): Problem[] {
  const file = 'crosswalk.yaml';
  return edition.crosswalk.flatMap((row, index) => {
    const path = ['crosswalk', index];
    const problems = [
      ...dangling(edition.clauses, row.clause, { file, path: [...path, 'clause'], kind: 'unknown-clause' }),
      ...dangling(edition.instruments, row.instrument, { file, path: [...path, 'instrument'], kind: 'unknown-instrument' }),
    ];
    if (!row.obligation) return problems;
    const at = { file, path: [...path, 'obligation'], id: row.obligation } as const;
    const obligation = edition.obligations.find((one) => one.id === row.obligation);
    if (obligation === undefined) problems.push({ ...at, kind: 'unknown-obligation' });
    else if (obligation.clause !== row.clause) problems.push({ ...at, kind: 'other-clause' });
    return problems;
  });
}

/** Freshness is counted in months everywhere; a parameter in another unit would silently be misread. */
function checkFreshness(edition: EditionReferences, id: string | null, at: Pick<Problem, 'file' | 'path'>): Problem[] {
  if (id === null || id === '') return [];
  const parameter = edition.parameters.find((one) => one.id === id && one.inUse);
  if (parameter === undefined) return [{ ...at, kind: 'unknown-parameter', id }];
  return parameter.unit === 'months' ? [] : [{ ...at, kind: 'not-in-months', id }];
}

function dangling(rows: Row[], id: string, at: Omit<Problem, 'id'>): Problem[] {
  return id === '' || rows.some((row) => row.id === id) ? [] : [{ ...at, id }];
}
