import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ReportWords } from '../../../worker/protocol.ts';
import { type DeskReport, inboxQuery, useReportWrite } from '../../inbox-data.ts';
import { useOpenedReports } from '../../use-opened.ts';
import { ALIKE, likeness } from './likeness.rules.ts';
import { translateDuplicates } from './texts.ts';

const FIRST_WORDS = 200;

/** Reports of the same matter, of those that this reader holds, and the way to mark one. Which are alike is worked out in this browser. */
export function SameMatter({ report, words }: { report: DeskReport; words: ReportWords }) {
  const t = useTranslations(translateDuplicates);
  const [isChoosing, setChoosing] = useState(false);
  const reportId = report.id;
  const unlink = useReportWrite((otherId: string, key) =>
    send('DELETE /reports/:reportId/same-matter/:otherId', { reportId, otherId }, key),
  );
  const isFixed = report.closedAs === 'duplicate';
  return (
    <Section title={t('title')}>
      <p className="small muted">{t('about')}</p>
      {report.sameMatter.length === 0 && <p>{t('none')}</p>}
      <ul className="report-history">
        {report.sameMatter.map(({ id, day, state, goesOn }) => (
          <li key={id}>
            <p>
              {t(goesOn ? 'goes-on' : 'joined')}{' '}
              <Link to="/reports/$reportId" params={{ reportId: id }}>
                {t('of')} <DateText date={day} />
              </Link>{' '}
              · {t(`state.${state}`)}
            </p>
            {goesOn && !isFixed && (
              <Button kind="quiet" waiting={unlink.isPending} onClick={() => unlink.mutate(id)}>
                {t('unlink')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {unlink.error && <ProblemNote error={unlink.error} />}
      {report.state !== 'closed' && !isChoosing && (
        <p className="no-print">
          <Button onClick={() => setChoosing(true)}>{t('find')}</Button>
        </p>
      )}
      {report.state !== 'closed' && isChoosing && <Choose report={report} words={words} close={() => setChoosing(false)} />}
    </Section>
  );
}

/** The open reports of this reader, those that are alike first. */
function Choose({ report, words, close }: { report: DeskReport; words: ReportWords; close: () => void }) {
  const t = useTranslations(translateDuplicates);
  const { id: reportId, channelId } = report;
  const list = useInfiniteQuery(inboxQuery(channelId, 'open', true));
  const items = (list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ id }) => id !== reportId && !report.sameMatter.some((one) => one.id === id));
  const opened = useOpenedReports(channelId, items);
  const link = useReportWrite(
    (otherId: string, key) => send('PUT /reports/:reportId/same-matter/:otherId', { reportId, otherId }, key),
    close,
  );
  const ordered = items
    .flatMap((item) => {
      const found = opened.get(item.id);
      if (found === undefined || 'fault' in found) return [];
      return { item, found, alike: likeness({ ...words, day: report.day }, { ...found, day: item.day }) };
    })
    .toSorted((one, other) => other.alike - one.alike);
  return (
    <section className="panel form no-print" aria-label={t('find')}>
      <p>{t('find-about')}</p>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={3} />}
      {list.data && items.length === 0 && <p>{t('find-none')}</p>}
      {link.error && <ProblemNote error={link.error} />}
      <ul className="thread">
        {ordered.map(({ item, found, alike }) => (
          <li key={item.id}>
            <p className="small muted">
              {t('arrived')} <DateText date={item.day} />
              {alike >= ALIKE && (
                <>
                  {' '}
                  · <b>{t('alike')}</b>
                </>
              )}
            </p>
            <p dir="auto" translate="no" className="reporter-words">
              {found.text.slice(0, FIRST_WORDS)}
            </p>
            <Button waiting={link.isPending && link.variables === item.id} onClick={() => link.mutate(item.id)}>
              {t('link')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="page-actions">
        {list.hasNextPage && (
          <Button waiting={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
        <Button kind="quiet" onClick={close}>
          {t('close')}
        </Button>
      </p>
    </section>
  );
}
