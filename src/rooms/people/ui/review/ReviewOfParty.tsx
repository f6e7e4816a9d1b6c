import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { reviewSheetQuery } from '../access-data.ts';
import { usePeopleWords } from '../people-words.ts';
import { translateAccess } from '../texts.ts';
import { type Decision, ReviewTable } from './ReviewTable.tsx';

/** The sheet of one party: each role is decided separately, then the sheet is signed as a whole. */
export function ReviewOfParty({ partyId, tell }: { partyId: string; tell: (words: string) => void }) {
  const t = useTranslations(translateAccess);
  const words = usePeopleWords();
  const { person } = useSession();
  const queries = useQueryClient();
  const [decided, setDecided] = useState<ReadonlyMap<string, Decision>>(new Map());
  const sheet = useQuery(reviewSheetQuery(partyId));
  const mine = sheet.data?.lines.filter((line) => line.notYours === null) ?? [];
  const of = (decision: Decision) => mine.filter((line) => decided.get(line.id) === decision).map((line) => line.id);
  const left = mine.filter((line) => !decided.has(line.id)).length;
  const sign = useWrite(
    (input: { partyId: string | null; kept: string[]; ended: string[] }, key) => send('POST /access-reviews', input, key),
    {
      onSuccess: async (_, { kept, ended }) => {
        await queries.invalidateQueries();
        setDecided(new Map());
        tell(t('review.signed', { kept: kept.length, ended: ended.length }));
      },
    },
  );
  if (sheet.error) return <ProblemNote error={sheet.error} retry={() => void sheet.refetch()} />;
  if (!sheet.data) return <Skeleton rows={8} />;
  return (
    <>
      <ReviewTable
        lines={sheet.data.lines}
        decided={decided}
        decide={(id, decision) => setDecided(new Map([...decided, [id, decision]]))}
      />
      {sign.error && <ProblemNote error={sign.error} retry={() => void sheet.refetch()} />}
      <div className="people-actions people-sign no-print">
        <Button
          kind="main"
          waiting={sign.isPending || left > 0}
          onClick={() => sign.mutate({ partyId: partyId === 'none' ? null : partyId, kept: of('keep'), ended: of('end') })}
        >
          {t('review.sign')}
        </Button>
        <span className="small muted" role="status">
          {t('review.left', { n: left })} {t('review.signs', { name: person.name })}
        </span>
      </div>
      <Section title={t('review.past')}>
        {sheet.data.past.length === 0 && <p className="muted">{t('review.past-none')}</p>}
        <ul className="people-list">
          {sheet.data.past.map(({ id, at, by, kept, ended }) => (
            <li key={id}>
              {words.day(at.slice(0, 10))} <small>{t('review.past-line', { by, kept, ended })}</small>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
