import { type FormEvent, useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Section } from '#web/kit/Section.tsx';
import { BODIES, CLOSED_AS } from '../../desk/report-state.rules.ts';
import type { OpenedThread } from '../worker/protocol.ts';
import { useDraft } from '../worker/use-draft.ts';
import { encryptNoteFor } from './encrypt-note.ts';
import { type DeskReport, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

const EMPTY = { text: '' };
// The code is another reader's: one without words is not shown.
const CHOICES: readonly string[] = [...BODIES, ...CLOSED_AS];

/** Notes for the readers of this report. Encrypted to its key: nobody else opens them, and the reporter's code does not. */
export function Notes({ report, notes, nameOf }: { report: DeskReport; notes: OpenedThread['notes']; nameOf: (reader: number) => string }) {
  const t = useTranslations(translateInbox);
  const { draft, isBack, change, clear } = useDraft(report.channelId, `note ${report.id}`, EMPTY);
  const { text } = draft;
  const [fault, setFault] = useState<'note.empty' | 'reply.too-long' | 'reply.locked' | null>(null);
  const write = useReportWrite(
    (note: { id: string; encrypted: string }, key) => send('POST /reports/:reportId/notes', { reportId: report.id, ...note }, key),
    clear,
  );
  async function add(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return setFault('note.empty');
    const note = await encryptNoteFor(report.id, { kind: 'note', text: text.trim() });
    if (typeof note === 'string') return setFault(note);
    setFault(null);
    write.mutate(note);
  }
  return (
    <Section title={t('notes')} side={t('notes.for')}>
      {notes.length === 0 && <p>{t('notes.none')}</p>}
      <ul className="thread">
        {notes.map((note, at) => (
          <li key={report.notes[at]?.id ?? at}>
            {note === null ? (
              <p className="fault">{t('note.damaged')}</p>
            ) : (
              <>
                <p className="small muted">
                  {report.notes[at] && <DateText date={report.notes[at].day} />} ·{' '}
                  {note.isInterpreter ? t('interpreter', { n: note.reader }) : nameOf(note.reader)}
                  {note.kind !== 'note' && ` · ${t(`done.${note.kind}` as 'done.close')}`}
                  {note.choice !== undefined && CHOICES.includes(note.choice) && ` · ${t(`choice.${note.choice}` as 'choice.junk')}`}
                </p>
                {note.text !== '' && (
                  <p dir="auto" translate="no" className="reporter-words">
                    {note.text}
                  </p>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      <form className="form no-print" noValidate aria-label={t('note.add')} onSubmit={(event) => void add(event)}>
        <TextArea
          id="note-text"
          autoComplete="off"
          spellCheck={false}
          label={t('note.text')}
          value={text}
          error={fault ? t(fault) : undefined}
          onChange={(event) => change({ text: event.target.value })}
        />
        {isBack && <p className="small muted">{t('draft.kept')}</p>}
        <FormFoot kind="plain" action={t('note.add')} waiting={write.isPending} error={write.error} />
      </form>
    </Section>
  );
}
