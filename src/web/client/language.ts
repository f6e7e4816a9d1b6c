import { useCallback, useSyncExternalStore } from 'react';
import { inEach, languageOf } from '#kernel/languages.ts';
import { type Catalogues, LOCALES, type Locale, pickLocale, type TextValues, type Translate } from '#platform/texts/texts.ts';

const STORE = 'manumit.language';
const listeners = new Set<() => void>();
let current: Locale = LOCALES.find((locale) => locale === stored()) ?? pickLocale(navigator.languages.join(','));
let wanted = current;
const modules: ((locale: Locale) => Promise<unknown>)[] = [];
showIn(current);

/** The current language of the page, for code outside components. */
export function currentLocale(): Locale {
  return current;
}

/**
 * Shows everything in a language from now on and stores it on this device. The shell stores the person's own choice. Where the texts cannot be loaded, the page
 * stays in its language, and the next one is shown in the chosen language.
 */
export async function chooseLocale(locale: Locale): Promise<void> {
  wanted = locale;
  if (locale === current) return;
  try {
    localStorage.setItem(STORE, locale);
  } catch {
    // Where the browser stores nothing, the choice lasts until the page is closed.
  }
  try {
    await loadTexts(locale);
  } catch {
    return;
  }
  // Another language was chosen while the texts were loaded.
  if (wanted !== locale) return;
  current = locale;
  showIn(locale);
  for (const listener of listeners) listener();
}

type Catalogue = Record<string, string>;

/** Files with the texts of one module, by language. Later files add their keys. */
type CatalogueFiles = Readonly<Record<Locale, readonly (() => Promise<{ default: Catalogue }>)[]>>;

/**
 * Takes the place of `findCatalogues` in the browser (vite.config.ts): starts to load the texts of a module in the language of the page, and returns catalogues
 * that are filled when they arrive. What shows the texts is rendered after `withTexts`.
 * @public
 */
export function loadCatalogues(files: CatalogueFiles): Catalogues {
  const found = inEach((): Catalogue => ({}));
  const loading = new Map<Locale, Promise<unknown>>();
  const load = (locale: Locale): Promise<unknown> => {
    const earlier = loading.get(locale);
    if (earlier !== undefined) return earlier;
    const now = Promise.all(files[locale].map((file) => file())).then((read) => {
      for (const { default: texts } of read) Object.assign(found[locale], texts);
    });
    loading.set(locale, now);
    now.catch(() => loading.delete(locale));
    return now;
  };
  modules.push(load);
  void load(current);
  return found;
}

/**
 * Waits for a part of the program and then for its texts: `withTexts(import('./Page.tsx'))`. A part that also writes in other languages than the page's names
 * them. Throws where a file cannot be loaded.
 */
export async function withTexts<Part>(part: Promise<Part>, languages: readonly Locale[] = []): Promise<Part> {
  const loaded = await part;
  await Promise.all([current, ...languages].map(loadTexts));
  return loaded;
}

/** Loads the texts of all modules in a language, also of those that arrive meanwhile. */
async function loadTexts(locale: Locale): Promise<void> {
  for (let loaded = 0; loaded < modules.length; ) {
    loaded = modules.length;
    await Promise.all(modules.map((load) => load(locale)));
  }
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
