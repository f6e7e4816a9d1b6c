import { useEffect, useRef } from 'react';
import { send } from '../client/api.ts';
import { useTranslations } from '../client/language.ts';
import { useWrite } from '../client/write.ts';
import { Button } from '../kit/Button.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import { translateSignIn } from './texts.ts';

/** Makes ten recovery codes, which replace the previous ones, and shows them once, to print or write down. */
export function FreshRecoveryCodes({ account, continueLabel, done }: { account: string; continueLabel: string; done: () => void }) {
  const t = useTranslations(translateSignIn);
  const make = useWrite((_: null, key) => send('POST /account/recovery-codes', {}, key));
  const isRequested = useRef(false);
  const { mutate } = make;
  useEffect(() => {
    // Once, even if the page renders twice: a second set would replace the first.
    if (!isRequested.current) mutate(null);
    isRequested.current = true;
  }, [mutate]);
  if (make.error) return <ProblemNote error={make.error} retry={() => make.mutate(null)} />;
  if (!make.data) return <Skeleton rows={5} />;
  return (
    <section className="recovery-codes">
      <p className="small muted">{t('recovery.for', { account })}</p>
      <ol aria-label={t('recovery.title')}>
        {make.data.codes.map((code) => (
          <li key={code}>
            <bdi dir="ltr">{code}</bdi>
          </li>
        ))}
      </ol>
      <p>{t('recovery.keep')}</p>
      <p className="form-actions no-print">
        <Button onClick={() => window.print()}>{t('recovery.print')}</Button>
        <Button kind="main" onClick={done}>
          {continueLabel}
        </Button>
      </p>
    </section>
  );
}
