import type { ReactNode } from 'react';
import { useTranslations } from '../../../client/language.ts';
import { Button } from '../../Button.tsx';
import { translateStale } from './texts.ts';

/**
 * Shown after a 412: the object has changed since it was read. `rows` are the fields that differ, the stored value next to the value that was to be saved (read
 * the object again to get it). `load` continues with the newer version; `children` may offer another way.
 */
export function StaleNote({
  rows,
  load,
  children,
}: {
  rows: readonly { key: string; name: string; current: ReactNode; yours: ReactNode }[];
  load: () => void;
  children?: ReactNode;
}) {
  const t = useTranslations(translateStale);
  return (
    <div className="note problem" role="alert">
      <h2>{t('title')}</h2>
      <p>{t('says')}</p>
      {rows.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('field')}</th>
              <th scope="col">{t('current')}</th>
              <th scope="col">{t('yours')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, current, yours }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{current || t('nothing')}</td>
                <td>{yours || t('nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <Button kind="main" onClick={load}>
          {t('load')}
        </Button>{' '}
        {children}
      </p>
    </div>
  );
}
