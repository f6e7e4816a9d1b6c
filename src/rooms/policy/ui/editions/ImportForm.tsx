import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import type { EditionPreview } from '../../editions/edition.schema.ts';
import { translateEditions } from '../../editions/texts.ts';
import { EditionDifference } from './EditionDifference.tsx';
import { editionsQuery, importEdition, previewEdition } from './editions-data.ts';
import { FaultList } from './FaultList.tsx';

/** A file with an edition: first the preview with each fault or the difference, then the button that stores it as a draft. */
export function ImportForm({ done }: { done: (words: string) => void }) {
  const t = useTranslations(translateEditions);
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [share, setShare] = useState<number>();
  const result = useRef<HTMLElement>(null);
  const firstFault = useRef<HTMLLIElement>(null);
  const preview = useMutation({
    mutationFn: (chosen: File) => previewEdition(chosen, setShare),
    onSettled: () => setShare(undefined),
  });
  const store = useMutation({
    mutationFn: importEdition,
    onSuccess: async () => {
      const id = preview.data?.edition?.id ?? '';
      choose(null);
      await queries.invalidateQueries({ queryKey: editionsQuery.queryKey });
      done(t('stored', { id }));
    },
  });
  // The result is on the page only after this rendering.
  useEffect(() => {
    if (preview.data) (firstFault.current ?? result.current)?.focus();
  }, [preview.data]);
  const choose = (next: File | null) => {
    setFile(next);
    setTried(false);
    preview.reset();
    store.reset();
  };
  const errors = tried && file === null ? { file: { type: 'too_small' } } : {};
  const faults = useFaults({ labels: { file: t('file') }, errors, problem: preview.error ?? store.error });
  return (
    <>
      <form
        className="form no-print"
        noValidate
        aria-label={t('import')}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          store.reset();
          if (file !== null) preview.mutate(file);
        }}
      >
        <p className="small">
          {t('not-contained')} {t('download-hint')}
        </p>
        <ErrorSummary faults={faults} />
        <FileField
          id="file"
          label={t('file')}
          hint={t('file-hint')}
          accept=".zip,.json,application/zip,application/json"
          error={faults.of('file')}
          file={file}
          onFile={choose}
          share={share}
        />
        <p>
          <Button kind={preview.data?.edition ? 'plain' : 'main'} type="submit" waiting={preview.isPending}>
            {t('preview')}
          </Button>
        </p>
      </form>
      {preview.data && file && (
        <section className="panel edition-preview" ref={result} tabIndex={-1} aria-label={t('preview')}>
          <Preview preview={preview.data} firstFault={firstFault} />
          {preview.data.edition && (
            <p className="no-print">
              <Button kind="main" waiting={store.isPending} onClick={() => store.mutate(file)}>
                {t('store')}
              </Button>
            </p>
          )}
        </section>
      )}
    </>
  );
}

function Preview({ preview, firstFault }: { preview: EditionPreview; firstFault: Ref<HTMLLIElement> }) {
  const { edition, ignored } = preview;
  const t = useTranslations(translateEditions);
  const locale = useLocale();
  return (
    <>
      {edition ? (
        <p>
          <b>{t('sound', { id: edition.id, n: edition.obligations })}</b>
        </p>
      ) : (
        <FaultList preview={preview} first={firstFault} />
      )}
      {ignored[0] && <p className="small">{t('ignored', { n: ignored.length, name: ignored[0] })}</p>}
      {edition && edition.kept.length > 0 && (
        <p className="small">{t('kept', { titles: edition.kept.map((title) => title[locale]).join(', ') })}</p>
      )}
      {edition && <EditionDifference difference={edition.difference} />}
    </>
  );
}
