import { offers } from '#kernel/machine.ts';
import './treaties.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { fileAddress, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { OutreachView } from '../outreach/outreach.schema.ts';
import { LetterText } from './outreach/LetterText.tsx';
import { oneOutreachQuery } from './outreach/outreach-data.ts';
import { translateOutreachDesk } from './outreach/texts.ts';
import { useTreatyWords } from './treaty-words.ts';

const LabelPanel = later(() => import('#rooms/parties/ui/LabelPanel.tsx').then((file) => file.LabelPanel));
const Proposal = later(() => import('./outreach/Proposal.tsx').then((file) => file.Proposal));
const OutreachActions = later(() => import('./outreach/OutreachActions.tsx').then((file) => file.OutreachActions));

/** One attempt to encourage: the sent letters, the replies, and the next step. */
export default function OutreachOnePage() {
  const { outreachId } = useParams({ strict: false }) as { outreachId: string };
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  const { data: view, error, refetch } = useQuery(oneOutreachQuery(outreachId));
  return (
    <>
      <PageHead
        title={t('page.title', { addressee: view?.addressee.name[locale] ?? '…' })}
        path={<Link to="/outreach">{t('list.title')}</Link>}
        meta={
          view && (
            <>
              {t('page.from', { writer: view.writer.name[locale] })} · <LabelBadge label={view.label} />
            </>
          )
        }
        help={[t('page.help.1'), t('page.help.2'), t('page.help.3'), t('page.help.4')]}
        actions={
          view && (view.letters.length > 0 || offers(view.actions, 'send')) ? (
            <Button onClick={() => window.print()}>
              <Icon name="print" />
              {t('page.print')}
            </Button>
          ) : undefined
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!view && !error && <Skeleton rows={8} />}
      {view && <Columns view={view} />}
    </>
  );
}

function Columns({ view }: { view: OutreachView }) {
  const queries = useQueryClient();
  const t = useTranslations(translateOutreachDesk);
  const words = useTreatyWords();
  return (
    <div className="outreach-columns">
      <div>
        {view.letters.length === 0 && <p className="muted no-print">{t('letter.none')}</p>}
        {view.letters.length === 0 && offers(view.actions, 'send') && <Proposal id={view.id} draft={view.draft} />}
        {view.letters.map((letter) => (
          <article key={letter.id} className="panel outreach-letter">
            <h2>{t('letter.title', { day: words.day(letter.sentOn) })}</h2>
            <LetterText letter={letter} />
            <p className="small muted no-print">
              {t('letter.by', { name: letter.by })}
              {' · '}
              <FileLink href={fileAddress('/outreach/:outreachId/letter.pdf', { outreachId: view.id, letterId: letter.id })}>
                {t('letter.pdf')}
              </FileLink>
              {letter.documentId && (
                <>
                  {' · '}
                  <a href={fileAddress('/documents/:documentId', { documentId: letter.documentId })}>{t('letter.file')}</a>
                </>
              )}
            </p>
          </article>
        ))}
        <div className="no-print">
          <Section title={t('reply.title')}>
            {view.replies.length === 0 && <p className="muted">{t('reply.none')}</p>}
            {view.replies.map((reply) => (
              <div key={reply.id} className="panel outreach-letter">
                <h3>{t(reply.received ? 'reply.received' : 'reply.silence', { day: words.day(reply.on) })}</h3>
                {reply.body && <p className="outreach-body">{reply.body}</p>}
                <p className="small muted">{t('letter.by', { name: reply.by })}</p>
              </div>
            ))}
          </Section>
        </div>
      </div>
      <aside aria-label={t('next.title')} className="no-print">
        <section className="panel outreach-next" aria-labelledby="outreach-next">
          <h2 id="outreach-next">{t('next.title')}</h2>
          <p>{t(`state.${view.state}`)}</p>
          {view.closeReason && <p>{t('next.none', { reason: view.closeReason })}</p>}
          {view.actions.length === 0 && view.state !== 'closed' && <p className="small muted">{t('next.read')}</p>}
          <OutreachActions view={view} />
        </section>
        <Section title={t('treaty-status.title')}>
          <KeyValues
            items={[
              ...view.treatyStatuses.map(({ instrument, status, asOf }) => ({
                key: instrument,
                name: words.instrument(instrument),
                value: `${words.status(status)}${asOf ? `, ${t('treaty-status.as-of', { day: words.asOf(asOf) })}` : ''}`,
              })),
              {
                key: 'reminder',
                name: t('column.reminder'),
                value: view.reminderOn ? <DateText date={view.reminderOn} /> : t('no-day'),
              },
            ]}
          />
        </Section>
        <LabelPanel
          key={view.version}
          of={{ partyId: view.writer.id, version: view.version, label: view.label, labelRequest: null }}
          change={(wanted, key) => send('PUT /outreach/:outreachId/label', { outreachId: view.id, ...wanted }, key)}
          mayChange={offers(view.actions, 'change-label')}
          mayRelease={false}
          narrowsOnly
          changed={() => queries.invalidateQueries({ queryKey: ['outreach'] })}
        />
        <Section title={t('sees.title')}>
          <p className="small muted">{t('sees.says')}</p>
        </Section>
      </aside>
    </div>
  );
}
