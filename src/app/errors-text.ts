import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_LOCALE, inEach, LOCALES } from '#kernel/languages.ts';
import type { TranslateError } from '#platform/http/problem.ts';
import { type Locale, parseMessage } from '#platform/texts/texts.ts';

const SRC = fileURLToPath(new URL('../', import.meta.url));
const FOLDERS = globSync(['platform/texts', 'platform/*/texts', 'rooms/*/texts'], { cwd: SRC });

/** The error texts of the platform and of every room, read from their folders, under `error.<code>`. */
const TEXTS = inEach(
  (locale): Readonly<Record<string, string>> =>
    Object.assign({}, ...FOLDERS.map((folder) => errorsIn(join(SRC, folder, `${locale}.json`)))),
);

function errorsIn(file: string): Record<string, string> {
  const texts = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  return Object.fromEntries(texts.filter(([key]) => key.startsWith('error.')));
}

/** The text of an error in a language, with the details that the text needs. The errors test finds codes without a text. */
export const translateError: TranslateError = (locale, code, details) => {
  const language = LOCALES.find((known) => known === locale) ?? DEFAULT_LOCALE;
  const text = errorText(language, code);
  return text === undefined ? code : (parseMessage(language, text).format(details as Record<string, string>) as string);
};

/** The text of an error code, or undefined. */
export function errorText(locale: Locale, code: string): string | undefined {
  return TEXTS[locale][`error.${code}`];
}
