import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#kernel/languages.ts';
import { loadCourses, loadCurriculum, loadLanguages } from '#rooms/courses/index.ts';
import {
  currentCatalogue,
  DamagedPolicy,
  type EditionContent,
  importEdition,
  loadEdition,
  loadPolicies,
  oscalCatalog,
  POLICIES_FOLDER,
  readOscal,
  writeEdition,
} from '#rooms/policy/index.ts';
import { StartRefused } from '../start-refused.ts';
import { type Report, reports } from './command-line.ts';

/** `manumit policy check [folder]`: reads every edition below a folder and reports each fault with its file and line. */
export function addPolicy(program: Command): void {
  const policy = program
    .command('policy')
    .summary('check, import and export policies')
    .description('Checks, imports and exports policies as data.');
  const check = policy
    .command('check')
    .argument('[folder]', 'folder with one folder per edition', POLICIES_FOLDER)
    .summary('report every fault of the policy files')
    .description('Reads every edition below a folder and reports each fault with file, line and reason.');
  reports(check, async (folder: string) => checkPolicies(resolve(folder)));
  const importCommand = policy
    .command('import')
    .argument('<source>', 'folder of one edition, or an OSCAL catalog (a file)')
    .option('--to <folder>', 'for a catalog: folder for its files, which must not exist')
    .addOption(
      new Option('--language <language>', 'for a catalog of another tool: language of its texts')
        .choices([...LOCALES])
        .default(DEFAULT_LOCALE),
    )
    .summary('import a further edition')
    .description(
      'Checks an edition together with the existing ones and copies it beside them, under its id. Copies nothing if there is a fault. An OSCAL catalog (NIST, JSON) becomes a folder of files first: an export of this program without loss, another one as a draft whose missing fields are named.',
    );
  reports(importCommand, async (source: string, options: ImportOptions) =>
    statSync(source, { throwIfNoEntry: false })?.isFile() ? importCatalog(resolve(source), options) : importPolicy(resolve(source)),
  );
  const exportCommand = policy
    .command('export')
    .argument('[edition]', 'edition to write (default: the current one of this installation)')
    .addOption(new Option('--format <format>', 'format to write').choices(['oscal']).default('oscal'))
    .addOption(new Option('--language <language>', 'language of its texts').choices([...LOCALES]).default(DEFAULT_LOCALE))
    .option('--to <file>', 'file to write, which must not exist (default: standard output)')
    .summary('export an edition in a format that other tools read')
    .description(
      'Writes an edition as an OSCAL catalog (NIST) in JSON: clauses, obligations, parameters and crosswalk. Reconstructed texts are marked.',
    );
  reports(exportCommand, exportPolicy);
}

type ImportOptions = { to?: string; language: Locale };
type ExportOptions = { format: 'oscal'; language: Locale; to?: string };

async function exportPolicy(id: string | undefined, { format, language, to }: ExportOptions): Promise<Report> {
  const catalogue = currentCatalogue();
  const edition = id === undefined ? catalogue.current : catalogue.edition(id);
  const catalog = oscalCatalog(edition, language, new Date());
  if (to === undefined) return { data: catalog, lines: [JSON.stringify(catalog, null, 2)] };
  const file = resolve(to);
  if (existsSync(file)) throw new StartRefused(`${file} already exists. Choose another name.`);
  writeFileSync(file, `${JSON.stringify(catalog, null, 2)}\n`, { flag: 'wx' });
  return {
    data: { edition: edition.id, format, language, file, obligations: edition.obligations.length },
    lines: [`${edition.id}: ${edition.obligations.length} obligations written to ${file}.`],
  };
}

function checkPolicies(folder: string): Report {
  return reportFaults(() => loadPolicies(folder));
}

function importPolicy(folder: string): Report {
  const report = reportFaults(() => [importEdition(folder, POLICIES_FOLDER)]);
  if (report.ok === false) return report;
  return { ...report, lines: [...report.lines, 'Restart to load it. It is in use only once its edition.yaml says current: true.'] };
}

