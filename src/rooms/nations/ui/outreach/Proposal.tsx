import { useState } from 'react';
import type { Locale } from '#kernel/languages.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import type { OutreachView } from '../../outreach/outreach.schema.ts';
import { LetterText } from './LetterText.tsx';
import { translateOutreachDesk } from './texts.ts';

/** The proposed letter, to read, edit elsewhere, print and sign. Print shows only the letter. */
export function Proposal({ id, draft }: Pick<OutreachView, 'id' | 'draft'>) {
  const t = useTranslations(translateOutreachDesk);
  const [language, setLanguage] = useState(useLocale());
  return (
    <article className="panel outreach-letter" aria-labelledby="proposal">
      <div className="form no-print">
        <h2 id="proposal">{t('proposal.title')}</h2>
        <SelectField label={t('send.language')} value={language} onChange={(event) => setLanguage(event.target.value as Locale)}>
          <option value="en">{t('send.en')}</option>
          <option value="fr">{t('send.fr')}</option>
        </SelectField>
        <p>
          <FileLink href={fileAddress('/outreach/:outreachId/letter.pdf', { outreachId: id, lang: language })}>{t('letter.pdf')}</FileLink>
        </p>
      </div>
      <LetterText letter={{ body: draft[language], offer: null, language }} />
    </article>
  );
}
