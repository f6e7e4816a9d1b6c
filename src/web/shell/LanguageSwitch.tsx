import { useQueryClient } from '@tanstack/react-query';
import { LANGUAGES, type Locale } from '#kernel/languages.ts';
import { send } from '../client/api.ts';
import { chooseLocale, useLocale, useTranslations } from '../client/language.ts';
import { sessionQuery } from '../client/session.ts';
import { useWrite } from '../client/write.ts';
import { translateDesk } from '../texts/texts.ts';

/** Chooses a language of the desk, at once in this browser; after sign-in it is also stored with the person. */
export function LanguageSwitch({ signedIn = false }: { signedIn?: boolean }) {
  const t = useTranslations(translateDesk);
  const locale = useLocale();
  const queries = useQueryClient();
  // Names are sorted in the reader's language, and the server sorts them.
  const chooseLanguage = useWrite((language: Locale, key) => send('PUT /session/language', { language }, key), {
    onSuccess: () => queries.invalidateQueries(),
  });
  const choose = (next: Locale) => {
    void chooseLocale(next);
    if (!signedIn) return;
    queries.setQueryData(sessionQuery.queryKey, (old) => old && { ...old, person: { ...old.person, language: next } });
    chooseLanguage.mutate(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form
    <span role="group" aria-label={t('language')} className="languages no-print">
      {LANGUAGES.map(({ code, name }) => (
        <button key={code} type="button" lang={code} title={name} aria-pressed={code === locale} onClick={() => choose(code)}>
          {code.toUpperCase()}
        </button>
      ))}
    </span>
  );
}
