import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { Sending, StillWorking } from '#web/kit/ProgressBar.tsx';
import type { ImportProgress } from '../import.schema.ts';
import type { TableSubject } from '../import-columns.schema.ts';
import { ColumnsOf } from './ColumnsOf.tsx';
import type { Handed } from './HandedLinks.tsx';
import { TableDifference } from './TableDifference.tsx';
import { importTable, previewTable, type Table } from './tables-data.ts';
import { translateTables } from './texts.ts';

/** A table as a file or pasted: first the preview, with each problem and its solution, then the button that imports it. */
export function ImportForm({ of, done }: { of: TableSubject; done: (words: string, links: Handed) => void }) {
  const t = useTranslations(translateTables);
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState(false);
  const [progress, setProgress] = useState<ImportProgress>();
  const result = useRef<HTMLElement>(null);
  const [share, setShare] = useState<number>();
  const preview = useMutation({
    mutationFn: (chosen: Table) => previewTable(chosen, setShare),
    onSuccess: () => requestAnimationFrame(() => result.current?.focus()),
  });
  const apply = useMutation({
    mutationFn: ({ table, against }: { table: Table; against: string }) => importTable(table, against, setProgress),
    // After an interruption the imported rows stay: the list shows them, and the next preview knows them.
    onSettled: () => queries.invalidateQueries(),
    onSuccess: (result) => {
      choose(null);
      setPasted('');
      setTitle('');
      setTried(false);
      done(t(`imported.${of}`, { n: result.imported }), result.links);
    },
  });
  const again = () => {
    preview.reset();
    apply.reset();
    setShare(undefined);
    setProgress(undefined);
  };
  const choose = (next: File | null) => {
    setFile(next);
    again();
    if (next !== null && title === '') setTitle(next.name);
  };
  const table: Table | null =
    file !== null
      ? { of, file, title: title.trim() }
      : pasted.trim() !== ''
        ? { of, file: new File([pasted], 'pasted.csv', { type: 'text/csv' }), title: title.trim() }
        : null;
  const labels = { title: t('field.title'), file: t('field.file') };
  const errors = tried
    ? { ...(title.trim() === '' && { title: { type: 'too_small' } }), ...(table === null && { file: { type: 'too_small' } }) }
    : {};
  const faults = useFaults({ labels, errors, problem: preview.error ?? apply.error });
  const changed = apply.error instanceof Problem && apply.error.code === 'imports/changed-since';
  return (
    <>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          again();
          if (table !== null && title.trim() !== '') preview.mutate(table);
        }}
      >
        <ColumnsOf of={of} />
        <ErrorSummary faults={faults} />
        <FileField
          id="file"
          label={labels.file}
          hint={t('field.file-hint')}
          error={faults.of('file')}
          accept=".csv,.xlsx,.txt"
          file={file}
          share={preview.isPending ? share : undefined}
          onFile={choose}
        />
        {file === null && (
          <TextArea
            id="pasted"
            className="input tables-paste"
            spellCheck={false}
            label={t('field.pasted')}
            value={pasted}
            onChange={(event) => {
              setPasted(event.target.value);
              again();
            }}
          />
        )}
        <TextField
          id="title"
          label={labels.title}
          hint={t('field.title-hint')}
          error={faults.of('title')}
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="tables-actions">
          <Button kind={preview.isSuccess ? 'plain' : 'main'} type="submit" waiting={preview.isPending}>
            {t('look')}
          </Button>
        </div>
        <StillWorking on={preview.isPending && (file === null || share === undefined)} />
      </form>
      {preview.data && table !== null && (
        <section ref={result} tabIndex={-1} aria-label={t('difference')}>
          <TableDifference of={of} preview={preview.data} />
          <p className="tables-actions">
            {preview.data.faultCount === 0 && preview.data.new > 0 && (
              <Button kind="main" waiting={apply.isPending} onClick={() => apply.mutate({ table, against: preview.data.against })}>
                {t('import', { n: preview.data.new })}
              </Button>
            )}
            {changed && <Button onClick={() => preview.mutate(table)}>{t('look-again')}</Button>}
            {apply.isPending && progress && (
              <>
                <Sending
                  share={progress.imported / progress.total}
                  words={t('progress', { imported: progress.imported, total: progress.total })}
                />
                <span role="status" className="small muted">
                  {t('progress', { imported: progress.imported, total: progress.total })}
                </span>
              </>
            )}
          </p>
        </section>
      )}
    </>
  );
}
