import { Link } from '@tanstack/react-router';
import { canEverywhere, useSession } from '#web/client/session.ts';
import { DataTable, type Sort } from '#web/kit/DataTable.tsx';
import type { Person } from './people-data.ts';
import { usePeopleWords } from './people-words.ts';

const FIRST = 2;

/** People by name with the roles they hold; ended roles are shown only in the drawer. */
export function PeopleTable({
  people,
  chosen,
  more,
  waiting,
  sort,
  isFiltered,
}: {
  people: readonly Person[];
  chosen: string | undefined;
  more: (() => void) | undefined;
  waiting: boolean;
  sort: Sort<Person>;
  isFiltered: boolean;
}) {
  const words = usePeopleWords();
  const { t } = words;
  const session = useSession();
  const me = session.person.id;
  // A reader who cannot see every role must not read that a person has none.
  const seesAll = canEverywhere(session, 'people:list');
  return (
    <DataTable
      caption={t('ui.title')}
      rowKey={(person) => person.id}
      chosen={chosen}
      sort={sort}
      columns={[
        {
          key: 'name',
          head: t('ui.name'),
          cell: (person) => (
            <>
              <Link to="." search={(old) => ({ ...old, person: person.id, invite: undefined })} resetScroll={false}>
                {person.name}
              </Link>
              {person.id === me && <span className="muted"> · {t('ui.you')}</span>}
            </>
          ),
        },
        {
          key: 'grants',
          head: t('ui.roles'),
          cell: (person) => {
            const running = person.grants.filter((grant) => !grant.ended);
            if (running.length === 0) return <span className="muted">{t(seesAll ? 'ui.no-role' : 'ui.no-role-open')}</span>;
            const list = (some: typeof running) => (
              <ul className="people-grants">
                {some.map((grant) => (
                  <li key={grant.id}>
                    {words.grant(grant)} <span className="muted">· {words.span(grant)}</span>
                  </li>
                ))}
              </ul>
            );
            if (running.length <= FIRST + 1) return list(running);
            return (
              <>
                {list(running.slice(0, FIRST))}
                <details className="folded">
                  <summary>{t('ui.more-roles', { n: running.length - FIRST })}</summary>
                  {list(running.slice(FIRST))}
                </details>
              </>
            );
          },
        },
        {
          key: 'email',
          head: t('ui.email'),
          cell: ({ email }) => (email === null ? <span className="muted">{t('ui.email-hidden')}</span> : <Address of={email} />),
        },
      ]}
      groups={[{ key: 'all', rows: people }]}
      more={more}
      waiting={waiting}
      empty={t(isFiltered ? (seesAll ? 'ui.nobody-found' : 'ui.nobody-open') : 'ui.nobody')}
    />
  );
}

// On a phone an address wraps at its @ sign, not in the middle of a word.
function Address({ of }: { of: string }) {
  const [name, host] = of.split('@');
  return (
    <>
      {name}@<wbr />
      {host}
    </>
  );
}
