import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { BUILT_IN_LANGUAGES, type CourseLanguage, type Courses, type ReadModule } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { paperLanguages } from './paper-language.ts';
import { drawPaper, firstLookOnPaper, neededOf } from './test-paper.rules.ts';
import '../errors.ts';

/**
 * A language of the papers of a module. `signedIn`: the own name of the language of the text that is signed, with the fingerprint of that text (`hash`); both
 * are null for a module without such a text.
 */
export type PrintedLanguage = { tag: string; name: string; signedIn: string | null; hash: string | null };

/** What the papers of one version of a module ask, the same for every series. `needed`: how many answers must be right on the day of the test. */
export type PrintedPaper = { version: number; questions: number; needed: number; firstLook: number; languages: PrintedLanguage[] };

/** How a version is stored: the pass mark is named, because its value depends on the day of the test. */
export type PaperVersion = Omit<PrintedPaper, 'needed'> & { passMark: string };

/** What a version of a module asks on paper, from the files of the courses. */
export function paperVersionOf(read: ReadModule, languages: readonly CourseLanguage[]): PaperVersion {
  const { version, check } = read.module;
  return {
    version,
    questions: drawPaper(read, 1, 0).questions.length,
    firstLook: firstLookOnPaper(read).length,
    passMark: check.passMark,
    languages: languages.map(({ tag, name, locale, signs }) => {
      const { lang, hash = null } = signs(read.module) ?? {};
      // A mixture is never signed: if the pack lacks a sentence, the whole text is in English or French.
      const signedIn = lang === undefined ? null : lang === tag ? name : BUILT_IN_LANGUAGES[locale].name;
      return { tag, name, signedIn, hash };
    }),
  };
}

/** A version with the number of right answers needed on a day. */
export function printedOn({ passMark, ...paper }: PaperVersion, on: Date | string): PrintedPaper {
  return { ...paper, needed: neededOf(paper.questions, Number(currentEdition().parameter(passMark, on).value)) };
}

/** The versions of a module before the current one whose papers can still be entered, the latest first. */
export function findEarlierVersions(db: Database, { module: { id, version } }: ReadModule): Promise<PaperVersion[]> {
  return db
    .selectFrom('training.paper_version')
    .select(['version', 'questions', 'first_look as firstLook', 'pass_mark as passMark', 'languages'])
    .where('module_id', '=', id)
    .where('version', '<', version)
    .orderBy('version', 'desc')
    .$castTo<PaperVersion>()
    .execute();
}

/**
 * What the sheets of a version of a module ask, on the day of their test. Throws `training/version-not-kept` for a version this installation never had, or had
 * before it stored versions.
 */
export async function getPrintedPaper(
  db: Database,
  { module, languages }: Courses,
  { moduleId, version, on }: { moduleId: string; version: number; on: string },
): Promise<PrintedPaper> {
  const read = module(moduleId);
  const current = read.module.version;
  const found =
    version === current
      ? paperVersionOf(read, paperLanguages(read, languages))
      : (await findEarlierVersions(db, read)).find((one) => one.version === version);
  if (found === undefined) throw new AppError('training/version-not-kept', { version, current });
  return printedOn(found, on);
}
