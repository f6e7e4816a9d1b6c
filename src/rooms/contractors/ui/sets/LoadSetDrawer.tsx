import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { textOfFile } from '#web/client/files/file-text.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { ProvisionsOfSet } from './ProvisionsOfSet.tsx';
import { translateSets } from './texts.ts';

/** Loads a version of a clause set from a file: shows its provisions, or each fault with its place, before anything is stored. */
export function LoadSetDrawer({ parties, close }: { parties: readonly { id: string; name: string }[]; close: () => void }) {
  const [t, locale] = [useTranslations(translateSets), useLocale()];
  const queries = useQueryClient();
  const [partyId, setPartyId] = useState(parties[0]!.id);
  const [chosen, setChosen] = useState<{ file: File; text: string }>();
  const preview = useMutation({
    mutationFn: (input: { partyId: string; file: string }) => send('POST /contract-sets/preview', input),
  });
  const load = useWrite((input: { partyId: string; file: string }, key) => send('POST /contract-sets', input, key), {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contracts'] });
      close();
    },
  });
  const choose = async (file: File | null, at = partyId) => {
    load.reset();
    preview.reset();
    if (file === null) return setChosen(undefined);
    const text = await textOfFile(file);
    setChosen({ file, text });
    preview.mutate({ partyId: at, file: text });
  };
  const seen = preview.data;
  return (
    <Drawer about="set" path={t('title')} title={t('load')} close={close}>
      <div className="form">
        <p className="muted small">{t('load.says')}</p>
        {parties.length > 1 && (
          <SelectField
            label={t('party')}
            value={partyId}
            onChange={(event) => {
              setPartyId(event.target.value);
              void choose(chosen?.file ?? null, event.target.value);
            }}
          >
            {parties.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <FileField
          label={t('file')}
          hint={t('file-hint')}
          accept=".json"
          file={chosen?.file ?? null}
          onFile={(file) => void choose(file)}
        />
        {(preview.error ?? load.error) && <ProblemNote error={(preview.error ?? load.error)!} />}
      </div>
      <div aria-live="polite">
        {seen?.set && (
          <Section level={3} title={seen.set.title[locale] ?? seen.set.title.en} side={t('version', { version: seen.set.version })}>
            <ProvisionsOfSet set={seen.set} open />
          </Section>
        )}
        {seen && seen.faultCount > 0 && (
          <Section level={3} title={t('faults', { n: seen.faultCount })}>
            <p>{t('faults.says')}</p>
            <ul>
              {seen.faults.map(({ path, reason }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one place may have two faults
                <li key={at} className="small">
                  {path !== '' && <code>{path}</code>} {reason}
                </li>
              ))}
            </ul>
            {seen.faultCount > seen.faults.length && (
              <p className="small muted">{t('faults.more', { n: seen.faultCount - seen.faults.length })}</p>
            )}
          </Section>
        )}
      </div>
      {seen?.set && chosen && (
        <p>
          <Button kind="main" waiting={load.isPending} onClick={() => load.mutate({ partyId, file: chosen.text })}>
            {t('load.save')}
          </Button>{' '}
          <Button kind="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </p>
      )}
    </Drawer>
  );
}
