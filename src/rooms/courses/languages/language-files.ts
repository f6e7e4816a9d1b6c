import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, lineOf, readChecked } from '#rooms/policy/index.ts';
import type { ReadModule } from '../content/course.rules.ts';
import { LANGUAGES_FOLDER } from '../content/course-files.ts';
import type { CourseProblem } from '../content/problem.ts';
import { translateCourses } from '../texts.ts';
import { checkOwnWords, checkPack } from './language.rules.ts';
import { LanguageFile, type Pack, type PackedLanguage, PackFile } from './language.schema.ts';
import { PAPER_WORDS } from './papers/texts.ts';
import { PLAYER_WORDS } from './player/texts.ts';

type Source = Parameters<typeof lineOf>[0];
type LanguageFault = { file: string; line: number; reason: string };

/**
 * Reads and checks the language packs of an edition. `courses/languages/<tag>/` holds `language.yaml` and one file for each module it translates. An edition
 * needs none. Never throws on bad content: it names each fault with file, line and reason.
 */
export function loadLanguages(folder: string, courses: readonly ReadModule[]): { languages: PackedLanguage[]; faults: LanguageFault[] } {
  const inside = join(folder, 'courses', LANGUAGES_FOLDER);
  if (!existsSync(inside)) return { languages: [], faults: [] };
  const unread: Fault[] = [];
  const faults: LanguageFault[] = [];
  const name = (source: Source, problems: readonly CourseProblem[]) => {
    for (const { path, kind, values } of problems)
      faults.push({ file: source.path, line: lineOf(source, path), reason: translateCourses('en', `fault.${kind}`, values) });
  };
  const tags = readdirSync(inside, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const languages = tags
    .map((entry) => entry.name)
    .sort()
    .flatMap((tag): PackedLanguage[] => {
      const file = readChecked(join(inside, tag, 'language.yaml'), LanguageFile, unread);
      if (file === undefined) return [];
      const { language } = file.content;
      if (language.tag !== tag) name(file.source, [{ path: ['language', 'tag'], kind: 'unknown-language', values: { id: language.tag } }]);
      name(file.source, [...checkOwnWords(language, 'words', PLAYER_WORDS), ...checkOwnWords(language, 'paper', PAPER_WORDS)]);
      const present = readdirSync(join(inside, tag)).filter((one) => one.endsWith('.yaml') && one !== 'language.yaml');
      const packs = present.flatMap((one): [string, Pack][] => {
        const id = one.slice(0, -'.yaml'.length);
        const pack = readChecked(join(inside, tag, one), PackFile, unread);
        if (pack === undefined) return [];
        const read = courses.find(({ module }) => module.id === id);
        name(
          pack.source,
          read === undefined ? [{ path: ['pack'], kind: 'no-module', values: { id } }] : checkPack(read, pack.content.pack),
        );
        return [[id, pack.content.pack]];
      });
      return [{ ...language, packs: new Map(packs) }];
    });
  return { languages, faults: [...unread, ...faults] };
}
