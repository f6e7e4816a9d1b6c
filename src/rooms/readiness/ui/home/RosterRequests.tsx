import { useQueryClient } from '@tanstack/react-query';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ReadinessHome as Data } from '../../home/readiness-home.schema.ts';
import { translateReadinessHome } from './texts.ts';

/** For a commander without a roster: asks the training officers of each party for the first one, and says since when it is asked for. */
export function RosterRequests({ scopes }: { scopes: Data['scopes'] }) {
  const t = useTranslations(translateReadinessHome);
  const locale = useLocale();
  const session = useSession();
  const client = useQueryClient();
  const ask = useWrite((partyId: string, key) => send('POST /parties/:partyId/roster-request', { partyId }, key), {
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
  return (
    <>
      <ul>
        {scopes.map(({ id, name, requested }) => (
          <li key={id}>
            {requested ? (
              <>
                {t('home.requested', { party: name[locale], name: requested.by })} <DateText date={requested.on} />
              </>
            ) : (
              can(session, 'training:lead', id) && (
                <Button waiting={ask.isPending} onClick={() => ask.mutate(id)}>
                  {t('home.request', { party: name[locale] })}
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {ask.error && <ProblemNote error={ask.error} />}
    </>
  );
}
