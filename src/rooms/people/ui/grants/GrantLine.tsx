import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { Grant } from '../people-data.ts';
import { usePeopleWords } from '../people-words.ts';

/** One grant: role, party, unit, operation, label, from and to. Ending it asks for confirmation, because it takes effect at the holder's next request. */
export function GrantLine({ grant, mayEnd, tell }: { grant: Grant; mayEnd: boolean; tell: (words: string) => void }) {
  const words = usePeopleWords();
  const { t } = words;
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const end = useWrite((_: null, key) => send('POST /grants/:grantId/end', { grantId: grant.id }, key), {
    onSuccess: async () => {
      await queries.invalidateQueries();
      tell(t('ui.ended-said', { grant: words.grant(grant) }));
    },
  });
  return (
    <li>
      <b>{words.grant(grant)}</b>
      <small>
        {words.span(grant)} · {words.label(grant.label)}
        {grant.givenBy !== null && <> · {t('ui.given-by', { name: grant.givenBy })}</>}
        {grant.singleSignOn && <> · {t('ui.by-single-sign-on')}</>}
        {grant.ended && <> · {t('ui.ended-mark')}</>}
      </small>
      {end.error && <ProblemNote error={end.error} retry={() => end.mutate(null)} />}
      {mayEnd && !sure && (
        <Button kind="quiet" aria-label={t('ui.end-of', { grant: words.grant(grant) })} onClick={() => setSure(true)}>
          {t('ui.end')}
        </Button>
      )}
      {sure && (
        <span className="people-actions">
          <Button kind="main" autoFocus waiting={end.isPending} onClick={() => end.mutate(null)}>
            {t('ui.end-sure')}
          </Button>
          <Button onClick={() => setSure(false)}>{t('ui.cancel')}</Button>
        </span>
      )}
    </li>
  );
}
