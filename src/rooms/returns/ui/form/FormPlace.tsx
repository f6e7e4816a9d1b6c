import { useState } from 'react';
import { fileAddress } from '#web/client/api.ts';
import { upload } from '#web/client/files/upload.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { FormBack, ReturnView } from '../../return.schema.ts';
import { translateReturns } from '../texts.ts';
import { FormDifferences } from './FormDifferences.tsx';

const ACCEPT = '.xlsx,.docx';

/** The return as a form to fill in elsewhere and upload. The differences are shown before anything is stored. */
export function FormPlace({ view }: { view: ReturnView }) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const [back, setBack] = useState<FormBack>();
  const look = useWrite(
    (chosen: File, key) => upload('/returns/:returnId/form', { returnId: view.id }, chosen, { key, onProgress: setShare }),
    {
      onSuccess: setBack,
    },
  );
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setBack(undefined);
    setShare(undefined);
    look.reset();
    if (chosen) look.mutate(chosen);
  };
  return (
    <>
      <h2 className="section-title">{t('form.title')}</h2>
      <p className="small">{t('form.why')}</p>
      <ul className="small form-links">
        {(['xlsx', 'docx'] as const).map((format) => (
          <li key={format}>
            <FileLink href={fileAddress('/returns/:returnId/form', { returnId: view.id, format, lang: locale })}>
              {t(`form.${format}`)}
            </FileLink>
          </li>
        ))}
      </ul>
      <Section title={t('form.back')}>
        <div className="form">
          <FileField
            label={t('form.file')}
            hint={t('form.file-hint')}
            accept={ACCEPT}
            file={file}
            share={look.isPending ? share : undefined}
            onFile={choose}
          />
          {look.error && <ProblemNote error={look.error} />}
        </div>
        {back && <FormDifferences key={back.form} view={view} back={back} done={() => choose(null)} />}
      </Section>
    </>
  );
}
