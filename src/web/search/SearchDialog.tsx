import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { MAX_QUERY, termsOf } from '#kernel/search.ts';
import { get } from '../client/api.ts';
import { useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { Button } from '../kit/Button.tsx';
import { Icon } from '../kit/Icon.tsx';
import { readRecent, rememberRecent } from './recent.ts';
import { SearchResults } from './SearchResults.tsx';
import { groupOptions, localOptions, type Option, type OptionGroup, optionOf, readQuery } from './search-options.ts';
import { translateSearch } from './texts.ts';
import './search.css';

/** How long a person pauses before what they typed is searched. */
const PAUSE_MS = 120;

/** The search: a field with a list of what it finds, in groups (combobox pattern of WAI-ARIA). Escape closes it and returns the focus. */
export function SearchDialog({ close }: { close: () => void }) {
  const t = useTranslations(translateSearch);
  const id = useId();
  const router = useRouter();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const { groups, terms, state, more } = useSearch(text);
  const options = useMemo(() => groups.flatMap((group) => group.options), [groups]);
  const [key, setKey] = useState<string>();
  const chosen = options.find((option) => option.key === key) ?? options[0];
  useEffect(() => {
    if (!dialog.current!.open) dialog.current!.showModal();
  }, []);
  const open = (option: Option, newTab: boolean) => {
    rememberRecent(queries, option);
    const { publicHref } = router.buildLocation(option.target);
    if (newTab) {
      window.open(publicHref, '_blank', 'noopener');
      return;
    }
    dialog.current!.close();
    void router.navigate(option.target).then(() => document.getElementById('main')?.focus({ preventScroll: true }));
  };
  const move = (step: number) => {
    const at = chosen ? options.indexOf(chosen) : -1;
    setKey(options[(at + step + options.length) % options.length]?.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      if (chosen && state !== 'waiting') open(chosen, event.ctrlKey || event.metaKey);
    } else if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else return;
    event.preventDefault();
  };
  const message =
    state === 'failed'
      ? t('failed')
      : state !== 'found'
        ? ''
        : options.length === 0
          ? t('none')
          : t(more ? 'found-more' : 'found', { n: options.length });
  return (
    <dialog ref={dialog} className="search-dialog" aria-label={t('title')} onClose={close} closedby="any">
      <div className="search-box">
        <div className="search-field">
          <Icon name="find" />
          <input
            type="text"
            role="combobox"
            aria-label={t('label')}
            aria-expanded={options.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen && `${id}-${options.indexOf(chosen)}`}
            placeholder={t('placeholder')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={MAX_QUERY}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setKey(undefined);
            }}
            onKeyDown={onKeyDown}
          />
          <span className="small muted" role="status">
            {message}
          </span>
          <Button kind="icon" aria-label={t('close')} onClick={() => dialog.current!.close()}>
            <Icon name="close" />
          </Button>
        </div>
        <SearchResults id={id} groups={groups} chosen={chosen} terms={terms} choose={setKey} open={open} />
        {options.length === 0 && state === 'found' && <p className="search-none">{t('none')}</p>}
        {options.length === 0 && state === 'empty' && <p className="search-none">{t('begin')}</p>}
        <div className="search-foot small muted">
          <span className="search-keys" aria-hidden="true">
            <kbd>↑</kbd>
            <kbd>↓</kbd> {t('keys.move')} <kbd>Enter</kbd> {t('keys.open')} <kbd>Ctrl</kbd>
            <kbd>Enter</kbd> {t('keys.tab')}
          </span>
          <span>{t('prefixes', { party: '@', clause: '#', action: '>' })}</span>
          <span>{t('foot')}</span>
        </div>
      </div>
    </dialog>
  );
}

type State = 'empty' | 'waiting' | 'found' | 'failed';

/** What a text finds: on the server after a pause, and among the pages and actions of this person at once. Nothing of it is kept when the search closes. */
function useSearch(text: string): { groups: readonly OptionGroup[]; terms: readonly string[]; state: State; more: boolean } {
  const session = useSession();
  const queries = useQueryClient();
  const { query, only } = readQuery(text);
  const [paused, setPaused] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(query), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const q = query === '' ? '' : paused;
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get('/search', { q }, signal),
    enabled: q !== '',
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const terms = useMemo(() => termsOf(query), [query]);
  const { data } = found;
  const groups = useMemo((): readonly OptionGroup[] => {
    if (terms.length === 0) {
      const recent = readRecent(queries);
      const actions = localOptions(session, []).filter(({ kind }) => kind === 'action');
      if (only !== null) return only.includes('action') ? [{ group: 'action', options: actions }] : [];
      return recent.length > 0 ? [{ group: 'recent', options: recent }] : [{ group: 'action', options: actions }];
    }
    return groupOptions([...(data?.hits.map(optionOf) ?? []), ...localOptions(session, terms)], terms, only);
  }, [terms, only, data, session, queries]);
  const state =
    terms.length === 0 ? 'empty' : found.error ? 'failed' : q !== query || found.isPending || found.isPlaceholderData ? 'waiting' : 'found';
  return { groups, terms, state, more: data?.more ?? false };
}
