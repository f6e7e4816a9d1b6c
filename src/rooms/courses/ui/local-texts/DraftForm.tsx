import { useState } from 'react';
import { LOCALES } from '#kernel/languages.ts';
import { offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { LocalTextView } from '../../local-texts/local-text.schema.ts';
import { changedFields, contentOf, type DraftFields, fieldOf, fieldsOf, keepTyped } from './draft-fields.rules.ts';
import { useLocalTextWrite } from './local-texts-data.ts';
import { translateLocalTextsDesk } from './texts.ts';

/**
 * The answers of a party to the questions of its placeholder, in both languages; saved as a draft, then signed. What was typed stays when another person saves
 * meanwhile: both texts are shown, and the next save is based on the newer draft.
 */
export function DraftForm({ view }: { view: LocalTextView }) {
  const t = useTranslations(translateLocalTextsDesk);
  const locale = useLocale();
  const { draft, asks } = view;
  const questions = asks.map(({ id }) => id);
  const stored = {
    version: draft?.version ?? 0,
    fields: fieldsOf(draft ?? { asOf: localToday(), answers: {} }, questions),
  };
  const [base, setBase] = useState(stored);
  const [fields, setFields] = useState(stored.fields);
  const changed = changedFields(base.fields, fields);
  const isChanged = changed.length > 0;
  const on = { partyId: view.party.id, placeholder: view.placeholder };
  const save = useLocalTextWrite(
    (input: BodyOf<'PUT /parties/:partyId/local-texts/:placeholder/draft'> & { version: number }, key) =>
      send('PUT /parties/:partyId/local-texts/:placeholder/draft', { ...on, ...input }, key),
    ({ version }, input) => setBase({ version, fields: fieldsOf(input, questions) }),
  );
  const sign = useLocalTextWrite((version: number, key) =>
    send('POST /parties/:partyId/local-texts/:placeholder/signature', { ...on, version }, key),
  );
  const isNewer = stored.version > base.version && !save.isPending;
  // What was typed here and is not in the newer draft.
  const unsaved = changedFields(stored.fields, fields).filter((field) => changed.includes(field));
  const continueWith = (texts: DraftFields) => {
    setBase(stored);
    setFields(texts);
    save.reset();
  };
  if (isNewer && unsaved.length === 0) {
    setBase(stored);
    setFields(keepTyped(stored.fields, base.fields, fields));
  }
  const put = (field: string, text: string) => setFields((old) => ({ ...old, [field]: text }));
  const names = new Map([
    ['asOf', t('draft.as-of')],
    ...asks.flatMap((ask) =>
      LOCALES.map((language) => [fieldOf(ask.id, language), `${ask[locale]} (${t(`draft.language.${language}`)})`] as const),
    ),
  ]);
  const problem = save.error ?? sign.error;
  return (
    <form
      className="panel form local-text-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ ...contentOf(fields, questions), version: base.version });
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
        value={fields.asOf}
        onChange={(event) => put('asOf', event.target.value)}
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
                value={fields[fieldOf(ask.id, language)]}
                onChange={(event) => put(fieldOf(ask.id, language), event.target.value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {isNewer ? (
        <StaleNote
          rows={unsaved.map((field) => ({ key: field, name: names.get(field)!, current: stored.fields[field], yours: fields[field] }))}
          load={() => continueWith(stored.fields)}
        >
          <Button onClick={() => continueWith(keepTyped(stored.fields, base.fields, fields))}>{t('draft.keep-typed')}</Button>
        </StaleNote>
      ) : (
        problem && <ProblemNote error={problem} />
      )}
      <p className="local-text-actions">
        <Button kind={isChanged || draft === null ? 'main' : 'plain'} type="submit" waiting={save.isPending}>
          {t('draft.save')}
        </Button>{' '}
        {offers(view.actions, 'sign') && (
          <Button
            kind={isChanged ? 'plain' : 'main'}
            disabled={isChanged}
            waiting={sign.isPending}
            onClick={() => sign.mutate(base.version)}
          >
            {t('action.sign')}
          </Button>
        )}
      </p>
      <p className="small muted" role="status">
        {!view.signs ? t('sign.who') : isChanged ? t('sign.unsaved') : save.isSuccess ? t('draft.saved') : ''}
      </p>
    </form>
  );
}
