import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { setsQuery } from '../contracts-data.ts';
import { translateContracts } from '../texts.ts';
import { useKeeping } from '../use-keeping.ts';
import { ProvisionsOfSet } from './ProvisionsOfSet.tsx';
import { translateSets } from './texts.ts';

const LoadSetDrawer = later(() => import('./LoadSetDrawer.tsx').then((file) => file.LoadSetDrawer));

/** The clause sets that contracts may owe (5f), in each version, with their provisions. */
export default function SetsPage() {
  const [t, contracts, locale] = [useTranslations(translateSets), useTranslations(translateContracts), useLocale()];
  const { data, error, isPending, refetch } = useQuery(setsQuery);
  const parties = useQuery(allPartiesQuery()).data ?? [];
  const keeping = useKeeping();
  const [isLoading, setLoading] = useState(false);
  return (
    <>
      <PageHead
        title={t('title')}
        path={<Link to="/contracts">{contracts('title')}</Link>}
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3')]}
        actions={
          keeping.length > 0 && (
            <Button kind="main" onClick={() => setLoading(true)}>
              {t('load')}
            </Button>
          )
        }
      />
      {isLoading && <LoadSetDrawer parties={keeping} close={() => setLoading(false)} />}
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton rows={3} />}
      {data && (
        <DataTable
          caption={t('title')}
          columns={[
            {
              key: 'set',
              head: t('column.set'),
              cell: (one) => (
                <>
                  {one.title[locale] ?? one.title.en}
                  <br />
                  <span className="small muted">
                    {one.id}
                    {!one.newest && ` · ${t('older')}`}
                  </span>
                  <ProvisionsOfSet set={one} />
                </>
              ),
            },
            { key: 'version', head: t('column.version'), cell: (one) => one.version },
            {
              key: 'languages',
              head: t('column.languages'),
              cell: (one) => one.languages.map((language) => t(`language.${language}`)).join(', ') || t('language.none'),
            },
            {
              key: 'origin',
              head: t('column.origin'),
              cell: (one) =>
                one.origin === 'party' ? (parties.find(({ id }) => id === one.partyId)?.name[locale] ?? '') : t(`origin.${one.origin}`),
            },
          ]}
          groups={[{ key: 'all', rows: data.sets }]}
          rowKey={(one) => `${one.partyId} ${one.key}`}
          empty={null}
        />
      )}
    </>
  );
}
