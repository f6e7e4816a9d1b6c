import { send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { canEverywhere, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { Handed } from './hand-over/HandOver.tsx';
import type { Person } from './people-data.ts';
import { usePeopleWords } from './people-words.ts';

/** For a person who lost password, telephone and recovery codes: resets the account and shows its one-time link, or says that single sign-on opens it. */
export function ResetAccount({ person, tell, hand }: { person: Person; tell: (words: string) => void; hand: (handed: Handed) => void }) {
  const { t } = usePeopleWords();
  const session = useSession();
  const reset = useWrite((_: null, key) => send('POST /people/:personId/reset', { personId: person.id }, key), {
    onSuccess: ({ singleSignOn, ...answer }) =>
      singleSignOn ? tell(t('ui.reset-provider', { name: person.name })) : hand({ ...answer, name: person.name }),
  });
  return (
    <Section title={t('ui.reset')} level={3}>
      <p className="muted small">{t('ui.reset-says')}</p>
      {reset.error &&
        (reset.error instanceof Problem && reset.error.status === 404 && !canEverywhere(session, 'people:appoint') ? (
          <p className="note problem" role="alert">
            {t('ui.reset-refused')}
          </p>
        ) : (
          <ProblemNote error={reset.error} retry={() => reset.mutate(null)} />
        ))}
      <p>
        <Button waiting={reset.isPending} onClick={() => reset.mutate(null)}>
          {t('ui.reset-action')}
        </Button>
      </p>
    </Section>
  );
}
