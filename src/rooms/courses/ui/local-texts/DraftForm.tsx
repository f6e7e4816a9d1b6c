import { useState } from 'react';
import { inEach, LOCALES, type Locale } from '#kernel/languages.ts';
import { offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { LocalAnswers } from '../../local-texts/local-text.rules.ts';
import type { LocalTextView } from '../../local-texts/local-text.schema.ts';
import { useLocalTextWrite } from './local-texts-data.ts';
import { translateLocalTextsDesk } from './texts.ts';

/** The answers of a party to the questions of its placeholder, in both languages; saved as a draft, then signed. */
export function DraftForm({ view }: { view: LocalTextView }) {
  const t = useTranslations(translateLocalTextsDesk);
  const locale = useLocale();
  const { draft, asks } = view;
  const [answers, setAnswers] = useState<LocalAnswers>(draft?.answers ?? {});
  const [asOf, setAsOf] = useState(draft?.asOf ?? new Date().toISOString().slice(0, 10));
  const [changed, setChanged] = useState(false);
  const on = { partyId: view.party.id, placeholder: view.placeholder, version: draft?.version ?? 0 };
  const save = useLocalTextWrite((input: BodyOf<'PUT /parties/:partyId/local-texts/:placeholder/draft'>, key) =>
    send('PUT /parties/:partyId/local-texts/:placeholder/draft', { ...on, ...input }, key),
  );
  const sign = useLocalTextWrite((input: BodyOf<'POST /parties/:partyId/local-texts/:placeholder/signature'>, key) =>
    send('POST /parties/:partyId/local-texts/:placeholder/signature', { ...on, ...input }, key),
  );
  const write = (id: string, language: Locale, text: string) => {
    setChanged(true);
    setAnswers((old) => ({ ...old, [id]: { ...inEach(() => null), ...old[id], [language]: text } }));
  };
  const problem = save.error ?? sign.error;
  return (
    <form
      className="panel form local-text-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ asOf, answers });
      }}
    >
      <h2>{t('draft.title')}</h2>
      <p className="small muted">
        {t('draft.hint')} {draft && t('draft.by', { who: draft.by, day: formatDay(locale, draft.writtenAt.slice(0, 10)) })}
      </p>
      <TextField
        label={t('draft.as-of')}
        hint={t('draft.as-of-hint')}
        type="date"
        required
        value={asOf}
        onChange={(event) => {
          setChanged(true);
          setAsOf(event.target.value);
        }}
      />
      {asks.map((ask) => (
        <fieldset key={ask.id} className="field">
          <legend className="label">{ask[locale]}</legend>
          <div className="local-text-languages">
            {LOCALES.map((language) => (
              <TextArea
                key={language}
                lang={language}
                label={t(`draft.language.${language}`)}
                maxLength={1500}
                value={answers[ask.id]?.[language] ?? ''}
                onChange={(event) => write(ask.id, language, event.target.value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {problem && <ProblemNote error={problem} />}
      <p className="local-text-actions">
        <Button kind={changed || draft === null ? 'main' : 'plain'} type="submit" waiting={save.isPending}>
          {t('draft.save')}
        </Button>{' '}
        {offers(view.actions, 'sign') && (
          <Button kind={changed ? 'plain' : 'main'} disabled={changed} waiting={sign.isPending} onClick={() => sign.mutate({})}>
            {t('action.sign')}
          </Button>
        )}
      </p>
      <p className="small muted" role="status">
        {!view.signs ? t('sign.who') : changed ? t('sign.unsaved') : save.isSuccess ? t('draft.saved') : ''}
      </p>
    </form>
  );
}
