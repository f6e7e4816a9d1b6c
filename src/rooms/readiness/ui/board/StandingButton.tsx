import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { sayReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

/** Records today's figures of the board as evidence of the party. */
export function StandingButton({ partyId }: { partyId: string }) {
  const say = useSay(sayReadinessDesk);
  const state = useTrainingWrite((id: string, key) => send('POST /parties/:partyId/training-standing', { partyId: id }, key));
  return (
    <>
      <Button waiting={state.isPending} onClick={() => state.mutate(partyId)}>
        {say('standing.act')}
      </Button>
      <span className="small" role="status">
        {state.data && say('standing.done', { ready: state.data.ready, persons: state.data.persons })}
      </span>
      {state.error && <ProblemNote error={state.error} />}
    </>
  );
}
