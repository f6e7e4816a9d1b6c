import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { sampleQuery } from './files-data.ts';
import { PassageText } from './PassageText.tsx';
import { translateFiles } from './texts.ts';

type Item = AnswerOf<'/contract-drops/:dropId/sample'>['items'][number];

/** The passages of a drop that read exactly like the set: a person reads a sample drawn at random, then confirms all of them together. */
export function Alike({ dropId }: { dropId: string }) {
  const t = useTranslations(translateFiles);
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(sampleQuery(dropId));
  const confirm = useWrite(
    (input: { dropId: string; version: number }, key) => send('POST /contract-drops/:dropId/confirmation', input, key),
    {
      onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
      readAgain: () => refetch(),
    },
  );
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data || data.waiting === 0) return null;
  const unread = data.items.filter(({ decided }) => decided === null);
  return (
    <Section title={t('alike')}>
      <p>{t('alike.waiting', { n: data.waiting })}</p>
      {unread.length > 0 && <p>{t('alike.sample', { n: unread.length })}</p>}
      {unread.map((one) => (
        <SampleLine key={`${one.documentId} ${one.provision}`} item={one} />
      ))}
      {confirm.error && <ProblemNote error={confirm.error} />}
      {unread.length === 0 && (
        <Button kind="main" waiting={confirm.isPending} onClick={() => confirm.mutate({ dropId, version: data.waiting })}>
          {t('alike.confirm', { n: data.waiting })}
        </Button>
      )}
    </Section>
  );
}

function SampleLine({ item }: { item: Item }) {
  const t = useTranslations(translateFiles);
  const locale = useLocale();
  const queries = useQueryClient();
  const { documentId, setId, provision, version } = item;
  const decide = useWrite(
    ({ isIt }: { isIt: boolean }, key) =>
      send('POST /contract-files/:documentId/decisions', { documentId, setId, provision, version, isIt }, key),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) },
  );
  return (
    <div>
      <p>
        <strong>{item.title[locale] ?? item.title.en}</strong> <span className="small muted">{item.number}</span>
      </p>
      <PassageText passage={item.passage} quote={item.quote} />
      {decide.error && <ProblemNote error={decide.error} />}
      <p className="contract-buttons no-print">
        <Button waiting={decide.isPending} onClick={() => decide.mutate({ isIt: true })}>
          {t('yes')}
        </Button>
        <Button waiting={decide.isPending} onClick={() => decide.mutate({ isIt: false })}>
          {t('no')}
        </Button>
      </p>
    </div>
  );
}
