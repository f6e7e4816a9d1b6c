import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { InspectedKind } from '../../access/access.rules.ts';
import type { WhoMaySeeAnswer } from '../../access/access.schema.ts';
import { recordsQuery, whoMaySeeQuery } from '../access-data.ts';
import { usePeopleWords } from '../people-words.ts';
import { translateAccess } from '../texts.ts';

/** One object: who may see it today and why, and who has seen it or was refused. Never its content. */
export function ObjectDrawer({ kind, objectId, close }: { kind: InspectedKind; objectId: string; close: () => void }) {
  const t = useTranslations(translateAccess);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const may = useQuery(whoMaySeeQuery(kind, objectId));
  const seen = useInfiniteQuery(recordsQuery({ kind, objectId }));
  const rows = seen.data?.pages.flatMap((page) => page.items) ?? [];
  const parties = may.data?.parties.map(({ name }) => name[locale]).filter(Boolean) ?? [];
  const path = parties.length > 3 ? `${parties.slice(0, 3).join(', ')} …` : parties.join(', ');
  const name = t(`kind.${kind}`);
  // The party identifies a dossier; other objects are distinguished by the end of their id.
  const title = `${name.charAt(0).toLocaleUpperCase(locale)}${name.slice(1)}${kind === 'dossier' ? '' : ` ${objectId.slice(-8)}`}`;
  return (
    <Drawer about={objectId} path={path || '\u00a0'} title={title} close={close}>
      <Section title={t('may.title')} level={3}>
        {may.isLoading && <Skeleton rows={4} />}
        {may.error && <ProblemNote error={may.error} retry={() => void may.refetch()} />}
        {may.data && <WhoMaySee answer={may.data} />}
      </Section>
      <Section title={t('access.title')} level={3}>
        {seen.error && <ProblemNote error={seen.error} retry={() => void seen.refetch()} />}
        {seen.isSuccess && rows.length === 0 && <p className="muted">{t('access.none')}</p>}
        <ul className="people-list">
          {rows.map((row) => (
            <li key={row.id}>
              {row.person.name || t('access.former-person')}
              <small>
                <DateText date={row.minute} time /> ·{' '}
                <span className={row.outcome === 'denied' ? 'people-refused' : undefined}>{t(`access.${row.outcome}`)}</span>
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

type Opening = WhoMaySeeAnswer['people'][number]['opens'][number];

function WhoMaySee({ answer }: { answer: WhoMaySeeAnswer }) {
  const t = useTranslations(translateAccess);
  const words = usePeopleWords();
  const givenWords = ({ givenBy, singleSignOn }: Opening['grant'], day: string) => {
    if (singleSignOn) return t('may.given-by-list', { day });
    return givenBy === null ? t('may.given-first', { day }) : t('may.given', { name: givenBy, day });
  };
  return (
    <>
      {answer.everybody && <p className="note">{t('may.everybody')}</p>}
      {answer.people.length === 0 && !answer.everybody && <p className="muted">{t('may.nobody')}</p>}
      <ul className="people-list">
        {answer.people.map((person) => (
          <li key={person.id}>
            <b>{person.name}</b>
            {person.alone && <small>{t('may.alone')}</small>}
            {person.opens.map(({ grant, at, reason }) => (
              <small key={grant.id}>
                {[words.role(grant.role), at?.[words.locale]].filter(Boolean).join(', ')} · {words.span(grant)} ·{' '}
                {t('may.label', { label: t(`label.${grant.label}`) })} · {givenWords(grant, words.day(grant.givenAt.slice(0, 10)))}
                <br />
                {t(`why.${reason}`)}
              </small>
            ))}
          </li>
        ))}
      </ul>
      <p className="small muted people-beside">{t('may.installation')}</p>
    </>
  );
}
