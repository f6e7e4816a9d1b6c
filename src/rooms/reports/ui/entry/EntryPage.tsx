import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { desksQuery } from '../inbox/inbox-data.ts';
import { Entry } from './Entry.tsx';
import { translateEntry } from './texts.ts';

/**
 * A reader enters a report that they received on a visit, by telephone, by letter or by radio. It is encrypted and sent by the code of reporters, so that the
 * server cannot distinguish it from a report that its reporter wrote.
 */
export default function EntryPage() {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const desks = useQuery(desksQuery);
  const search = useSearch({ strict: false }) as { channel?: string };
  const desk = desks.data?.desks.find(({ channelId }) => channelId === search.channel) ?? desks.data?.desks[0];
  return (
    <>
      <div className="no-print">
        <PageHead
          title={t('title')}
          path={
            <Link to="/reports" search={search.channel ? { channel: search.channel } : {}}>
              {t('inbox')}
            </Link>
          }
          meta={desk && t('meta', { channel: desk.name[locale] ?? desk.slug })}
          help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        />
      </div>
      {desks.error && <ProblemNote error={desks.error} retry={() => void desks.refetch()} />}
      {desks.isPending && <Skeleton rows={5} />}
      {desks.data?.desks.length === 0 && <Empty>{t('no-desk')}</Empty>}
      {desk && <Entry key={desk.channelId} slug={desk.slug} />}
    </>
  );
}
