import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

type One = AnswerOf<'/violations/:violationId'>;

/** Whom the clause set names to be notified besides the contracting officer, and whether a person informed them. Nothing is shown where it names nobody. */
export function Notified({ one }: { one: One }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  const [opened, setOpened] = useState<string | null>(null);
  if (one.notify.length === 0) return null;
  return (
    <Section title={t('notify')}>
      <p className="small muted">{t('notify.says')}</p>
      <ul>
        {one.notify.map(({ id, title, contact, informedOn }) => (
          <li key={id}>
            <p>
              {title[locale] ?? title.en} {contact !== null && <span className="small muted">{contact}</span>}
              <br />
              {informedOn === null ? t('notify.not-yet') : t('notify.informed', { day: formatDay(locale, informedOn) })}
            </p>
            {informedOn === null && one.mayInform && opened !== id && (
              <p className="no-print">
                <Button onClick={() => setOpened(id)}>{t('notify.record', { name: title[locale] ?? title.en })}</Button>
              </p>
            )}
            {opened === id && <InformForm one={one} to={id} close={() => setOpened(null)} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function InformForm({ one, to, close }: { one: One; to: string; close: () => void }) {
  const t = useTranslations(translateViolations);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const save = useViolationWrite(
    (words: string, key) => send('POST /violations/:violationId/information', { violationId: one.id, to, note: words }, key),
    close,
  );
  return (
    <form
      className="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (note.trim() !== '') save.mutate(note);
      }}
    >
      <TextArea
        label={t('notify.note')}
        hint={t('notify.hint')}
        maxLength={4000}
        error={tried && note.trim() === '' ? t('needed') : undefined}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <FormFoot action={t('notify.save')} waiting={save.isPending} error={save.error} close={close} />
    </form>
  );
}
