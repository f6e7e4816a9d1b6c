import { useQuery } from '@tanstack/react-query';
import { get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import type { TraineeLine } from '../../board/board.schema.ts';
import type { Completions } from '../../records/records.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

type CompletionRow = Completions['completions'][number];

/** Everything recorded of one person. A person who maintains the roster can revoke a record made by mistake. */
export function RecordsDrawer({ person, close }: { person: TraineeLine; close: () => void }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const found = useQuery({
    queryKey: ['training', 'records', person.id],
    queryFn: ({ signal }) => get('/trainees/:traineeId/completions', { traineeId: person.id }, signal),
  });
  return (
    <Drawer about={`records ${person.id}`} path={person.number} title={t('records.title')} close={close}>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton rows={3} />}
      {found.data?.completions.length === 0 && <p>{t('records.none')}</p>}
      <ul className="readiness-records">
        {found.data?.completions.map((one) => (
          <li key={one.id} className={one.revokedOn === null ? undefined : 'muted'}>
            <b>{one.title[locale]}</b>
            {one.lessons && <small className="readiness-party">{t('records.lessons', { lessons: one.lessons.join(', ') })}</small>}
            <small className="readiness-party">
              {t(`source.${one.source}`)}, <DateText date={one.passedOn} />
            </small>
            <small className="readiness-party">
              <Signed record={one} />
            </small>
            {one.revokedOn !== null ? (
              <small className="readiness-party">
                {t('records.revoked')} <DateText date={one.revokedOn} />
                {one.reason && `. ${one.reason}`}
              </small>
            ) : (
              <Void record={one} />
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  );
}

function Signed({ record }: { record: CompletionRow }) {
  const t = useTranslations(translateReadinessDesk);
  if (!record.signs) return t('records.no-text');
  if (record.signedOn === null) return t('records.unsigned');
  return (
    <>
      {t('records.signed')} <DateText date={record.signedOn} />
    </>
  );
}

function Void({ record }: { record: CompletionRow }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const revoke = useTrainingWrite((input: { reason: string }, key) =>
    send('POST /completions/:completionId/revocation', { completionId: record.id, ...input }, key),
  );
  return (
    <>
      <Actions
        isInRow
        about={record.title[locale]}
        offered={record.actions}
        label={(action) => t(`action.${action}`)}
        comment={() => ({ label: t('waive.reason'), hint: t(record.certificate ? 'records.says-certificate' : 'records.says') })}
        waiting={revoke.isPending}
        run={(_, { reason }) => revoke.mutate({ reason: reason! })}
      />
      {revoke.error && <ProblemNote error={revoke.error} />}
    </>
  );
}
