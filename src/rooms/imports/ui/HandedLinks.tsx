import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { translateTables } from './texts.ts';

export type Handed = readonly { readonly name: string; readonly token: string }[];

/** One-time links of new accounts, shown once: each is only for its person. */
export function HandedLinks({ links, close }: { links: Handed; close: () => void }) {
  const t = useTranslations(translateTables);
  return (
    <section className="note tables-links" aria-labelledby="handed-links">
      <h2 id="handed-links">{t('links', { n: links.length })}</h2>
      <p>{t('links-say')}</p>
      <dl>
        {links.map(({ name, token }) => (
          <div key={token}>
            <dt>{name}</dt>
            <dd className="tables-link">{`${location.origin}/desk/invitation/${token}`}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={close}>{t('links-close')}</Button>
    </section>
  );
}
