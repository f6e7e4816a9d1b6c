import { textFor } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
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
      <Withdrawal view={view} text={text} />
    </details>
  );
}

function Withdrawal({ view, text }: { view: LocalTextView; text: Text }) {
  const t = useTranslations(translateLocalTextsDesk);
  const withdraw = useLocalTextWrite((input: { reason: string }, key) =>
    send(
      'POST /parties/:partyId/local-texts/:placeholder/versions/:number/withdrawal',
      { partyId: view.party.id, placeholder: view.placeholder, number: text.number, ...input },
      key,
    ),
  );
  return (
    <>
      <Actions
        isInRow
        offered={text.actions}
        label={(action) => t(`action.${action}`)}
        comment={() => ({ label: t('withdraw.reason'), hint: t('withdraw.hint') })}
        waiting={withdraw.isPending}
        run={(_, { reason }) => withdraw.mutate({ reason: reason! })}
      />
      {withdraw.error && <ProblemNote error={withdraw.error} />}
    </>
  );
}
