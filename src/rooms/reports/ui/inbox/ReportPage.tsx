import './inbox.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { useKeysState } from '../worker/reader-keys.ts';
import { isRefused } from '../worker/still-reader.ts';
import { DangerBand } from './DangerBand.tsx';
import { DueNext } from './DueNext.tsx';
import { type DeskReport, deskKeysQuery, reportQuery } from './inbox-data.ts';
import { KeysBand } from './KeysBand.tsx';
import { ReportActions } from './ReportActions.tsx';
import { translateInbox } from './texts.ts';
import { useOpenedThread } from './use-opened.ts';

// What was said needs the keys, so it is loaded once they are open.
const Wishes = later(() => import('./ReportWords.tsx').then((file) => file.Wishes));
const ReportWords = later(() => import('./ReportWords.tsx').then((file) => file.ReportWords));
const ReportFiles = later(() => import('./files/ReportFiles.tsx').then((file) => file.ReportFiles));
const Interpreters = later(() => import('./sections/interpreting/Interpreters.tsx').then((file) => file.Interpreters));
const SameMatter = later(() => import('./sections/duplicates/SameMatter.tsx').then((file) => file.SameMatter));
const Thread = later(() => import('./Thread.tsx').then((file) => file.Thread));
const Notes = later(() => import('./Notes.tsx').then((file) => file.Notes));

/** One report: what its reporter wishes, tapped and wrote, the thread, the notes of its readers, and what comes next. */
export default function ReportPage() {
  const t = useTranslations(translateInbox);
  const { reportId } = useParams({ strict: false }) as { reportId: string };
  const report = useQuery(reportQuery(reportId));
  const isMissing = isRefused(report.error);
  return (
    <>
      <PageHead
        title={t('report.title')}
        path={
          <Link to="/reports" search={report.data && { channel: report.data.channelId }}>
            {t('title')}
          </Link>
        }
        meta={report.data && !isMissing && <Meta report={report.data} />}
        help={[t('report.help.1'), t('report.help.2'), t('report.help.3')]}
        actions={<Button onClick={() => print()}>{t('print')}</Button>}
      />
      {isMissing && <p className="note">{t('no-report')}</p>}
      {report.error && !isMissing && <ProblemNote error={report.error} retry={() => void report.refetch()} />}
      {report.isPending && <Skeleton rows={5} />}
      {report.data && !isMissing && <ReportBody report={report.data} />}
    </>
  );
}

function Meta({ report: { day, state, due } }: { report: DeskReport }) {
  const t = useTranslations(translateInbox);
  return (
    <>
      {t('came', { day: formatDay(useLocale(), day) })} · {t(`state.${state}`)}
      {due && (
        <>
          {' · '}
          <DueNext due={due} />
        </>
      )}
    </>
  );
}

function ReportBody({ report }: { report: DeskReport }) {
  const t = useTranslations(translateInbox);
  const isOpen = useKeysState()?.channel === report.channelId;
  const keys = useQuery(deskKeysQuery(report.channelId));
  const opened = useOpenedThread(report, keys.data);
  const nameOf = (number: number) => report.readers.find((one) => one.number === number)?.name ?? t('reader', { n: number });
  return (
    <>
      <KeysBand channelId={report.channelId} />
      {report.dangerAt !== null && <DangerBand item={report} />}
      {opened !== null && !('fault' in opened) && <Wishes words={opened} />}
      <div className="report-columns">
        <div>
          {!isOpen && <p className="note">{t('report.locked')}</p>}
          {isOpen && opened === null && <Skeleton rows={6} />}
          {opened !== null && 'fault' in opened && (
            <p className="note fault">
              {t(`fault.${opened.fault}`)} {t('fault.kept')}
            </p>
          )}
          {opened !== null && !('fault' in opened) && (
            <>
              <ReportWords words={opened} />
              <ReportFiles report={report} announced={opened.announced} />
              <Thread report={report} opened={opened} nameOf={nameOf} />
              <Notes report={report} notes={opened.notes} nameOf={nameOf} />
              <SameMatter report={report} words={opened} />
            </>
          )}
        </div>
        <div>
          <ReportActions
            key={report.version}
            report={report}
            opened={opened !== null && !('fault' in opened) ? opened : null}
            fault={opened !== null && 'fault' in opened ? opened.fault : null}
          />
          <Section title={t('readers')} side={t('readers.n', { n: report.readers.length })}>
            <p className="small muted">{t('readers.about')}</p>
            <KeyValues
              items={report.readers.map(({ number, name, function: what, nation }) => ({
                key: String(number),
                name: t('reader', { n: number }),
                value: `${name} · ${t(`function.${what}`)} · ${nation}`,
              }))}
            />
          </Section>
          <Interpreters report={report} isOpened={opened !== null && !('fault' in opened)} nameOf={nameOf} />
          <Section title={t('history')}>
            <p className="small muted">{t('history.about')}</p>
            <ul className="report-history">
              {report.changes.map(({ action, day, reader }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: changes have no id and never move
                <li key={at}>
                  <DateText date={day} /> · {t(`done.${action}` as 'done.take')} · {nameOf(reader)}
                </li>
              ))}
            </ul>
            {report.changes.length === 0 && <p>{t('history.none')}</p>}
          </Section>
        </div>
      </div>
    </>
  );
}
