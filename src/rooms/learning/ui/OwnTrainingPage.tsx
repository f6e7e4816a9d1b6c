import { useQuery } from '@tanstack/react-query';
import { get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { translateLearningDesk } from './texts.ts';

/** The link to the player for a person with an account. */
export default function OwnTrainingPage() {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['own-training'],
    queryFn: ({ signal }) => get('/training/own', {}, signal),
  });
  const open = useWrite((traineeId: string, key) => send('POST /training/own/:traineeId', { traineeId }, key), {
    onSuccess: ({ path }) => window.location.assign(path),
  });
  return (
    <>
      <PageHead title={t('own.title')} meta={t('own.meta')} help={[t('own.help.1'), t('own.help.2'), t('own.help.3')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {open.error && <ProblemNote error={open.error} />}
      {isPending && <Skeleton rows={2} />}
      {data?.trainees.length === 0 && (
        <>
          <Empty>{t('own.empty')}</Empty>
          <p className="no-print">
            <a href={`/learn/${locale}`}>{t('own.slip')}</a>
          </p>
        </>
      )}
      {data?.trainees.map(({ traineeId, number, party }) => (
        <p key={traineeId}>
          {number}, {party[locale]}{' '}
          <Button kind="main" onClick={() => open.mutate(traineeId)} waiting={open.isPending}>
            {t('own.open')}
          </Button>
        </p>
      ))}
    </>
  );
}
