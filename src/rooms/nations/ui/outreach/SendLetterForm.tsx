import { useState } from 'react';
import type { Locale } from '#kernel/languages.ts';
import type { BodyOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { upload } from '#web/client/upload.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { OutreachView } from '../../outreach/outreach.schema.ts';
import { translateOutreachDesk } from './texts.ts';

/** Records a sent letter: the edited proposal, the help offered, the date, the signed file, and a reminder. */
export function SendLetterForm({
  view,
  waiting,
  send,
  close,
}: {
  view: OutreachView;
  waiting: boolean;
  send: (body: BodyOf<'POST /outreach/:outreachId/letters'>) => void;
  close: () => void;
}) {
  const t = useTranslations(translateOutreachDesk);
  const [language, setLanguage] = useState(useLocale());
  const [body, setBody] = useState<string>();
  const [offer, setOffer] = useState('');
  const [sentOn, setSentOn] = useState(new Date().toISOString().slice(0, 10));
  const [reminderOn, setReminder] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const [tried, setTried] = useState(false);
  const text = body ?? view.draft[language];
  const uploadAnswer = useWrite((chosen: File, key) =>
    upload('/parties/:partyId/documents', { partyId: view.writer.id }, chosen, { key, onProgress: setShare }),
  );
  const submit = async () => {
    setTried(true);
    if (text.trim() === '' || sentOn === '') return;
    setShare(undefined);
    const documentId = file === null ? null : (await uploadAnswer.mutateAsync(file)).id;
    send({ sentOn, language, body: text, offer: offer.trim() || null, documentId, reminderOn: reminderOn || null });
  };
  const needed = (value: string) => (tried && value.trim() === '' ? t('form.needed') : undefined);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit().catch(() => undefined);
      }}
    >
      <SelectField label={t('send.language')} value={language} onChange={(event) => setLanguage(event.target.value as Locale)}>
        <option value="en">{t('send.en')}</option>
        <option value="fr">{t('send.fr')}</option>
      </SelectField>
      <TextArea
        label={t('send.body')}
        hint={t('send.body-hint')}
        error={needed(text)}
        lang={language}
        rows={16}
        maxLength={8000}
        value={text}
        onChange={(event) => setBody(event.target.value)}
      />
      <TextArea
        label={t('send.offer')}
        hint={t('send.offer-hint')}
        maxLength={2000}
        value={offer}
        onChange={(event) => setOffer(event.target.value)}
      />
      <TextField
        label={t('send.day')}
        error={needed(sentOn)}
        type="date"
        value={sentOn}
        onChange={(event) => setSentOn(event.target.value)}
      />
      <FileField
        label={t('send.file')}
        hint={t('send.file-hint')}
        file={file}
        onFile={setFile}
        share={uploadAnswer.isPending ? share : undefined}
      />
      <TextField
        label={t('send.reminder')}
        hint={t('send.reminder-hint')}
        type="date"
        value={reminderOn}
        onChange={(event) => setReminder(event.target.value)}
      />
      {uploadAnswer.error && <ProblemNote error={uploadAnswer.error} />}
      <p>
        <Button kind="main" type="submit" waiting={waiting || uploadAnswer.isPending}>
          {t('save')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}
