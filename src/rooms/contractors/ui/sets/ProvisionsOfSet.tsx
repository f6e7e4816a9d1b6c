import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateSets } from './texts.ts';

type Described = NonNullable<AnswerOf<'POST /contract-sets/preview'>['set']>;

/** How many provisions a set has, and which. */
export function ProvisionsOfSet({ set, open }: { set: Pick<Described, 'provisions' | 'source' | 'notify'>; open?: boolean }) {
  const [t, locale] = [useTranslations(translateSets), useLocale()];
  return (
    <details open={open}>
      <summary>{t('provisions', { n: set.provisions.length })}</summary>
      <p className="small muted">{set.source}</p>
      <ol>
        {set.provisions.map(({ id, title, reference }) => (
          <li key={id}>
            {title[locale] ?? title.en} {reference !== null && <span className="small muted">{reference}</span>}
          </li>
        ))}
      </ol>
      {set.notify.length > 0 && (
        <>
          <p className="small">{t('notify')}</p>
          <ul>
            {set.notify.map(({ id, title, contact }) => (
              <li key={id}>
                {title[locale] ?? title.en} {contact !== null && <span className="small muted">{contact}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
