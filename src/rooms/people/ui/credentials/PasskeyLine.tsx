import { useState } from 'react';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { Passkeys } from '../../passkeys/passkey.schema.ts';
import { translateCredentials } from './texts.ts';

type Passkey = z.infer<typeof Passkeys>['items'][number];

/** One passkey: its name, when it was added and last used, whether there may be a copy. Removing it asks for confirmation. */
export function PasskeyLine({ passkey, fresh, onRemoved }: { passkey: Passkey; fresh: boolean; onRemoved: () => void }) {
  const t = useTranslations(translateCredentials);
  const [sure, setSure] = useState(false);
  const remove = useWrite((_: null, key) => send('DELETE /passkeys/:passkeyId', { passkeyId: passkey.id }, key), { onSuccess: onRemoved });
  const { name, createdAt, usedAt, copiedAt } = passkey;
  return (
    <li>
      <div>
        <b>{name}</b>
        <span className="small muted">
          {t('passkey.created')} <DateText date={createdAt} />;{' '}
          {usedAt === null ? (
            t('passkey.never-used')
          ) : (
            <>
              {t('passkey.used')} <DateText date={usedAt} time />
            </>
          )}
        </span>
        {copiedAt !== null && (
          <p className="note problem">
            {t('passkey.copied')} <DateText date={copiedAt} time />
          </p>
        )}
        {sure && <p role="alert">{t('passkey.remove-sure', { name })}</p>}
        {remove.error && <ProblemNote error={remove.error} />}
      </div>
      {fresh && (
        <p className="form-actions no-print">
          {sure ? (
            <>
              <Button
                autoFocus
                waiting={remove.isPending}
                aria-label={t('passkey.remove-name', { name })}
                onClick={() => remove.mutate(null)}
              >
                {t('passkey.remove')}
              </Button>
              <Button kind="quiet" onClick={() => setSure(false)}>
                {t('passkey.keep')}
              </Button>
            </>
          ) : (
            <Button aria-label={t('passkey.remove-name', { name })} onClick={() => setSure(true)}>
              {t('passkey.remove')}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
