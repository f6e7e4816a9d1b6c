import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { Problem } from '#web/client/problem.ts';
import { canEverywhere, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { GrantForm } from './grants/GrantForm.tsx';
import { GrantLine } from './grants/GrantLine.tsx';
import { mayGrant } from './grants/may-grant.ts';
import type { Handed } from './hand-over/HandOver.tsx';
import type { Person } from './people-data.ts';
import { usePeopleWords } from './people-words.ts';
import { ResetAccount } from './ResetAccount.tsx';

/** One person: present and ended roles, a form to give one, and a new link for an account that was never used. */
export function PersonDrawer({
  person,
  mayInvite,
  close,
  tell,
  hand,
}: {
  person: Person;
  mayInvite: boolean;
  close: () => void;
  tell: (words: string) => void;
  hand: (handed: Handed) => void;
}) {
  const { t } = usePeopleWords();
  const session = useSession();
  const [giving, setGiving] = useState(false);
  const again = useWrite((_: null, key) => send('POST /people/:personId/link', { personId: person.id }, key), {
    onSuccess: (answer) => hand({ ...answer, name: person.name }),
  });
  const running = person.grants.filter((grant) => !grant.ended);
  const ended = person.grants.filter((grant) => grant.ended);
  const seesAll = canEverywhere(session, 'people:list');
  const self = person.id === session.person.id;
  // People cannot give roles to themselves, except the first person, who is alone.
  const mayGive = mayInvite && (!self || session.onePersonMode);
  return (
    <Drawer about={person.id} path={person.email ?? t('ui.email-hidden')} title={person.name} close={close}>
      <Section title={t('ui.roles')} level={3}>
        {running.length === 0 && <p className="muted">{t(seesAll ? 'ui.no-role' : 'ui.no-role-open')}</p>}
        <ul className="people-list">
          {running.map((grant) => (
            <GrantLine key={grant.id} grant={grant} mayEnd={self || mayGrant(session, grant.role, grant.party?.id)} tell={tell} />
          ))}
        </ul>
        {mayGive && !giving && (
          <p>
            <Button onClick={() => setGiving(true)}>{t('ui.give')}</Button>
          </p>
        )}
        {mayInvite && self && !session.onePersonMode && <p className="muted small">{t('ui.not-yourself')}</p>}
        {giving && (
          <GrantForm
            person={person}
            close={() => setGiving(false)}
            done={(words) => {
              setGiving(false);
              tell(words);
            }}
          />
        )}
      </Section>
      {ended.length > 0 && (
        <Section title={t('ui.ended')} level={3}>
          <ul className="people-list">
            {ended.map((grant) => (
              <GrantLine key={grant.id} grant={grant} mayEnd={false} tell={tell} />
            ))}
          </ul>
        </Section>
      )}
      {mayInvite && !self && (
        <Section title={t('ui.link')} level={3}>
          <p className="muted small">{t('ui.again-says')}</p>
          {again.error &&
            (again.error instanceof Problem && again.error.status === 404 && !canEverywhere(session, 'people:appoint') ? (
              <p className="note problem" role="alert">
                {t('ui.again-refused')}
              </p>
            ) : (
              <ProblemNote error={again.error} retry={() => again.mutate(null)} />
            ))}
          <p>
            <Button waiting={again.isPending} onClick={() => again.mutate(null)}>
              {t('ui.again')}
            </Button>
          </p>
        </Section>
      )}
      {mayInvite && !self && <ResetAccount person={person} tell={tell} hand={hand} />}
    </Drawer>
  );
}
