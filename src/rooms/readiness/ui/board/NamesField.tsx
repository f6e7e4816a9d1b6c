import { useState } from 'react';
import { textOfFile } from '#web/client/files/file-text.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { Board } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { type Names, withNames } from './names.rules.ts';

/** Names from a file that the browser reads and never sends. An operation lists people of several parties, so a file belongs to one party. */
export function NamesField({ board, names: [names, setNames] }: { board: Board; names: Names }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const several = board.scope.kind === 'operation';
  const parties = several ? [...new Map(board.lines.map(({ partyId, party }) => [partyId, party[locale]]))] : [];
  const [chosen, choose] = useState('');
  const [read, setRead] = useState(false);
  const partyId = several ? chosen || (parties[0]?.[0] ?? '') : board.scope.id;
  const take = async (file: File) => {
    const text = await textOfFile(file);
    setRead(true);
    setNames(withNames(names, partyId, text));
  };
  return (
    <>
      <span role="status">{read && names.size === 0 && t('people.no-names')}</span>{' '}
      {parties.length > 1 && (
        <label className="no-print">
          {t('people.names-of')}{' '}
          <select className="input" value={partyId} onChange={(event) => choose(event.target.value)}>
            {parties.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label className="readiness-names no-print">
        {names.size > 0 ? t('people.matched', { n: names.size }) : t('people.names')}
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void take(file);
          }}
        />
      </label>
    </>
  );
}
