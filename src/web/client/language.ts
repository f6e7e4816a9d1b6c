import { useCallback, useSyncExternalStore } from 'react';
import { languageOf } from '#kernel/languages.ts';
import { LOCALES, type Locale, pickLocale, type TextValues, type Translate } from '#platform/texts/texts.ts';

const STORE = 'manumit.language';
const listeners = new Set<() => void>();
let current: Locale = LOCALES.find((locale) => locale === stored()) ?? pickLocale(navigator.languages.join(','));
showIn(current);

/** The current language of the page, for code outside components. */
export function currentLocale(): Locale {
  return current;
}

/** Shows everything in a language from now on and stores it on this device. The shell stores the person's own choice. */
export function chooseLocale(locale: Locale): void {
  if (locale === current) return;
  current = locale;
  showIn(locale);
  try {
    localStorage.setItem(STORE, locale);
  } catch {
    // Where the browser stores nothing, the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The language of the page; the component is rendered again when it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(listen, currentLocale);
}

/** The texts of a room in the language of the page: `const t = useTranslations(translateReviews); t('round.title', { year })`. */
export function useTranslations<Key extends string>(texts: Translate<Key>): (key: Key, values?: TextValues) => string {
  const locale = useLocale();
  return useCallback((key, values) => texts(locale, key, values), [texts, locale]);
}

function showIn(locale: Locale): void {
  Object.assign(document.documentElement, { lang: locale, dir: languageOf(locale).direction });
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}
