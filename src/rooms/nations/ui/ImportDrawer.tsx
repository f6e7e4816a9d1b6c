import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { TableInput } from '../treaties/import.schema.ts';
import { ImportDifference } from './ImportDifference.tsx';
import { useTreatyWords } from './treaty-words.ts';

type Input = { title: string; table: string };

/** Imports a newer table from a file or pasted text: first the preview, row by row, then the button that imports it. */
export function ImportDrawer({ close, done }: { close: () => void; done: (words: string) => void }) {
  const { t } = useTreatyWords();
  const queries = useQueryClient();
  const [input, setInput] = useState<Input>({ title: '', table: '' });
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const result = useRef<HTMLDivElement>(null);
  const preview = useMutation({
    mutationFn: (table: Input) => send('POST /treaty-imports/preview', table),
    onSuccess: () => requestAnimationFrame(() => result.current?.focus()),
  });
  const apply = useWrite((table: Input & { against: string }, key) => send('POST /treaty-imports', table, key), {
    onSuccess: async (answer) => {
      await queries.invalidateQueries();
      done(t('ui.applied', { added: answer.added, changed: answer.changed, unapplied: answer.unapplied }));
    },
  });
  const change = (part: Partial<Input>) => {
    setInput((old) => ({ ...old, ...part }));
    preview.reset();
    apply.reset();
  };
  const checked = TableInput.safeParse(input);
  const errors =
    tried && !checked.success ? Object.fromEntries(checked.error.issues.map((issue) => [issue.path[0], { type: issue.code }])) : {};
  const labels = { title: t('ui.import-title'), table: t('ui.import-table') };
  const faults = useFaults({ labels, errors, problem: preview.error ?? apply.error });
  const stale = apply.error instanceof Problem && apply.error.code === 'nations/changed-since';
  return (
    <Drawer about="import" path={t('ui.title')} title={t('ui.import')} close={close}>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (checked.success) preview.mutate({ title: checked.data.title, table: checked.data.table });
        }}
      >
        <p className="muted small">{t('ui.import-says')}</p>
        <ErrorSummary faults={faults} />
        <TextField
          id="title"
          label={labels.title}
          hint={t('ui.import-title-hint')}
          error={faults.of('title')}
          value={input.title}
          onChange={(event) => change({ title: event.target.value })}
        />
        <FileField
          id="file"
          label={t('ui.import-file')}
          hint={t('ui.import-file-hint')}
          accept=".csv,text/csv"
          file={file}
          onFile={(next) => {
            setFile(next);
            if (next === null) change({ table: '' });
            else void next.text().then((table) => change({ table, ...(input.title === '' && { title: next.name }) }));
          }}
        />
        {file === null && (
          <TextArea
            id="table"
            className="input treaty-paste"
            spellCheck={false}
            label={labels.table}
            error={faults.of('table')}
            value={input.table}
            onChange={(event) => change({ table: event.target.value })}
          />
        )}
        <FormFoot kind={preview.isSuccess ? 'plain' : 'main'} action={t('ui.compare')} waiting={preview.isPending} close={close} />
      </form>
      {preview.data && (
        <section ref={result} tabIndex={-1} aria-label={t('ui.difference')}>
          <ImportDifference preview={preview.data} />
          <p className="treaty-actions">
            {preview.data.faults.length === 0 && preview.data.added.length + preview.data.changed.length > 0 && (
              <Button
                kind="main"
                waiting={apply.isPending}
                onClick={() => apply.mutate({ title: input.title.trim(), table: input.table, against: preview.data.against })}
              >
                {t('ui.apply', { n: preview.data.added.length + preview.data.changed.length })}
              </Button>
            )}
            {stale && <Button onClick={() => preview.mutate(input)}>{t('ui.compare-again')}</Button>}
          </p>
        </section>
      )}
    </Drawer>
  );
}
