import { useQuery } from '@tanstack/react-query';
import { get, send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { sayLearningDesk } from './texts.ts';

/** The link to the player for a person with an account. */
export default function OwnTrainingPage() {
  const say = useSay(sayLearningDesk);
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
      <PageHead title={say('own.title')} meta={say('own.meta')} help={[say('own.help.1'), say('own.help.2'), say('own.help.3')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {open.error && <ProblemNote error={open.error} />}
      {isPending && <Skeleton rows={2} />}
      {data?.trainees.length === 0 && <Empty>{say('own.empty')}</Empty>}
      {data?.trainees.map(({ traineeId, number, party }) => (
        <p key={traineeId}>
          {number}, {party[locale]}{' '}
          <Button kind="main" onClick={() => open.mutate(traineeId)} waiting={open.isPending}>
            {say('own.open')}
          </Button>
        </p>
      ))}
    </>
  );
}
