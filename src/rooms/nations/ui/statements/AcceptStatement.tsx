import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import type { HistoryRow } from '../../treaties/history.schema.ts';
import { useTreatyWords } from '../treaty-words.ts';
import { translateStatements } from './texts.ts';

/** The policy office accepts what a nation states, with what it checked the statement against. */
export function AcceptStatement({ partyId, row, tell }: { partyId: string; row: HistoryRow; tell: (words: string) => void }) {
  const t = useTranslations(translateStatements);
  const { instrument } = useTreatyWords();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = useWrite(
    (input: { reason: string }, key) => send('POST /parties/:partyId/treaties/:rowId/accept', { partyId, rowId: row.id, ...input }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries();
        tell(t('accepted', { instrument: instrument(row.instrument) }));
      },
    },
  );
  const id = `accept-${row.id}`;
  const faults = useFaults({
    labels: { [id]: t('reason') },
    errors: tried && reason.trim() === '' ? { [id]: { type: 'too_small' } } : {},
    problem: save.error,
  });
  if (!isOpen)
    return (
      <p className="treaty-accept no-print">
        <Button onClick={() => setOpen(true)}>{t('accept')}</Button>
      </p>
    );
  return (
    <form
      className="form treaty-undo"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason.trim() !== '') save.mutate({ reason: reason.trim() });
      }}
    >
      <ErrorSummary faults={faults} />
      <TextArea
        id={id}
        autoFocus
        label={t('reason')}
        hint={t('reason-hint')}
        error={faults.of(id)}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot action={t('accept')} waiting={save.isPending} close={() => setOpen(false)} />
    </form>
  );
}
