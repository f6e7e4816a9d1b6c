import { useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Actions } from '#web/kit/Actions.tsx';
import type { ContractAction } from '../register/contract.rules.ts';
import { DayForm } from './DayForm.tsx';
import { translateContracts } from './texts.ts';

/** The steps of a contract that the reader may take now; each has its day. */
export function ContractSteps({ contract: { id: contractId, version, actions } }: { contract: AnswerOf<'/contracts/:contractId'> }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const save = useWrite(
    ({ action, on }: { action: ContractAction; on: string }, key) => {
      const input = { contractId, version, on };
      return action === 'award'
        ? send('POST /contracts/:contractId/award', input, key)
        : send('POST /contracts/:contractId/end', input, key);
    },
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['contracts'] }) },
  );
  const form = (action: ContractAction) => (close: () => void) => (
    <DayForm
      id={action}
      label={t(`action.${action}-day`)}
      action={t(`action.${action}`)}
      save={{ ...save, mutate: (on) => save.mutate({ action, on }) }}
      close={close}
    />
  );
  return (
    <Actions
      key={version}
      offered={actions}
      label={(action) => t(`action.${action}`)}
      run={() => {}}
      waiting={save.isPending}
      forms={{ award: form('award'), end: form('end') }}
    />
  );
}
