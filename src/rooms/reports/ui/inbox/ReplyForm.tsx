import { type FormEvent, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { PHRASES } from '../../reporter/phrases/phrases.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { useDraft } from '../worker/use-draft.ts';
import { type DeskReport, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';
import { usePhrases } from './words/use-words.ts';

const EMPTY = { phrase: '', text: '' };

/** Writes to the reporter: a sentence of the phrasebook, which they read in their own language, and words of one's own. It is encrypted before it leaves the browser. */
export function ReplyForm({
  report: { id: reportId, channelId, readable },
}: {
  report: Pick<DeskReport, 'id' | 'channelId'> & { readable?: DeskReport['readable'] };
}) {
  const t = useTranslations(translateInbox);
  const locale = useLocale();
  const sentence = usePhrases();
  const { draft, isBack, change, clear } = useDraft(channelId, `reply ${reportId}`, EMPTY);
  const { phrase, text } = draft;
  const [fault, setFault] = useState<'reply.empty' | 'reply.too-long' | 'reply.first-too-long' | 'reply.locked' | null>(null);
  const [isSent, setSent] = useState(false);
  const write = useReportWrite(
    (answer: { place: number; encrypted: string }, key) => send('POST /reports/:reportId/answers', { reportId, ...answer }, key),
    () => {
      clear();
      setSent(true);
    },
  );
  async function encrypt(event: FormEvent) {
    event.preventDefault();
    setSent(false);
    if (phrase === '' && text.trim() === '') return setFault('reply.empty');
    const content = { ...(phrase !== '' && { phrase }), ...(text.trim() !== '' && { text: text.trim() }) };
    const made = await readerKeys.call('encryptAnswer', { report: reportId, content }).catch(() => null);
    if (made === null) return setFault('reply.locked');
    if (typeof made === 'string') return setFault(made === 'first-too-long' ? 'reply.first-too-long' : 'reply.too-long');
    setFault(null);
    write.mutate(made);
  }
  return (
    <form className="panel form no-print" noValidate aria-label={t('reply')} onSubmit={(event) => void encrypt(event)}>
      <h3>{t('reply')}</h3>
      <SelectField
        id="phrase"
        label={t('reply.phrase')}
        hint={t('reply.phrase-hint')}
        value={phrase}
        onChange={(event) => change({ phrase: event.target.value })}
      >
        <option value="">{t('reply.no-phrase')}</option>
        {PHRASES.map(({ code }) => (
          <option key={code} value={code}>
            {sentence(code)}
          </option>
        ))}
      </SelectField>
      <TextArea
        id="reply-text"
        autoComplete="off"
        spellCheck={false}
        label={t('reply.text')}
        hint={t('reply.text-hint')}
        value={text}
        error={fault ? t(fault) : undefined}
        onChange={(event) => change({ text: event.target.value })}
      />
      {readable && <p className="small muted">{t('reply.readable', { day: formatDay(locale, readable.ifAnswered) })}</p>}
      {isBack && <p className="small muted">{t('draft.kept')}</p>}
      <p role="status" className={isSent ? 'small' : 'out-of-sight'}>
        {isSent ? t('reply.sent') : ''}
      </p>
      <FormFoot action={t('reply.send')} waiting={write.isPending} error={write.error} />
    </form>
  );
}
