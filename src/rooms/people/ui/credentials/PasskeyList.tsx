import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { queryClient } from '#web/client/query-client.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { accountChanged } from '../account/account-data.ts';
import { canUsePasskeys, makePasskey } from './ceremony.ts';
import { PasskeyForm } from './PasskeyForm.tsx';
import { PasskeyLine } from './PasskeyLine.tsx';
import { translateCredentials } from './texts.ts';

/** The passkeys of the person's account. `fresh`: the session is new enough to change them. */
export function PasskeyList({ fresh, tell }: { fresh: boolean; tell: (words: string) => void }) {
  const t = useTranslations(translateCredentials);
  const [adding, setAdding] = useState(false);
  const list = useQuery({
    queryKey: ['passkeys'],
    queryFn: ({ signal }) => get('/passkeys', {}, signal),
  });
  const changed = async (words: string) => {
    setAdding(false);
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['passkeys'] }), accountChanged()]);
    tell(words);
  };
  const add = useWrite(
    async (name: string, key) => send('POST /passkeys', { name, registration: await makePasskey(get('/passkeys/options', {})) }, key),
    { onSuccess: () => changed(t('passkey.added')) },
  );
  return (
    <Section title={t('passkey.title')}>
      <p className="small muted">{t('passkey.says')}</p>
      {list.isPending && <Skeleton rows={2} />}
      {list.error && <ProblemNote error={list.error} retry={() => list.refetch()} />}
      {list.data && !list.data.mayAdd && <p>{t('passkey.provider')}</p>}
      {list.data?.mayAdd && list.data.items.length === 0 && <Empty>{t('passkey.none')}</Empty>}
      {list.data && list.data.items.length > 0 && (
        <ul className="devices">
          {list.data.items.map((passkey) => (
            <PasskeyLine key={passkey.id} passkey={passkey} fresh={fresh} onRemoved={() => changed(t('passkey.removed'))} />
          ))}
        </ul>
      )}
      {list.data?.mayAdd && !fresh && <p className="small no-print">{t('passkey.not-fresh')}</p>}
      {list.data?.mayAdd && fresh && !canUsePasskeys() && <p className="small">{t('passkey.unsupported')}</p>}
      {list.data?.mayAdd && fresh && canUsePasskeys() && !adding && (
        <p className="no-print">
          <Button onClick={() => setAdding(true)}>{t('passkey.add')}</Button>
        </p>
      )}
      {adding && (
        <div className="panel">
          <PasskeyForm
            first={list.data?.items.length === 0}
            waiting={add.isPending}
            problem={add.error}
            onLeave={() => setAdding(false)}
            onSubmit={(name) => add.mutate(name)}
          />
        </div>
      )}
    </Section>
  );
}
