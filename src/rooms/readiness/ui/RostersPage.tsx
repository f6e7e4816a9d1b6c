import './board/readiness.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { PeopleTable } from './board/PeopleTable.tsx';
import { boardQuery, scopesQuery } from './board/readiness-data.ts';
import type { What } from './roster/TableDrawer.tsx';
import { ScopeFields } from './scope/ScopeFields.tsx';
import { translateReadinessDesk } from './texts.ts';

const Batches = later(() => import('./roster/Batches.tsx').then((file) => file.Batches), null);
const TableDrawer = later(() => import('./roster/TableDrawer.tsx').then((file) => file.TableDrawer));
const XapiDrawer = later(() => import('./roster/XapiDrawer.tsx').then((file) => file.XapiDrawer));

/** The people of a party or an operation by number; for roster keepers also the import of tables and its undo. */
export default function RostersPage() {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const [{ scope, number = '' }, change] = useAddress();
  const [taking, setTaking] = useState<What | 'xapi'>();
  const names = useState<ReadonlyMap<string, string>>(new Map());
  const scopes = useQuery(scopesQuery);
  const mine = scopes.data?.scopes.find(({ id }) => id === scope) ?? scopes.data?.scopes[0];
  const board = useQuery(boardQuery(mine?.id ?? '', ''));
  return (
    <>
      <PageHead
        title={mine ? t('roster.title-of', { party: mine.name[locale] }) : t('roster.title')}
        meta={t('roster.meta')}
        help={[t('roster.help.1'), t('roster.help.2'), t('roster.help.3'), t('roster.help.4'), t('roster.help.5')]}
        actions={
          mine?.keeps && (
            <>
              <Button kind="main" onClick={() => setTaking('roster')}>
                {t('import.roster')}
              </Button>
              <Button onClick={() => setTaking('completions')}>{t('import.completions')}</Button>
              <Button onClick={() => setTaking('xapi')}>{t('import.xapi')}</Button>
            </>
          )
        }
      />
      {taking === 'xapi' && mine && <XapiDrawer partyId={mine.id} close={() => setTaking(undefined)} />}
      {taking && taking !== 'xapi' && mine && (
        <TableDrawer key={taking} what={taking} partyId={mine.id} close={() => setTaking(undefined)} />
      )}
      {(scopes.error ?? board.error) && <ProblemNote error={(scopes.error ?? board.error)!} retry={() => void board.refetch()} />}
      {scopes.isPending && <Skeleton rows={6} />}
      {scopes.data && mine && <ScopeFields scopes={scopes.data.scopes} scopeId={mine.id} change={change} />}
      {mine && (
        <div className={number === '' ? 'readiness-fields no-print' : 'readiness-fields'}>
          <TextField label={t('roster.find')} type="search" value={number} onChange={(event) => change({ number: event.target.value })} />
        </div>
      )}
      {board.data && mine && (
        <PeopleTable
          board={board.data}
          only=""
          number={number}
          leads={mine.leads}
          keeps={mine.keeps}
          names={names}
          beside={{ open: taking !== undefined, close: () => setTaking(undefined) }}
        />
      )}
      {mine && <Batches partyId={mine.id} />}
    </>
  );
}
