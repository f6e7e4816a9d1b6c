import type { BothLanguages } from '#rooms/policy/index.ts';
import type { ReadModule } from '../content/course.rules.ts';
import type { CourseModule, Lesson } from '../content/course.schema.ts';
import type { CourseProblem, CourseProblemKind } from '../content/problem.ts';
import { wordsOf } from '../content/readability.rules.ts';
import type { LanguageFile, Pack } from './language.schema.ts';

/** A module or a lesson: the unit a pack translates, in one version. */
export type Part = CourseModule | Lesson;
/** Every part of a module, the module first. */
export const partsOf = ({ module, lessons }: ReadModule): readonly Part[] => [module, ...lessons];

/** Every text of a part by its path of ids, such as `sections/passport/sentences/pass-yours`. The path is the same in each language. */
export function placesIn(node: unknown, place = ''): [place: string, text: BothLanguages][] {
  if (typeof node !== 'object' || node === null) return [];
  const below = (name: string) => (place === '' ? name : `${place}/${name}`);
  const here: [string, BothLanguages][] = 'en' in node && 'fr' in node ? [[place, node as BothLanguages]] : [];
  return [
    ...here,
    ...Object.entries(node).flatMap(([key, child]) =>
      Array.isArray(child)
        ? child.flatMap((one) => placesIn(one, below(`${key}/${(one as { id?: string })?.id}`)))
        : placesIn(child, below(key)),
    ),
  ];
}

/** The texts of one part in a pack that can be shown. Texts of another version are left out, because they may say something else. */
export function translated(part: Part, pack: Pack | undefined): Map<BothLanguages, string> {
  const own = pack?.parts[part.id];
  if (own === undefined || own.version !== part.version) return new Map();
  return new Map(placesIn(part).flatMap(([place, text]) => (own.texts[place] === undefined ? [] : [[text, own.texts[place]]])));
}

/** Checks one pack against its module: each text belongs to a text of the module, gives the same figures and is no copy. Pure, like all rules here. */
export function checkPack(read: ReadModule, pack: Pack): CourseProblem[] {
  return Object.entries(pack.parts).flatMap(([id, { version, texts }]) => {
    const problem = (kind: CourseProblemKind, values: Record<string, string>, ...path: string[]): CourseProblem => ({
      path: ['pack', 'parts', id, ...path],
      kind,
      values,
    });
    const part = partsOf(read).find((one) => one.id === id);
    if (part === undefined) return [problem('unknown-part', { id, module: read.module.id })];
    if (version > part.version) return [problem('part-ahead', { of: String(version), version: String(part.version) }, 'version')];
    // Texts of an earlier version are not shown, and the current lesson is no measure for them.
    if (version < part.version) return [];
    const known = new Map(placesIn(part));
    return Object.entries(texts).flatMap(([place, text]) => {
      const original = known.get(place);
      if (original === undefined) return [problem('unknown-place', { id: place }, 'texts', place)];
      if (figures(text) !== figures(original.en))
        return [problem('figures-differ', { en: original.en.slice(0, 60), fr: text.slice(0, 60) }, 'texts', place)];
      const copied = wordsOf(text).length > 2 && (text === original.en || text === original.fr);
      return copied ? [problem('copied', { en: text.slice(0, 60) }, 'texts', place)] : [];
    });
  });
}

/** Checks a pack's wording of the player or the papers against the English: the same keys, and the same placeholders. */
export function checkOwnWords(
  language: LanguageFile['language'],
  of: 'words' | 'paper',
  english: Readonly<Record<string, string>>,
): CourseProblem[] {
  return Object.entries(language[of]).flatMap(([key, text]): CourseProblem[] => {
    const path = ['language', of, key];
    const original = english[key];
    if (original === undefined) return [{ path, kind: 'unknown-place', values: { id: key } }];
    return fillings(text) === fillings(original)
      ? []
      : [{ path, kind: 'fillings-differ', values: { en: fillings(original), other: fillings(text) } }];
  });
}

// The placeholders of a message: `{at}`, `{tries, plural, …}`.
const fillings = (message: string) =>
  [...new Set([...message.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => `{${name}}`))].sort().join(' ');

// Figures of other scripts count by their value: ٣, ۳ and ३ are 3.
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6];
function figures(text: string): string {
  const plain = text.replace(/\p{Nd}/gu, (sign) => {
    const zero = ZEROS.find((from) => sign.codePointAt(0)! >= from && sign.codePointAt(0)! < from + 10);
    return zero === undefined ? sign : String(sign.codePointAt(0)! - zero);
  });
  return [...plain.matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .sort()
    .join(' ');
}
