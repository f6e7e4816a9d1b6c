import './treaties.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Checklist } from './joining/Checklist.tsx';
import { joiningQuery } from './joining/joining-data.ts';
import { translateJoiningDesk } from './joining/texts.ts';
import { useTreatyWords } from './treaty-words.ts';

const TransferPlace = later(() => import('./joining/TransferPlace.tsx').then((file) => file.TransferPlace));
const LabelPanel = later(() => import('#rooms/parties/ui/LabelPanel.tsx').then((file) => file.LabelPanel));

/** One checklist of a nation that joins an operation. */
export default function JoiningPage() {
  const { contributionId } = useParams({ strict: false }) as { contributionId: string };
  const t = useTranslations(translateJoiningDesk);
  const queries = useQueryClient();
  const locale = useLocale();
  const { day } = useTreatyWords();
  const { data: view, error, refetch } = useQuery(joiningQuery(contributionId));
  return (
    <>
      <PageHead
        title={view ? t('page.title', { party: view.party.name[locale], operation: view.operation.name[locale] }) : t('list.title')}
        path={<Link to="/joinings">{t('list.title')}</Link>}
        meta={
          view && (
            <>
              {t('page.joined', { day: day(view.joinedOn) })}
              {view.open !== null && (
                <>
                  {' · '}
                  <LabelBadge label={view.label} />
                </>
              )}
            </>
          )
        }
        help={[t('page.help.1'), t('page.help.2'), t('page.help.3'), t('page.help.4')]}
        actions={
          view && (
            <Button onClick={() => window.print()}>
              <Icon name="print" />
              {t('page.print')}
            </Button>
          )
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!view && !error && <Skeleton rows={12} />}
      {view && (
        <div className="joining-columns">
          <div>
            <p role="status">
              {view.open === null ? (
                t('page.unseen')
              ) : (
                <>
                  {view.completeAt && view.open === 0
                    ? t('page.complete', { day: day(view.completeAt.slice(0, 10)) })
                    : t('page.open', { open: view.open, items: view.items })}{' '}
                  {t('choices.count', view.choices)}
                </>
              )}
            </p>
            {!view.mayAnswer && <p className="muted">{t('page.read')}</p>}
            <Checklist view={view} />
          </div>
          <aside aria-label={t('transfer.title')}>
            <TransferPlace key={view.version} view={view} />
            <LabelPanel
              key={`label ${view.version}`}
              of={{
                partyId: view.party.id,
                version: view.version,
                label: view.label,
                labelRequest: null,
              }}
              change={(wanted, key) => send('PUT /joinings/:contributionId/label', { contributionId, ...wanted }, key)}
              mayChange={view.mayAnswer}
              mayRelease={false}
              narrowsOnly
              changed={() => queries.invalidateQueries({ queryKey: ['joinings'] })}
            />
            <Section title={t('return.title')}>
              <p className="small muted">
                {t('return.says')} <Link to="/returns">{t('return.link')}</Link>
              </p>
            </Section>
            <Section title={t('sees.title')}>
              <p className="small muted">{t('sees.says')}</p>
            </Section>
          </aside>
        </div>
      )}
    </>
  );
}
