import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { checkEdition } from '../policy.rules.ts';
import { EDITION_FILES, type EditionData, type EditionFile } from '../policy.schema.ts';
import { type Elsewhere, ElsewhereFile } from '../questionnaires/elsewhere.schema.ts';
import { checkElsewhere, checkQuestionnaire } from '../questionnaires/questionnaire.rules.ts';
import { type Questionnaire, QuestionnaireFile } from '../questionnaires/questionnaire.schema.ts';
import type { QuestionnaireProblem } from '../questionnaires/questionnaire-problem.ts';
import { diskFolder, type EditionFolder, textOf } from './edition-folder.ts';
import { checkMapping } from './mapping.rules.ts';
import { type EditionMapping, MappingFile } from './mapping.schema.ts';
import { EditionReferences } from './references.schema.ts';
import { type FaultKind, nameIssues } from './schema-faults.ts';
import { DamagedPolicy, type Fault, fault, lineOf, parseChecked, parseSource, type Source } from './source-file.ts';

/**
 * An edition with its folder, its questionnaires, the tables of questions that other reviews already ask, and its mapping to an earlier edition. Questionnaires
 * are sent to those who answer them, not with the policy.
 */
export type EditionContent = EditionData & {
  questionnaires: Questionnaire[];
  elsewhere: Elsewhere[];
  mapping: EditionMapping | null;
  folder: string;
};

/** The result for a folder: an edition, or every fault of all its files. */
export type LoadedEdition = { edition: EditionContent; faults?: undefined } | { edition?: undefined; faults: Fault[] };

const HEAD = 'edition.yaml';
const MAPPING = 'mapping.yaml';

/** Reads and checks one edition's folder. Never throws on bad content; it reports each fault with file and line. */
export function loadEdition(folder: string): LoadedEdition {
  const { edition, faults } = readEdition(diskFolder(folder));
  return faults ? { faults } : { edition: { ...edition, folder } };
}

/** The same for files from anywhere. */
export function readEdition(
  folder: EditionFolder,
): { edition: Omit<EditionContent, 'folder'>; faults?: undefined } | { edition?: undefined; faults: Fault[] } {
  const faults: Fault[] = [];
  const sources = new Map<EditionFile, Source>();
  const raw: Record<string, unknown> = {};
  const checked: Record<string, unknown> = {};
  for (const name of Object.keys(EDITION_FILES) as EditionFile[]) {
    const path = folder.path(name);
    const source = parseSource(path, folder.text(name), faults);
    if (source === undefined) continue;
    sources.set(name, source);
    const { content } = source;
    if (typeof content === 'object' && content !== null) Object.assign(raw, content);
    const parsed = EDITION_FILES[name].safeParse(content);
    if (parsed.success) Object.assign(checked, parsed.data);
    else
      for (const { at, kind, values } of nameIssues(parsed.error.issues, content))
        faults.push(fault(path, lineOf(source, at), kind, values));
  }
  // References are checked only when every file is present: a missing file would make each of them dangle.
  if (sources.size === Object.keys(EDITION_FILES).length) {
    for (const { file, path, kind, id } of checkEdition(EditionReferences.parse(raw))) {
      const source = sources.get(file)!;
      faults.push(fault(source.path, lineOf(source, path), kind, { id }));
    }
  }
  const questionnaires =
    faults.length > 0 ? { questionnaires: [], elsewhere: [] } : loadQuestionnaires(folder, checked as EditionData, faults);
  const mapping = loadMapping(folder, faults);
  return faults.length > 0 ? { faults } : { edition: { ...(checked as EditionData), ...questionnaires, mapping } };
}

// The mapping is optional. Its references to other editions are checked once all editions are loaded.
function loadMapping(folder: EditionFolder, faults: Fault[]): EditionMapping | null {
  const text = folder.text(MAPPING);
  return text === undefined ? null : (parseChecked(folder.path(MAPPING), text, MappingFile, faults)?.content.mapping ?? null);
}

