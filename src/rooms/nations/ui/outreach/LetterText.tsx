import { useTranslations } from '#web/client/language.ts';
import type { LetterView } from '../../outreach/outreach.schema.ts';
import { translateOutreachDesk } from './texts.ts';

/** A letter in its own words and language, with the help it offers, as it is printed. */
export function LetterText({ letter }: { letter: Pick<LetterView, 'body' | 'offer' | 'language'> }) {
  const t = useTranslations(translateOutreachDesk);
  return (
    <>
      <p className="outreach-body" lang={letter.language}>
        {letter.body}
      </p>
      {letter.offer && (
        <p>
          <b>{t('letter.offer')}</b> <span lang={letter.language}>{letter.offer}</span>
        </p>
      )}
    </>
  );
}
