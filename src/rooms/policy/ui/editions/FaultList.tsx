import type { Ref } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { EditionPreview } from '../../editions/edition.schema.ts';
import { translateEditions } from '../../editions/texts.ts';

/** The faults of an upload, each with file, line and what to do, and the next step. `first`: the first fault, which gets the focus. */
export function FaultList({ preview, first }: { preview: EditionPreview; first: Ref<HTMLLIElement> }) {
  const t = useTranslations(translateEditions);
  const { faults, moreFaults, format } = preview;
  return (
    <>
      <div className="summary" role="alert">
        <p className="error">
          <StatusGlyph status="not-met" />
          {t('faults', { n: faults.length + moreFaults })}
        </p>
        <p>{t(format === 'oscal' ? 'faults-next-catalog' : 'faults-next')}</p>
      </div>
      <ol className="edition-faults">
        {faults.map((one, at) => (
          <li key={`${one.file} ${one.line} ${one.message}`} {...(at === 0 && { ref: first, tabIndex: -1 })}>
            <span className="edition-fault-at">{t('fault-at', { file: one.file, line: one.line })}</span> {one.message}
          </li>
        ))}
      </ol>
      {moreFaults > 0 && <p>{t('faults-more', { n: moreFaults })}</p>}
    </>
  );
}
