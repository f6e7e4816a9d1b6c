import { useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { QrCode } from '#web/sign-in/QrCode.tsx';
import type { MadeLink } from './LinkForm.tsx';
import { translateFirms } from './texts.ts';

/** A new link, shown once: to copy, or to print as a letter with a QR code. */
export function Letter({ contract, made, close }: { contract: AnswerOf<'/contracts/:contractId'>; made: MadeLink; close: () => void }) {
  const t = useTranslations(translateFirms);
  const locale = useLocale();
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { link, firm, name, capacity, telephone, endsOn } = made;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      // Where the browser does not allow copying, the person copies the selected text.
      () => field.current?.select(),
    );
  return (
    <article className="firm-letter">
      <PageHead title={t('letter.title', { firm })} meta={t('letter.about', { number: contract.number, title: contract.title })} />
      {link === '' ? (
        <p className="note problem">{t('letter.gone')}</p>
      ) : (
        <>
          <p className="note no-print" role="status">
            {t('letter.once')}
          </p>
          <div className="no-print form">
            <TextField ref={field} label={t('letter.link')} readOnly value={link} onFocus={(event) => event.target.select()} />
          </div>
          <p>{t('letter.to', { name, capacity, firm })}</p>
          <p>{t('letter.says')}</p>
          <p>{t('letter.does')}</p>
          <QrCode text={link} name={t('letter.picture')} />
          <p className="print-only firm-address">{link}</p>
          <p>{t('letter.keep', { day: formatDay(locale, endsOn) })}</p>
          {telephone !== null && <p>{t('letter.call', { telephone })}</p>}
        </>
      )}
      <p className="firm-buttons no-print">
        {link !== '' && (
          <>
            <Button kind="main" onClick={() => void copy()}>
              {t('letter.copy')}
            </Button>
            <Button onClick={() => window.print()}>{t('letter.print')}</Button>
          </>
        )}
        <Button onClick={close}>{t('letter.done')}</Button>
        <span role="status">{isCopied && t('letter.copied')}</span>
      </p>
    </article>
  );
}
