import type { PublicLanguage } from '#platform/texts/public-languages.ts';

/** The name of a channel in a language, or in its desk language, or its name in the address. */
export function channelName(
  { name, slug }: { readonly name: Readonly<Record<string, string>>; readonly slug: string },
  { code, locale }: Pick<PublicLanguage, 'code' | 'locale'>,
): string {
  return name[code] ?? name[locale] ?? slug;
}
