import { useEffect, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Icon } from '../kit/Icon.tsx';
import { later } from '../kit/later.tsx';
import { translateSearch } from './texts.ts';
import './search-button.css';

const SearchDialog = later(() => import('./SearchDialog.tsx').then((file) => file.SearchDialog), null);

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
