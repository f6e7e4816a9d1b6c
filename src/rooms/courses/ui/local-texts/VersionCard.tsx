import { useState } from 'react';
import { textFor } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { LocalTextView } from '../../local-texts/local-text.schema.ts';
import { useLocalTextWrite } from './local-texts-data.ts';
import { translateLocalTextsDesk } from './texts.ts';

type Text = LocalTextView['texts'][number];

/** A signed version as learners read it. An answer that exists in the other language only is shown in that language. */
export function VersionCard({ view, text, open }: { view: LocalTextView; text: Text; open: boolean }) {
  const t = useTranslations(translateLocalTextsDesk);
  const locale = useLocale();
  const day = (instant: string) => formatDay(locale, instant.slice(0, 10));
  return (
    <details className="panel local-text-version" open={open}>
      <summary>
        {t('version.line', { number: text.number, asOf: formatDay(locale, text.asOf), who: text.by, day: day(text.signedAt) })}
      </summary>
      {text.withdrawn && <p>{t('version.withdrawn', { day: day(text.withdrawn.at), reason: text.withdrawn.reason })}</p>}
      <dl className="local-text-answers">
        {view.asks.map((ask) => {
          const answer = textFor(text.answers[ask.id], locale);
          return (
            <div key={ask.id}>
              <dt>{ask[locale]}</dt>
              <dd lang={answer?.locale}>{answer?.text ?? <span className="muted">{t('version.unanswered')}</span>}</dd>
            </div>
          );
        })}
      </dl>
      {view.may.sign && !text.withdrawn && <WithdrawForm view={view} number={text.number} />}
    </details>
  );
}

function WithdrawForm({ view, number }: { view: LocalTextView; number: number }) {
  const t = useTranslations(translateLocalTextsDesk);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useLocalTextWrite((input: { reason: string }, key) =>
    send(
      'POST /parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal',
      { partyId: view.party.id, placeholder: view.placeholder, number, ...input },
      key,
    ),
  );
  if (!asked)
    return (
      <p className="no-print">
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {t('withdraw')}
        </Button>
      </p>
    );
  return (
    <form
      className="form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate({ reason });
      }}
    >
      <TextField
        label={t('withdraw.reason')}
        hint={t('withdraw.hint')}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {withdraw.error && <ProblemNote error={withdraw.error} />}
      <p>
        <Button type="submit" waiting={withdraw.isPending}>
          {t('withdraw.do')}
        </Button>{' '}
        <Button kind="quiet" onClick={() => setAsked(false)}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}