const QUESTIONNAIRES = 'questionnaires';
const ELSEWHERE = '.elsewhere.yaml';

// Questionnaires are optional. They are checked only for a valid edition; otherwise each of their references would dangle.
function loadQuestionnaires(
  folder: EditionFolder,
  edition: EditionData,
  faults: Fault[],
): Pick<EditionContent, 'questionnaires' | 'elsewhere'> {
  const names = folder.names(QUESTIONNAIRES).filter((name) => name.endsWith('.yaml'));
  const paths = names.sort().map((name) => `${QUESTIONNAIRES}/${name}`);
  const read = <T>(name: string, schema: z.ZodType<T>, check: (content: T) => readonly QuestionnaireProblem[]): T[] => {
    const path = folder.path(name);
    const file = parseChecked(path, folder.text(name), schema, faults);
    if (file === undefined) return [];
    for (const { path: at, kind, id } of check(file.content)) faults.push(fault(path, lineOf(file.source, at), kind, { id }));
    return [file.content];
  };
  const questionnaires = paths
    .filter((path) => !path.endsWith(ELSEWHERE))
    .flatMap((path) => read(path, QuestionnaireFile, ({ questionnaire }) => checkQuestionnaire(questionnaire, edition)))
    .map(({ questionnaire }) => questionnaire);
  const elsewhere = paths
    .filter((path) => path.endsWith(ELSEWHERE))
    .flatMap((path) => read(path, ElsewhereFile, (file) => checkElsewhere(file.elsewhere, questionnaires)))
    .map((file) => file.elsewhere);
  return { questionnaires, elsewhere };
}

/**
 * Reads every edition below a folder. Throws `DamagedPolicy` with the faults of all of them, and also where two editions have the same id or not exactly one
 * says `current: true`.
 */
export function loadPolicies(folder: string): EditionContent[] {
  if (!existsSync(folder)) throw new DamagedPolicy([fault(folder, 1, 'unreadable', {})]);
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const loaded = names.map((entry) => ({ folder: join(folder, entry.name), ...loadEdition(join(folder, entry.name)) }));
  const faults = loaded.flatMap((one) => one.faults ?? []);
  const sound = loaded.flatMap((one) => (one.edition ? [{ folder: one.folder, edition: one.edition }] : []));
  faults.push(...faultsTogether(sound));
  if (faults.length === 0 && !sound.some(({ edition }) => edition.current)) faults.push(fault(folder, 1, 'no-current', {}));
  if (faults.length > 0) throw new DamagedPolicy(faults);
  return sound.map(({ edition }) => edition);
}

/** Faults that appear only between editions. */
export function faultsTogether(editions: readonly { folder: string; edition: EditionContent }[]): Fault[] {
  const all = editions.map(({ edition }) => edition);
  const current = all.filter((edition) => edition.current);
  return editions.flatMap(({ folder, edition }, index): Fault[] => {
    const head = (kind: FaultKind, values: Record<string, string> = {}, line = 1) => fault(join(folder, HEAD), line, kind, values);
    const path = join(folder, MAPPING);
    return [
      ...(all.findIndex((other) => other.id === edition.id) < index ? [head('duplicate-id', { id: edition.id })] : []),
      ...(edition.current && current[0] !== edition ? [head('two-current')] : []),
      ...(edition.current && edition.incomplete ? [head('incomplete-current')] : []),
      ...edition.successors.flatMap(({ edition: id }) =>
        id === undefined || all.some((other) => other.id === id) ? [] : [head('unknown-edition', { id })],
      ),
      ...(edition.mapping ? checkMapping(edition.mapping, edition, all) : []).map(({ path: at, kind, id }) => {
        const source = parseSource(path, textOf(path), []);
        return fault(path, source ? lineOf(source, at) : 1, kind, { id });
      }),
    ];
  });
}
