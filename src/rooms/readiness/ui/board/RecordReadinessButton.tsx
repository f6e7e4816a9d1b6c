import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

/** Records today's figures of the board as evidence of the party. */
export function RecordReadinessButton({ partyId }: { partyId: string }) {
  const t = useTranslations(translateReadinessDesk);
  const state = useTrainingWrite((id: string, key) => send('POST /parties/:partyId/training-readiness', { partyId: id }, key));
  return (
    <>
      <Button waiting={state.isPending} onClick={() => state.mutate(partyId)}>
        {t('record-readiness')}
      </Button>
      <span className="small" role="status">
        {state.data && t('record-readiness.done', { ready: state.data.ready, persons: state.data.persons })}
      </span>
      {state.error && <ProblemNote error={state.error} />}
    </>
  );
}
