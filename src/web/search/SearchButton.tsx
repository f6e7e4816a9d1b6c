import { useEffect, useState } from 'react';
import { LOCALES } from '#kernel/languages.ts';
import { useTranslations, withTexts } from '../client/language.ts';
import { Icon } from '../kit/Icon.tsx';
import { later } from '../kit/later.tsx';
import { translateSearch } from './texts.ts';
import './search-button.css';

// Pages and actions are found by their names in every language.
const SearchDialog = later(() => withTexts(import('./SearchDialog.tsx'), LOCALES).then((file) => file.SearchDialog), null);

/** Opens the search, as Ctrl-K (Cmd-K) does on every page. The search itself is loaded when it is first opened. */
export function SearchButton() {
  const t = useTranslations(translateSearch);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const openByKey = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', openByKey);
    return () => removeEventListener('keydown', openByKey);
  }, []);
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="find" />
        <span>{t('placeholder')}</span>
        <span className="search-key" aria-hidden="true">
          {/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}
        </span>
      </button>
      {open && <SearchDialog close={() => setOpen(false)} />}
    </>
  );
}
