import { useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { send } from '#web/client/api.ts';
import { textOfFile } from '#web/client/files/file-text.ts';
import { upload } from '#web/client/files/upload.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Sending, StillWorking } from '#web/kit/ProgressBar.tsx';
import type { CompletionsPreview } from '../../records/records.schema.ts';
import type { RosterPreview } from '../../roster/roster.schema.ts';
import { useTrainingWrite } from '../board/readiness-data.ts';
import { translateReadinessDesk } from '../texts.ts';
import { DifferenceOf } from './DifferenceOf.tsx';
import { numbersTwice, partsOf, type TablePart } from './table-parts.rules.ts';
import { translateRosterImports } from './texts.ts';

const AT_ONCE = 2_000;
export type What = 'roster' | 'completions';
type Seen = (RosterPreview | CompletionsPreview) & { against?: string };
type Read = { title: string; parts: TablePart[]; seen: Seen[] };

/** The text of a table. The server reads a workbook and keeps nothing of it. */
async function textOf(file: File): Promise<string> {
  if (!/\.xlsx$/i.test(file.name)) return textOfFile(file);
  return (await upload('/roster-workbooks', {}, file)).table;
}

/** Imports a table: reads it in parts, shows the differences with every problem by line, then imports it part by part with its progress. */
export function TableDrawer({ what, partyId, close }: { what: What; partyId: string; close: () => void }) {
  const t = useTranslations(translateReadinessDesk);
  const words = useTranslations(translateRosterImports);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const [read, setRead] = useState<Read>();
  const preview = useTrainingWrite(
    async (chosen: File) => {
      const text = await textOf(chosen);
      const parts = partsOf(text, AT_ONCE);
      const seen: Seen[] = [];
      for (const { table, firstLine } of parts) {
        const input = { partyId, table, firstLine };
        seen.push(await (what === 'roster' ? send('POST /rosters/preview', input) : send('POST /completions/preview', input)));
        setShare(seen.length / parts.length);
      }
      // Duplicates within a part are found by the server.
      const known = new Set(seen.flatMap(({ faults }) => faults.map(({ line }) => line)));
      const twice = what === 'roster' && parts.length > 1 ? numbersTwice(text).filter(({ line }) => !known.has(line)) : [];
      const faults = twice.map(({ line, ...values }) => ({ line, column: 'number', reason: words('difference.twice', values) }));
      seen[0] = { ...seen[0]!, faults: [...seen[0]!.faults, ...faults], faultCount: seen[0]!.faultCount + faults.length };
      setRead({ title: chosen.name.slice(0, 200), parts, seen });
    },
    () => setShare(undefined),
  );
  const importRows = useTrainingWrite(async ({ title, parts, seen }: Read) => {
    const [batchId, total] = [newId(), parts.reduce((sum, { rows }) => sum + rows, 0)];
    for (const [at, { table, firstLine }] of parts.entries()) {
      const input = { partyId, table, firstLine };
      if (what === 'roster') await send('POST /rosters', { ...input, batchId, title, total, against: seen[at]!.against ?? '' });
      else await send('POST /completions', input);
      setShare((at + 1) / parts.length);
    }
  }, close);
  const sum = (name: string) => (read?.seen ?? []).reduce((total, one) => total + Number((one as Record<string, unknown>)[name] ?? 0), 0);
  const brings = sum('new') + sum('changed') + sum('signed');
  return (
    <Drawer about={what} path={t('roster.title')} title={t(`import.${what}`)} close={close}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) preview.mutate(file);
        }}
      >
        <p className="muted small">{words(`import.${what}-says`)}</p>
        <FileField
          label={words('import.file')}
          hint={words(`import.${what}-columns`)}
          accept=".csv,.txt,.xlsx,text/csv,text/plain"
          file={file}
          onFile={(next) => {
            setFile(next);
            setRead(undefined);
            preview.reset();
            importRows.reset();
          }}
        />
        {share !== undefined && <Sending share={share} words={words('import.share', { n: Math.round(share * 100) })} />}
        {(preview.error ?? importRows.error) && <ProblemNote error={(preview.error ?? importRows.error)!} />}
        <StillWorking on={preview.isPending && share === undefined} />
        <p>
          <Button kind={read ? 'plain' : 'main'} type="submit" disabled={file === null} waiting={preview.isPending}>
            {words('import.compare')}
          </Button>{' '}
          <Button kind="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </p>
      </form>
      {read && (
        <>
          <DifferenceOf what={what} seen={read.seen} sum={sum} />
          {sum('faultCount') === 0 && brings > 0 && (
            <p>
              <Button kind="main" waiting={importRows.isPending} onClick={() => importRows.mutate(read)}>
                {words('import.apply', { n: brings })}
              </Button>
            </p>
          )}
        </>
      )}
    </Drawer>
  );
}
