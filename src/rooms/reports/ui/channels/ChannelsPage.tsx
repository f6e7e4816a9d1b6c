import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { channelsQuery } from './channels-data.ts';
import { translateChannels } from './texts.ts';
import './channels.css';

const NewChannelForm = later(() => import('./NewChannelForm.tsx').then((file) => file.NewChannelForm));

/** The reporting channels that this reader may see, and the form for a new one. */
export default function ChannelsPage() {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const keeps = can(useSession(), 'reports:keep-channel');
  const { data, error, isLoading, refetch } = useQuery(channelsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {isLoading && <Skeleton rows={4} />}
      {data?.length === 0 && <Empty>{t(keeps ? 'none-keep' : 'none')}</Empty>}
      {data && data.length > 0 && (
        <ul className="panel channel-list">
          {data.map(({ id, name, slug, state, takesReports, manifest }) => (
            <li key={id}>
              <Link to="/channels/$channelId" params={{ channelId: id }}>
                {name[locale]}
              </Link>{' '}
              <span className="small muted">
                /r/{slug} · {t(state === 'open' && !takesReports ? 'state.opening' : `state.${state}`)} ·{' '}
                {manifest === null ? t('list.none') : <Until number={manifest.number} until={manifest.validUntil} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data && keeps && !adding && (
        <p className="channel-acts no-print">
          <Button onClick={() => setAdding(true)}>{t('new.title')}</Button>
        </p>
      )}
      {data && adding && <NewChannelForm channels={data} close={() => setAdding(false)} />}
    </>
  );
}

function Until({ number, until }: { number: number; until: string }) {
  const t = useTranslations(translateChannels);
  return (
    <>
      {t('list.until', { n: number })} <DateText date={until} />
    </>
  );
}
