import type { ReactNode } from 'react';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';

/**
 * Shown after a 412: the object has changed since it was read. `rows` are the fields that differ, the stored value beside the value that was to be saved (read
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
  const say = useSay(sayDesk);
  return (
    <div className="note problem" role="alert">
      <h2>{say('stale.title')}</h2>
      <p>{say('stale.says')}</p>
      {rows.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say('stale.field')}</th>
              <th scope="col">{say('stale.current')}</th>
              <th scope="col">{say('stale.yours')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, current, yours }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{current || say('stale.nothing')}</td>
                <td>{yours || say('stale.nothing')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <Button kind="main" onClick={load}>
          {say('stale.load')}
        </Button>{' '}
        {children}
      </p>
    </div>
  );
}
