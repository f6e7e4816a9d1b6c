import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Elsewhere, ElsewhereFile } from './elsewhere.schema.ts';
import { checkEdition } from './policy.rules.ts';
import { EDITION_FILES, type EditionData, type EditionFile } from './policy.schema.ts';
import { checkElsewhere, checkQuestionnaire } from './questionnaire.rules.ts';
import { type Questionnaire, QuestionnaireFile } from './questionnaire.schema.ts';
import { EditionReferences } from './references.schema.ts';
import { type FaultKind, nameIssues } from './schema-faults.ts';
import { sayPolicy } from './texts.ts';

/** One fault of a policy file, at a line (from 1). `reason` is English; `kind` and `values` give it in another language. */
export type Fault = { file: string; line: number; kind: FaultKind; values: Record<string, string>; reason: string };

/** A policy that must not be used. The message lists every fault as `file:line: reason`. */
export class DamagedPolicy extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line}: ${fault.reason}`).join('\n'));
    this.name = 'DamagedPolicy';
    this.faults = faults;
  }
}

/** An edition with the questionnaires of its folder, and where their questions are answered already. They go to who answers them, not with the policy. */
export type EditionContent = EditionData & { questionnaires: Questionnaire[]; elsewhere: Elsewhere[] };

/** What became of a folder: an edition, or every fault of all its files. */
export type LoadedEdition = { edition: EditionContent; faults?: undefined } | { edition?: undefined; faults: Fault[] };

type Source = { path: string; document: Document; lines: LineCounter; content: unknown };

/** Reads and checks one edition's folder. Never throws on bad content: it names each fault with file and line. */
export function loadEdition(folder: string): LoadedEdition {
  const faults: Fault[] = [];
  const sources = new Map<EditionFile, Source>();
  const raw: Record<string, unknown> = {};
  const checked: Record<string, unknown> = {};
  for (const name of Object.keys(EDITION_FILES) as EditionFile[]) {
    const path = join(folder, name);
    const source = readSource(path, faults);
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
  // References are only judged with every file at hand: a missing file would make each of them dangle.
  if (sources.size === Object.keys(EDITION_FILES).length) {
    for (const { file, path, kind, id } of checkEdition(EditionReferences.parse(raw))) {
      const source = sources.get(file)!;
      faults.push(fault(source.path, lineOf(source, path), kind, { id }));
    }
  }
  const asked = faults.length > 0 ? { questionnaires: [], elsewhere: [] } : loadQuestionnaires(folder, checked as EditionData, faults);
  return faults.length > 0 ? { faults } : { edition: { ...(checked as EditionData), ...asked } };
}

const MAPPING = '.elsewhere.yaml';

// Only beside a sound edition: else each of their references would dangle. An edition need not have any.
function loadQuestionnaires(folder: string, edition: EditionData, faults: Fault[]): Pick<EditionContent, 'questionnaires' | 'elsewhere'> {
  const inside = join(folder, 'questionnaires');
  const names = existsSync(inside) ? readdirSync(inside).filter((name) => name.endsWith('.yaml')) : [];
  const paths = names.sort().map((name) => join(inside, name));
  const questionnaires = paths
    .filter((path) => !path.endsWith(MAPPING))
    .flatMap((path) => readChecked(path, QuestionnaireFile, faults, ({ questionnaire }) => checkQuestionnaire(questionnaire, edition)))
    .map(({ questionnaire }) => questionnaire);
  const elsewhere = paths
    .filter((path) => path.endsWith(MAPPING))
    .flatMap((path) => readChecked(path, ElsewhereFile, faults, (file) => checkElsewhere(file.elsewhere, questionnaires)))
    .map((file) => file.elsewhere);
  return { questionnaires, elsewhere };
}

/** What a file holds, or nothing and its faults. */
function readChecked<T>(
  path: string,
  schema: z.ZodType<T>,
  faults: Fault[],
  check: (content: T) => readonly { path: (string | number)[]; kind: FaultKind; id: string }[],
): T[] {
  const source = readSource(path, faults);
  if (source === undefined) return [];
  const parsed = schema.safeParse(source.content);
  if (!parsed.success) {
    for (const { at, kind, values } of nameIssues(parsed.error.issues, source.content))
      faults.push(fault(path, lineOf(source, at), kind, values));
    return [];
  }
  for (const { path: at, kind, id } of check(parsed.data)) faults.push(fault(path, lineOf(source, at), kind, { id }));
  return [parsed.data];
}

/**
 * Reads every edition below a folder. Throws `DamagedPolicy` with the faults of all of them; also where an edition's id is used twice, or
 * not exactly one says `current: true`.
 */
export function loadPolicies(folder: string): EditionContent[] {
  if (!existsSync(folder)) throw new DamagedPolicy([fault(folder, 1, 'unreadable', {})]);
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const loaded = names.map((entry) => ({ path: join(folder, entry.name, 'edition.yaml'), ...loadEdition(join(folder, entry.name)) }));
  const faults = loaded.flatMap((one) => one.faults ?? []);
  const sound = loaded.flatMap((one) => (one.edition ? [{ path: one.path, edition: one.edition }] : []));
  sound.forEach(({ path, edition }, index) => {
    if (sound.findIndex((other) => other.edition.id === edition.id) < index)
      faults.push(fault(path, 1, 'duplicate-id', { id: edition.id }));
  });
  const current = sound.filter(({ edition }) => edition.current);
  for (const { path } of current.slice(1)) faults.push(fault(path, 1, 'two-current', {}));
  if (faults.length === 0 && current.length === 0) faults.push(fault(folder, 1, 'no-current', {}));
  if (faults.length > 0) throw new DamagedPolicy(faults);
  return sound.map(({ edition }) => edition);
}

function readSource(path: string, faults: Fault[]): Source | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    faults.push(fault(path, 1, 'unreadable', {}));
    return undefined;
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of [...document.errors, ...document.warnings]) {
    const kind = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'not-yaml';
    faults.push(fault(path, lines.linePos(error.pos[0]).line, kind, { problem: error.message }));
  }
  if (document.errors.length > 0) return undefined;
  try {
    return { path, document, lines, content: document.toJS() };
  } catch (error) {
    // An alias that points nowhere, or too many of them, is only found while the values are made.
    faults.push(fault(path, 1, 'not-yaml', { problem: String(error) }));
    return undefined;
  }
}

/** The line of a place in a document; where the place itself is missing, the line of what should hold it. */
function lineOf({ document, lines }: Source, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path[length - 1]) : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function fault(file: string, line: number, kind: FaultKind, values: Record<string, string>): Fault {
  return { file, line, kind, values, reason: sayPolicy('en', `fault.${kind}`, values) };
}
