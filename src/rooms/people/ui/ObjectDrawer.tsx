import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { sayDesk } from '#web/texts/texts.ts';
import type { AskedKind } from '../access/access.rules.ts';
import type { WhoMaySeeAnswer } from '../access/access.schema.ts';
import { recordsQuery, whoMaySeeQuery } from './access-data.ts';
import { usePeopleWords } from './people-words.ts';
import { sayAccess } from './texts.ts';

/** One object: who may see it today and why, and who has seen it or was refused. Never its content. */
export function ObjectDrawer({ kind, objectId, close }: { kind: AskedKind; objectId: string; close: () => void }) {
  const say = useSay(sayAccess);
  const desk = useSay(sayDesk);
  const locale = useLocale();
  const may = useQuery(whoMaySeeQuery(kind, objectId));
  const seen = useInfiniteQuery(recordsQuery({ kind, objectId }));
  const rows = seen.data?.pages.flatMap((page) => page.items) ?? [];
  const parties = may.data?.parties.map(({ name }) => name[locale]).filter(Boolean) ?? [];
  const path = parties.length > 3 ? `${parties.slice(0, 3).join(', ')} …` : parties.join(', ');
  const name = say(`kind.${kind}`);
  // The party identifies a dossier; other objects are distinguished by the end of their id.
  const title = `${name.charAt(0).toLocaleUpperCase(locale)}${name.slice(1)}${kind === 'dossier' ? '' : ` ${objectId.slice(-8)}`}`;
  return (
    <Drawer about={objectId} path={path || '\u00a0'} title={title} close={close}>
      <Section title={say('may.title')} level={3}>
        {may.isLoading && <Skeleton rows={4} />}
        {may.error && <ProblemNote error={may.error} retry={() => void may.refetch()} />}
        {may.data && <WhoMaySee answer={may.data} />}
      </Section>
      <Section title={say('access.title')} level={3}>
        {seen.error && <ProblemNote error={seen.error} retry={() => void seen.refetch()} />}
        {seen.isSuccess && rows.length === 0 && <p className="muted">{say('access.none')}</p>}
        <ul className="people-list">
          {rows.map((row) => (
            <li key={row.id}>
              {row.person.name || say('access.somebody')}
              <small>
                <DateText date={row.minute} time /> ·{' '}
                <span className={row.outcome === 'denied' ? 'people-refused' : undefined}>{say(`access.${row.outcome}`)}</span>
              </small>
            </li>
          ))}
        </ul>
        {seen.hasNextPage && (
          <Button waiting={seen.isFetchingNextPage} onClick={() => void seen.fetchNextPage()}>
            {desk('table.more')}
          </Button>
        )}
      </Section>
    </Drawer>
  );
}

function WhoMaySee({ answer }: { answer: WhoMaySeeAnswer }) {
  const say = useSay(sayAccess);
  const words = usePeopleWords();
  return (
    <>
      {answer.everybody && <p className="note">{say('may.everybody')}</p>}
      {answer.people.length === 0 && !answer.everybody && <p className="muted">{say('may.nobody')}</p>}
      <ul className="people-list">
        {answer.people.map((person) => (
          <li key={person.id}>
            <b>{person.name}</b>
            {person.alone && <small>{say('may.alone')}</small>}
            {person.opens.map(({ grant, at, because }) => (
              <small key={grant.id}>
                {[words.role(grant.role), at?.[words.locale]].filter(Boolean).join(', ')} · {words.span(grant)} ·{' '}
                {say('may.label', { label: say(`label.${grant.label}`) })} ·{' '}
                {grant.givenBy === null
                  ? say('may.given-first', { day: words.day(grant.givenAt.slice(0, 10)) })
                  : say('may.given', { name: grant.givenBy, day: words.day(grant.givenAt.slice(0, 10)) })}
                <br />
                {say(`why.${because}`)}
              </small>
            ))}
          </li>
        ))}
      </ul>
      <p className="small muted people-beside">{say('may.installation')}</p>
    </>
  );
}
