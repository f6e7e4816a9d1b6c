import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { readerKeys, useKeysState } from '../../../worker/reader-keys.ts';
import { encryptNoteFor } from '../../encrypt-note.ts';
import { deskKeysQuery } from '../../inbox-data.ts';
import { KeysBand } from '../../KeysBand.tsx';
import { ReportWords, Wishes } from '../../ReportWords.tsx';
import { Thread } from '../../Thread.tsx';
import { useOpenedThread } from '../../use-opened.ts';
import { translateInterpreting } from './texts.ts';

// Ciphertext is kept while its page is shown and no longer. A report that was withdrawn leaves an open page within a minute.
const FRESH = { gcTime: 0, refetchInterval: 60_000 };
const ownQuery = queryOptions({
  queryKey: ['interpreted-reports'],
  queryFn: ({ signal }) => get('/interpreted-reports', {}, signal),
  ...FRESH,
});
const oneQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['interpreted-reports', reportId],
    queryFn: ({ signal }) => get('/interpreted-reports/:reportId', { reportId }, signal),
    ...FRESH,
  });

/** The reports that were given to an interpreter of this channel, until their day. */
export function Interpreting({ channelId }: { channelId: string }) {
  const t = useTranslations(translateInterpreting);
  const own = useQuery(ownQuery);
  const [shown, setShown] = useState<string | null>(null);
  const reports = (own.data?.reports ?? []).filter((one) => one.channelId === channelId);
  const isThere = reports.some(({ id }) => id === shown);
  return (
    <>
      <KeysBand channelId={channelId} attends={false} />
      <CheckNumber channelId={channelId} />
      {own.error && <ProblemNote error={own.error} retry={() => void own.refetch()} />}
      {own.isPending && <Skeleton rows={3} />}
      {own.data && reports.length === 0 && <Empty>{t('own-none')}</Empty>}
      {reports.length > 0 && (
        <Section title={t('own')}>
          <ul className="report-history">
            {reports.map(({ id, day, until }) => (
              <li key={id}>
                <p>
                  {t('own-came')} <DateText date={day} /> · {t('own-until')} <DateText date={until} />
                </p>
                <Button kind={id === shown ? 'plain' : 'main'} aria-pressed={id === shown} onClick={() => setShown(id)}>
                  {t('own-open')}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {isThere && <Interpreted key={shown} reportId={shown!} />}
    </>
  );
}

/** The number by which a reader knows these keys. It is made in the worker from the keys themselves: a server cannot show another. */
function CheckNumber({ channelId }: { channelId: string }) {
  const t = useTranslations(translateInterpreting);
  const isOpen = useKeysState()?.channel === channelId;
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    if (!isOpen) return setNumber(null);
    readerKeys.call('ownCheckNumber', { channel: channelId }).then(setNumber, () => setNumber(null));
  }, [isOpen, channelId]);
  if (number === null) return null;
  return (
    <p className="note no-print">
      {t('own-check')} <b translate="no">{number}</b>
    </p>
  );
}

function Interpreted({ reportId }: { reportId: string }) {
  const t = useTranslations(translateInterpreting);
  const report = useQuery(oneQuery(reportId));
  const keys = useQuery({ ...deskKeysQuery(report.data?.channelId ?? ''), enabled: report.data !== undefined });
  const opened = useOpenedThread(report.data, keys.data, true);
  if (report.error) return <ProblemNote error={report.error} retry={() => void report.refetch()} />;
  if (report.data === undefined) return <Skeleton rows={5} />;
  if (opened === null) return <p className="note">{t('own-locked')}</p>;
  if ('fault' in opened) return <p className="note fault">{t('own-fault')}</p>;
  const nameOf = (number: number) => t('reader', { n: number });
  return (
    <>
      <Wishes words={opened} readOnly />
      <ReportWords words={opened} />
      <Thread report={report.data} opened={opened} nameOf={nameOf} readOnly />
      <div className={opened.notes.length === 0 ? 'no-print' : undefined}>
        <Section title={t('notes')} side={t('notes.for')}>
          <ul className="thread">
            {opened.notes.map((note, at) => (
              <li key={report.data.notes[at]?.id ?? at}>
                <p dir="auto" translate="no" className="reporter-words">
                  {note === null ? t('note.damaged') : note.text}
                </p>
              </li>
            ))}
          </ul>
          <NoteForm reportId={reportId} />
        </Section>
      </div>
    </>
  );
}

function NoteForm({ reportId }: { reportId: string }) {
  const t = useTranslations(translateInterpreting);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<'note.empty' | 'note.too-long' | 'fault.locked' | null>(null);
  const readAgain = () => queries.invalidateQueries({ queryKey: oneQuery(reportId).queryKey });
  const write = useWrite(
    (note: { id: string; encrypted: string }, key) => send('POST /interpreted-reports/:reportId/notes', { reportId, ...note }, key),
    {
      readAgain,
      onSuccess: async () => {
        await readAgain();
        setText('');
      },
    },
  );
  async function add(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return setFault('note.empty');
    const note = await encryptNoteFor(reportId, { kind: 'note', text: text.trim() });
    if (typeof note === 'string') return setFault(note === 'reply.too-long' ? 'note.too-long' : 'fault.locked');
    setFault(null);
    write.mutate(note);
  }
  return (
    <form className="form no-print" noValidate aria-label={t('note.add')} onSubmit={(event) => void add(event)}>
      <TextArea
        id="interpreter-note"
        autoComplete="off"
        spellCheck={false}
        label={t('note.text')}
        hint={t('note.hint')}
        value={text}
        error={fault ? t(fault) : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFoot action={t('note.add')} waiting={write.isPending} error={write.error} />
    </form>
  );
}
