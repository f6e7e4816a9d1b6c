import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { OpenedThread } from '../worker/protocol.ts';
import type { DeskReport } from './inbox-data.ts';
import { translateInbox } from './texts.ts';
import { inOrder } from './thread-order.ts';
import { usePhrases } from './words/use-words.ts';

const ReplyForm = later(() => import('./ReplyForm.tsx').then((file) => file.ReplyForm));

const TOLD = ['told.being-looked-at', 'told.passed-on', 'told.closed'] as const;

/** The messages of both sides, as checked: signed, in one chain, none missing. */
export function Thread({
  report,
  opened,
  nameOf,
  readOnly = false,
}: {
  report: Pick<DeskReport, 'id' | 'channelId' | 'day' | 'messages'> & { readable?: DeskReport['readable'] };
  opened: OpenedThread;
  nameOf: (reader: number) => string;
  readOnly?: boolean;
}) {
  const t = useTranslations(translateInbox);
  const phrase = usePhrases();
  const dayOf = (direction: string, place: number) =>
    report.messages.find((one) => one.direction === direction && one.place === place)?.day ?? report.day;
  const messages = inOrder(opened.messages.map((one) => ({ ...one, day: dayOf(one.direction, one.place) })));
  return (
    <Section
      title={t('thread')}
      side={t(opened.faults.length === 0 && opened.listChecked ? 'thread.checked' : 'thread.not-checked', { n: messages.length })}
    >
      {!opened.listChecked && <p className="note fault">{t('thread.no-list')}</p>}
      {opened.faults.map(({ direction, place, fault }) => (
        <p key={`${direction} ${place}`} className="note fault">
          {t(direction === 'to-reader' ? 'thread.from-reporter' : 'thread.from-reader', { n: place + 1 })} {t(`thread.${fault}`)}
        </p>
      ))}
      {messages.length === 0 && <p>{t('thread.none')}</p>}
      <ol className="thread">
        {messages.map(({ direction, place, day, reader, content }) => (
          <li key={`${direction} ${place}`}>
            <p className="small muted">
              <DateText date={day} /> · {reader === null ? t('reporter') : nameOf(reader)}
            </p>
            {content.state !== undefined && <p>{t(TOLD.find((key) => key === `told.${content.state}`) ?? 'told.unknown')}</p>}
            {content.phrase !== undefined && <p>{phrase(content.phrase)}</p>}
            {content.text !== undefined && content.text !== '' && (
              <p dir="auto" translate="no" className="reporter-words">
                {content.text}
              </p>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (opened.mayWrite ? <ReplyForm report={report} /> : <p className="note">{t('thread.may-not-write')}</p>)}
    </Section>
  );
}
