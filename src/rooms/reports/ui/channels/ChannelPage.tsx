import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { plusDays } from '#kernel/dates.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { type Channel, channelQuery, type Opening, openingQuery } from './channels-data.ts';
import { OpeningSteps } from './OpeningSteps.tsx';
import { ReaderTable } from './ReaderTable.tsx';
import { translateChannels } from './texts.ts';
import './channels.css';

const JoinForm = later(() => import('./JoinForm.tsx').then((file) => file.JoinForm));
const OwnReader = later(() => import('./OwnReader.tsx').then((file) => file.OwnReader));
const LimitsForm = later(() => import('./LimitsForm.tsx').then((file) => file.LimitsForm));
const Papers = later(() => import('./Papers.tsx').then((file) => file.Papers));
const KeepChannel = later(() => import('./KeepChannel.tsx').then((file) => file.KeepChannel));
const DutyRoster = later(() => import('../clocks/DutyRoster.tsx').then((file) => file.DutyRoster));

/** One channel: the reader's own part, the steps until it is open, who reads, and its keys. */
export default function ChannelPage() {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const { channelId } = useParams({ strict: false }) as { channelId: string };
  const session = useSession();
  const channel = useQuery(channelQuery(channelId));
  const opening = useQuery(openingQuery(channelId));
  const error = channel.error ?? opening.error;
  if (error) return <ProblemNote error={error} retry={() => void Promise.all([channel.refetch(), opening.refetch()])} />;
  if (channel.data === undefined || opening.data === undefined) return <Skeleton rows={8} />;
  const { name, slug, state, takesReports, openedOn, partyId, page } = channel.data;
  const isOpening = state === 'open' && !takesReports;
  const keeps = can(session, 'reports:keep-channel', partyId);
  return (
    <>
      <PageHead
        title={name[locale] ?? slug}
        path={<Link to="/channels">{t('title')}</Link>}
        meta={`/r/${slug} · ${t(isOpening ? 'state.opening' : `state.${state}`)}`}
        help={[t('help.1'), t('help.2'), t('help.3')]}
      />
      {state === 'draft' && <p className="note">{t('not-public')}</p>}
      {isOpening && (
        <div className="note">
          <p>
            {t('opening')} <DateText date={plusDays(openedOn!, 1)} />. {t('opening.posters')}
          </p>
        </div>
      )}
      <OwnPart channel={channel.data} opening={opening.data} />
      {keeps && state === 'draft' && (
        <Section
          title={t('steps')}
          side={t('steps.side', { n: opening.data.steps?.done.length ?? 0, of: opening.data.steps?.all.length ?? 0 })}
        >
          <OpeningSteps channel={channel.data} opening={opening.data} />
        </Section>
      )}
      <Limits channel={channel.data} opening={opening.data} />
      {keeps && (
        <Section title={t('readers')} side={t('readers.side')}>
          <ReaderTable channel={channel.data} opening={opening.data} />
        </Section>
      )}
      {keeps && state !== 'closed' && (
        <Section title={t('roster')}>
          <DutyRoster channelId={channelId} keeps />
        </Section>
      )}
      {keeps && page && (
        <Section title={t('papers')}>
          <Papers channel={channel.data} page={page} />
        </Section>
      )}
      {keeps && state === 'open' && (
        <div className="no-print">
          <Section title={t('keep')}>
            <KeepChannel channel={channel.data} />
          </Section>
        </div>
      )}
    </>
  );
}

/** The part of a person who reads or may read here. The server decides whether they may join at this party. */
function OwnPart({ channel, opening }: { channel: Channel; opening: Opening }) {
  const t = useTranslations(translateChannels);
  const session = useSession();
  const [joining, setJoining] = useState(false);
  const own = channel.readers.find(({ personId, removedAt }) => personId === session.person.id && removedAt === null);
  const mayJoin = [channel.partyId, channel.operationId].some((party) => party !== null && can(session, 'reports:read', party));
  if (own === undefined && (!mayJoin || channel.state === 'closed')) return null;
  return (
    <Section title={t('own')}>
      {own && <OwnReader channel={channel} own={own} opening={opening} />}
      {own === undefined && !joining && (
        <>
          <p>{t('join.invite')}</p>
          <p className="channel-acts no-print">
            <Button kind="main" onClick={() => setJoining(true)}>
              {t('join.title')}
            </Button>
          </p>
        </>
      )}
      {own === undefined && joining && <JoinForm channel={channel} close={() => setJoining(false)} />}
    </Section>
  );
}

/** What readers must do whatever the wish, with its date; a legal adviser states it here. */
function Limits({ channel, opening: { limits } }: { channel: Channel; opening: Opening }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const session = useSession();
  const [stating, setStating] = useState(false);
  const may = [channel.partyId, channel.operationId].some((party) => party !== null && can(session, 'reports:state-limits', party));
  return (
    <Section title={t('limits')}>
      {limits === null ? (
        <p>{t('limits.none')}</p>
      ) : (
        <>
          <ul className="channel-limits">
            {(['child', 'life', 'law'] as const).map((part) => (
              <li key={part}>
                <strong>{t(`limits.${part}`)}</strong> {limits.body[part][locale]}
              </li>
            ))}
          </ul>
          <p className="small muted">
            {t('limits.stated')} <DateText date={limits.statedOn} />
          </p>
        </>
      )}
      {may && channel.state !== 'closed' && !stating && (
        <p className="channel-acts no-print">
          <Button onClick={() => setStating(true)}>{t(limits === null ? 'limits.state' : 'limits.restate')}</Button>
        </p>
      )}
      {may && stating && <LimitsForm channelId={channel.id} now={limits} close={() => setStating(false)} />}
    </Section>
  );
}
