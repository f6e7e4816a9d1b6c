import { useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DayForm } from './DayForm.tsx';
import { translateContracts } from './texts.ts';

/** The end of a contract, with its day. The award and its options are next to what the contract lacks (release). */
export function ContractSteps({ contract: { id: contractId, version, state, actions } }: { contract: AnswerOf<'/contracts/:contractId'> }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const save = useWrite((on: string, key) => send('POST /contracts/:contractId/end', { contractId, version, on }, key), {
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }),
  });
  return (
    <Actions
      key={version}
      offered={actions}
      label={() => t('action.end')}
      run={() => {}}
      waiting={save.isPending}
      forms={{
        end: (close) => (
          <DayForm
            id="end"
            label={t(state === 'planned' ? 'action.cancel-day' : 'action.end-day')}
            hint={state === 'planned' ? t('action.cancel-day-hint') : undefined}
            action={t('action.end')}
            save={save}
            close={close}
          />
        ),
      }}
    />
  );
}
