import { useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import type { CommentWords } from '#web/kit/CommentForm.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ErasureAction } from '../erasures/erasure.rules.ts';
import type { Erasures } from '../log.schema.ts';
import { translateLog } from '../texts.ts';
import { erasuresQuery } from './log-data.ts';

type Row = Erasures['items'][number];
type Wanted = { entryId: string; action: ErasureAction; words: CommentWords };

/** Completed erasures, requests on which a second person decides, and how requests ended. `ask` opens the form of a new request. */
export function ErasureList({ ask, tell }: { ask: (() => void) | undefined; tell: (words: string) => void }) {
  const t = useTranslations(translateLog);
  const queries = useQueryClient();
  const { data, error } = useQuery(erasuresQuery);
  const write = useWrite(
    ({ entryId, action, words }: Wanted, key) =>
      action === 'approve-erasure'
        ? send('POST /log/entries/:entryId/erasure', { entryId }, key)
        : action === 'refuse-erasure'
          ? send('POST /log/entries/:entryId/erasure-refusal', { entryId, reason: words.reason ?? '' }, key)
          : send('POST /log/entries/:entryId/erasure-withdrawal', { entryId }, key),
    {
      onSuccess: async (_, { action }) => {
        await queries.invalidateQueries({ queryKey: ['log'] });
        tell(t(`done.${action}`));
      },
    },
  );
  if (error) return <ProblemNote error={error} />;
  if (!data) return null;
  const stateOf = ({ entryId, state, approvedAt, endedAt, refusal, actions }: Row) => {
    if (state === 'requested')
      return actions.length === 0 ? (
        t('ui.waits')
      ) : (
        <Actions
          isInRow
          offered={actions}
          about={entryId}
          label={(action: ErasureAction) => t(`action.${action}`)}
          comment={() => ({ label: t('ui.refusal-reason') })}
          waiting={write.isPending}
          run={(action, words) => write.mutate({ entryId, action, words })}
        />
      );
    return (
      <>
        {t(`ui.state-${state}`)}, <DateText date={(approvedAt ?? endedAt)!} time />
        {refusal !== null && <p className="small muted">{refusal}</p>}
      </>
    );
  };
  return (
    <Section title={t('ui.erasures')} side={t('ui.erasures-side')}>
      <DataTable
        caption={t('ui.erasures')}
        groups={[{ key: 'all', rows: data.items }]}
        rowKey={({ entryId, requestedAt }) => `${entryId} ${requestedAt}`}
        empty={t('ui.erasures-none')}
        columns={[
          { key: 'reason', head: t('ui.reason'), cell: ({ reason }) => reason },
          { key: 'entry', head: t('ui.entry'), cell: ({ entryId }) => <code className="log-id">{entryId}</code> },
          { key: 'asked', head: t('ui.asked'), cell: ({ requestedAt }) => <DateText date={requestedAt} time /> },
          { key: 'state', head: t('ui.state'), cell: stateOf },
        ]}
      />
      {data.more && <p className="small muted">{t('ui.erasures-more', { n: data.items.length })}</p>}
      {write.error && <ProblemNote error={write.error} />}
      {ask && (
        <p className="no-print log-action">
          <Button onClick={ask}>{t('ui.ask-erasure')}</Button>
        </p>
      )}
    </Section>
  );
}
