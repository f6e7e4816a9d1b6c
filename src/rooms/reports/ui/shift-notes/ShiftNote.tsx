import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { FetchedShiftNote, ShiftNoteCalls, SignedList } from '../worker/protocol.ts';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { translateShiftNote } from './texts.ts';

const shiftNoteQuery = (channelId: string) =>
  queryOptions({
    queryKey: ['shift-note', channelId],
    queryFn: ({ signal }) => get('/channels/:channelId/shift-note', { channelId }, signal),
    // Ciphertext is kept while its page is shown and no longer.
    gcTime: 0,
  });
/** The number of the reader, and the list with which signatures are checked. */
type Own = { readonly number: number; readonly list: SignedList };
type Opened = ReturnType<ShiftNoteCalls['openShiftNote']> | null;

/** The newest note for the next shift, above the inbox, and the way to leave another. Every reader of the list opens it, and nobody else. */
export function ShiftNote({ channelId, canLeave, own }: { channelId: string; canLeave: boolean; own: Own | undefined }) {
  const t = useTranslations(translateShiftNote);
  const found = useQuery(shiftNoteQuery(channelId));
  const opened = useOpened(channelId, found.data?.note ?? null, own);
  const isOpen = useKeysState()?.channel === channelId;
  const [isWriting, setWriting] = useState(false);
  const note = found.data?.note;
  const isWhole = opened !== null && opened !== 'damaged';
  const by = isWhole ? (`by.${opened.function ?? 'former'}` as const) : 'by';
  return (
    // Once it is open, the day is the one that its writer signed: the server's word could make an old note look new.
    <Section title={t('title')} side={note && <DateText date={isWhole ? opened.day : note.day} />}>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {note === null && <p>{t('none')}</p>}
      {note && <p className="small muted">{t(by, { n: note.reader })}</p>}
      {note && !isOpen && <p>{t('locked')}</p>}
      {opened === 'damaged' && <p className="fault">{t('damaged')}</p>}
      {isWhole && (
        <p dir="auto" translate="no" className="reporter-words">
          {opened.text}
        </p>
      )}
      {isOpen && note !== undefined && <p className="small muted">{t('newest')}</p>}
      {isOpen && canLeave && !isWriting && (
        <p className="no-print">
          <Button onClick={() => setWriting(true)}>{t('leave')}</Button>
        </p>
      )}
      {isOpen && canLeave && isWriting && <LeaveNote channelId={channelId} own={own} close={() => setWriting(false)} />}
    </Section>
  );
}

/** The note as the worker opened it; null while it is locked or on its way. */
function useOpened(channel: string, note: FetchedShiftNote | null, own: Own | undefined): Opened {
  const isOpen = useKeysState()?.channel === channel;
  const [opened, setOpened] = useState<Opened>(null);
  useEffect(() => {
    // Never the text of one note with the writer of the next.
    setOpened(null);
    if (!isOpen || note === null || own === undefined) return;
    let isCurrent = true;
    readerKeys.call('openShiftNote', { channel, note, list: own.list }).then(
      (answer) => isCurrent && setOpened(answer),
      () => isCurrent && setOpened(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen, channel, note, own]);
  return opened;
}

function LeaveNote({ channelId, own, close }: { channelId: string; own: Own | undefined; close: () => void }) {
  const t = useTranslations(translateShiftNote);
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<'empty' | 'text-too-long' | 'list-refused' | 'other-keys' | 'failed' | null>(null);
  const readAgain = () => queries.invalidateQueries({ queryKey: ['shift-note', channelId] });
  const write = useWrite(
    (note: { id: string; manifest: number; encrypted: string }, key) =>
      send('POST /channels/:channelId/shift-notes', { channelId, ...note }, key),
    {
      readAgain,
      onSuccess: async () => {
        await readAgain();
        close();
      },
    },
  );
  async function leave(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return setFault('empty');
    if (own === undefined) return setFault('failed');
    // Version 4: an id with a time in it would show when it was written.
    const id = crypto.randomUUID();
    const input = { channel: channelId, ...own, id, text: text.trim(), today: dayOf(new Date()) };
    const made = await readerKeys.call('encryptShiftNote', input).catch(() => 'failed' as const);
    if (typeof made === 'string') return setFault(made);
    setFault(null);
    write.mutate({ id, ...made });
  }
  return (
    <form className="panel form no-print" noValidate aria-label={t('leave')} onSubmit={(event) => void leave(event)}>
      <TextArea
        id="shift-note-text"
        autoComplete="off"
        spellCheck={false}
        label={t('text')}
        hint={t('text.hint')}
        value={text}
        error={fault ? t(fault) : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFoot action={t('send')} waiting={write.isPending} error={write.error} close={close} />
    </form>
  );
}
