import { useEffect } from 'react';
import { LOCALES } from '#kernel/languages.ts';
import { placesOf } from '#kernel/search.ts';
import { useLocale, useTranslations } from '../client/language.ts';
import { Highlighted } from './Highlighted.tsx';
import type { Option, OptionGroup } from './search-options.ts';
import { translateSearch } from './texts.ts';

/** What a search finds, as a list of options in groups. The field keeps the focus; it names the chosen option (aria-activedescendant). */
export function SearchResults({
  id,
  groups,
  chosen,
  terms,
  choose,
  open,
}: {
  id: string;
  groups: readonly OptionGroup[];
  chosen: Option | undefined;
  terms: readonly string[];
  choose: (key: string) => void;
  open: (option: Option, newTab: boolean) => void;
}) {
  const t = useTranslations(translateSearch);
  const locale = useLocale();
  const options = groups.flatMap((group) => group.options);
  useEffect(() => {
    if (chosen) document.getElementById(`${id}-${options.indexOf(chosen)}`)?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div className="search-results" id={`${id}-list`} role="listbox" aria-label={t('results')}>
      {groups.map(({ group, options: some }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p className="search-group" id={`${id}-${group}`}>
            {t(`group.${group}`)}
          </p>
          {some.map((option) => {
            // Found by its name in the other language: that name is shown too.
            const other = LOCALES.find((one) => one !== locale)!;
            const byOther = placesOf(terms, option.name[locale]).length < placesOf(terms, option.name[other]).length;
            const detail = byOther ? option.name[other] : option.detail?.[locale];
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus
              <div
                key={option.key}
                id={`${id}-${options.indexOf(option)}`}
                role="option"
                aria-selected={option === chosen}
                className="search-option"
                onMouseMove={() => option !== chosen && choose(option.key)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={(event) => open(option, event.ctrlKey || event.metaKey)}
                onAuxClick={(event) => event.button === 1 && open(option, true)}
              >
                <span className="search-text">
                  <b>
                    <Highlighted terms={terms}>{option.name[locale]}</Highlighted>
                  </b>
                  {detail && (
                    <span className="muted" lang={byOther ? other : undefined}>
                      <Highlighted terms={byOther ? terms : []}>{detail}</Highlighted>
                    </span>
                  )}
                </span>
                <span className="search-kind">{t(`kind.${option.kind}`)}</span>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
