import './checks.css';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReturnView } from '../../return.schema.ts';
import { useReturnWrite } from '../returns-data.ts';
import { type FailedOnScreen, failedOnScreen, figuresWords, placeOfCheck } from './failed-checks.ts';
import { translateChecks } from './texts.ts';

/** The figures of a page that do not agree, each with its explanation. Answers are saved regardless. */
export function ChecksPlace({
  view,
  sectionId,
  page,
  mayExplain,
}: {
  view: ReturnView;
  sectionId: string;
  page: number;
  mayExplain: boolean;
}) {
  const t = useTranslations(translateChecks);
  const failed = failedOnScreen(view).filter((one) => one.sectionId === sectionId && one.page === page);
  if (failed.length === 0) return null;
  return (
    <section className="panel return-checks" aria-labelledby={`checks-${sectionId}`}>
      <h3 id={`checks-${sectionId}`}>{t('checks.title')}</h3>
      <p className="small muted">{t('checks.why')}</p>
      {failed.map((one) => (
        <OneCheck key={`${one.check.id} ${one.explanation?.at}`} view={view} one={one} mayExplain={mayExplain} />
      ))}
    </section>
  );
}

function OneCheck({ view, one, mayExplain }: { view: ReturnView; one: FailedOnScreen; mayExplain: boolean }) {
  const t = useTranslations(translateChecks);
  const locale = useLocale();
  const { check, figures, explanation, explained } = one;
  const [text, setText] = useState(explanation?.text ?? '');
  const [tried, setTried] = useState(false);
  const write = useReturnWrite((words: string, key) =>
    send('PUT /returns/:returnId/checks/:checkId', { returnId: view.id, checkId: check.id, text: words }, key),
  );
  return (
    <div className="return-check" id={placeOfCheck(check.id)}>
      <p>
        {check.message[locale]} <b>{figuresWords(t, locale, check.against === 'measured', figures)}</b>
      </p>
      {explained && explanation && (
        <p className="small muted">
          {t('checks.explained', { name: explanation.by, day: formatDay(locale, explanation.at.slice(0, 10)) })}
        </p>
      )}
      {!mayExplain && explanation && <p className="small prose">{explanation.text}</p>}
      {mayExplain && (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (text.trim() !== '') write.mutate(text);
          }}
        >
          <TextArea
            label={t('checks.text')}
            hint={explanation && !explained ? t('checks.again') : undefined}
            error={tried && text.trim() === '' ? t('checks.needed') : undefined}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p>
            <Button type="submit" waiting={write.isPending}>
              {t('checks.save')}
            </Button>
          </p>
          {write.error && <ProblemNote error={write.error} />}
        </form>
      )}
    </div>
  );
}
