import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { XapiImported } from '../../records/records.schema.ts';
import { useTrainingWrite } from '../board/readiness-data.ts';
import { translateReadinessDesk } from '../texts.ts';
import { translateRosterImports } from './texts.ts';

const ALWAYS = ['found', 'imported', 'known'] as const;
const WHERE_ANY = ['unsigned', 'notPassed', 'nameless', 'voided'] as const;
const UNKNOWN = ['unknownNumbers', 'unknownModules'] as const;

/** Imports what learning systems sent, part by part; then shows how many records there were and what to correct. */
export function XapiDrawer({ partyId, close }: { partyId: string; close: () => void }) {
  const t = useTranslations(translateReadinessDesk);
  const words = useTranslations(translateRosterImports);
  const [parts, setParts] = useState<XapiImported[]>([]);
  const importStatements = useTrainingWrite(async (again: boolean) => {
    const seen: XapiImported[] = [];
    do {
      seen.push(await send('POST /completions/xapi', { partyId, again: again && seen.length === 0 }));
      setParts([...seen]);
    } while (seen.at(-1)!.more);
  });
  const sum = (name: (typeof ALWAYS)[number] | (typeof WHERE_ANY)[number]) => parts.reduce((total, one) => total + one[name], 0);
  const nothing = sum('found') + sum('voided') === 0;
  return (
    <Drawer about="xapi" path={t('roster.title')} title={t('import.xapi')} close={close}>
      <p className="muted small">{words('xapi.says')}</p>
      <p>
        <Button
          kind={importStatements.isSuccess ? 'plain' : 'main'}
          waiting={importStatements.isPending}
          onClick={() => importStatements.mutate(false)}
        >
          {words('xapi.action')}
        </Button>{' '}
        <Button kind="quiet" waiting={importStatements.isPending} onClick={() => importStatements.mutate(true)}>
          {words('xapi.again')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t(importStatements.isSuccess ? 'close' : 'cancel')}
        </Button>
      </p>
      {importStatements.error && <ProblemNote error={importStatements.error} />}
      <div aria-live="polite">
        {importStatements.isPending && <p className="small">{words('xapi.so-far', { n: sum('found') })}</p>}
        {importStatements.isSuccess && nothing && <p>{words(importStatements.variables ? 'xapi.nothing' : 'xapi.nothing-new')}</p>}
        {importStatements.isSuccess && !nothing && (
          <Section level={3} title={words('xapi.title')}>
            <ul>
              {[...ALWAYS, ...WHERE_ANY.filter((name) => sum(name) > 0)].map((name) => (
                <li key={name}>
                  <b>{sum(name)}</b> {words(`xapi.${name}`, { n: sum(name) })}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {importStatements.isSuccess && UNKNOWN.map((name) => <Unknown key={name} name={name} parts={parts} />)}
      </div>
    </Drawer>
  );
}

function Unknown({ name, parts }: { name: (typeof UNKNOWN)[number]; parts: readonly XapiImported[] }) {
  const words = useTranslations(translateRosterImports);
  const byValue = Map.groupBy(
    parts.flatMap((one) => one[name]),
    ({ value }) => value,
  );
  const named = [...byValue].map(([value, some]) => ({ value, n: some.reduce((total, { n }) => total + n, 0) }));
  if (named.length === 0) return null;
  return (
    <Section level={3} title={words(`xapi.${name}`, { n: named.reduce((total, { n }) => total + n, 0) })}>
      <p className="small">{words(`xapi.${name}-do`, { form: `${location.origin}/modules/G` })}</p>
      <ul>
        {named.map(({ value, n }) => (
          <li key={value} className="small unknown-value">
            <b>{value || words('xapi.no-address')}</b> ({n})
          </li>
        ))}
      </ul>
    </Section>
  );
}