/** Writes the files of a catalog into a folder and checks them. Installs nothing: what is missing is completed there first. */
function importCatalog(file: string, { to, language }: ImportOptions): Report {
  if (to === undefined) throw new StartRefused('Name a folder for the files of this catalog: --to FOLDER. It must not exist.');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StartRefused(`${file} is not JSON. Export the catalog as JSON and try again.`);
  }
  const read = readOscal(content, language);
  if (read === undefined) throw new StartRefused(`${file} is not an OSCAL catalog. Choose a catalog in JSON (NIST).`);
  if (read.changed.length > 0)
    throw new StartRefused(
      `This catalog was changed after its export: ${read.changed.slice(0, 20).join(', ')}. Nothing was written. Make these changes in the files of the edition instead.`,
    );
  const folder = resolve(to);
  try {
    writeEdition(folder, read.id, read.files);
  } catch (error) {
    if (error instanceof DamagedPolicy) return faultReport(error.faults);
    throw error;
  }
  const { faults = [] } = loadEdition(folder);
  const data = { ok: faults.length === 0, edition: read.id, folder, whole: read.whole, faults };
  if (faults.length === 0)
    return { data, lines: [`${read.id}: written to ${folder}, no fault. Import it with: manumit policy import ${folder}`] };
  return {
    ok: false,
    data,
    lines: [
      ...faults.map(({ file: at, line, reason }) => `${at}:${line}: ${reason}`),
      `${read.id}: a draft is in ${folder}. The catalog does not say the ${faults.length} points above. Complete them, then check the folder above it.`,
    ],
  };
}

function describeEdition({ id, obligations, incomplete, mapping }: EditionContent) {
  return { id, obligations: obligations.length, incomplete, mapped: mapping?.rows.length ?? 0, from: mapping?.from ?? null };
}

function reportFaults(read: () => readonly EditionContent[]): Report {
  try {
    const loaded = read().map((edition) => {
      const { courses, faults } = loadCourses(edition.folder, edition);
      const plan = loadCurriculum(edition.folder, courses, edition.parameters);
      const packs = loadLanguages(edition.folder, courses);
      return { edition, courses, languages: packs.languages, faults: [...faults, ...plan.faults, ...packs.faults] };
    });
    const faults = loaded.flatMap((one) => one.faults);
    if (faults.length > 0) return faultReport(faults);
    const editions = loaded.map(({ edition, courses, languages }) => ({
      ...describeEdition(edition),
      modules: courses.length,
      lessons: courses.reduce((sum, { lessons }) => sum + lessons.length, 0),
      notReviewed: courses.flatMap(({ module }) => (module.review.status === 'not-reviewed' ? [module.id] : [])),
      languages: languages.map(({ tag, packs }) => ({
        tag,
        modules: [...packs.keys()],
        notReviewed: [...packs].flatMap(([id, { review }]) => (review.status === 'not-reviewed' ? [id] : [])),
      })),
    }));
    return {
      data: { ok: true, editions, faults: [] },
      lines: editions.flatMap(({ id, obligations, incomplete, mapped, from, modules, lessons, notReviewed, languages }) => [
        [
          `${id}: ${obligations} obligations`,
          ...(from === null ? [] : [`${mapped} of them take up ${from}`]),
          ...(modules > 0 ? [`${modules} training modules with ${lessons} lessons`] : []),
          ...(incomplete ? ['an incomplete draft that is never in use'] : []),
          'no fault.',
        ].join(', '),
        ...(notReviewed.length > 0 ? [`${id}: not reviewed by a practitioner: ${notReviewed.join(', ')}.`] : []),
        ...languages.flatMap(({ tag, modules: packs, notReviewed: unread }) => [
          `${id}: language pack ${tag}: ${packs.join(', ')}.${unread.length > 0 ? ` Not reviewed by a speaker: ${unread.join(', ')}.` : ''}`,
        ]),
      ]),
    };
  } catch (error) {
    if (!(error instanceof DamagedPolicy)) throw error;
    return faultReport(error.faults);
  }
}

function faultReport(found: readonly { file: string; line: number; reason: string }[]): Report {
  const faults = found.map(({ file, line, reason }) => ({ file, line, reason }));
  return {
    ok: false,
    data: { ok: false, editions: [], faults },
    lines: faults.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
  };
}
