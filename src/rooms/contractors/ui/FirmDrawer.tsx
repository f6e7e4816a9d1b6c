import { useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { MEMBER_KINDS } from '../register/contract.rules.ts';
import { translateContracts } from './texts.ts';

/** Adds a firm under a contract: what it is, what it does, and which firm engaged it. */
export function FirmDrawer({ contract, close }: { contract: AnswerOf<'/contracts/:contractId'>; close: () => void }) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const save = useWrite(
    (firm: Omit<InputOf<'POST /contracts/:contractId/members'>, 'contractId' | 'country'>, key) =>
      send('POST /contracts/:contractId/members', { contractId: contract.id, country: null, ...firm }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['contracts'] });
        close();
      },
    },
  );
  const labels = { name: t('firm.name') };
  const { faults, form } = usePlainForm({
    labels,
    problem: save.error,
    send: (values) => {
      const { name, kind, work, parentId } = values as Record<'name' | 'kind' | 'work' | 'parentId', string>;
      save.mutate({
        name: name.trim(),
        kind: MEMBER_KINDS.find((one) => one === kind) ?? 'subcontractor',
        work: work.trim() || null,
        parentId: kind === 'consortium' ? null : parentId || null,
      });
    },
  });
  return (
    <Drawer about="firm" path={contract.number} title={t('firms.add')} close={close}>
      <form {...form}>
        <ErrorSummary faults={faults} />
        <TextField id="name" name="name" label={labels.name} error={faults.of('name')} maxLength={200} aria-required />
        <SelectField id="kind" name="kind" label={t('field.kind')} defaultValue="subcontractor">
          {MEMBER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField id="parentId" name="parentId" label={t('field.engagedBy')} hint={t('firm.engaged-hint')}>
          <option value="">{contract.contractor}</option>
          {contract.members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField id="work" name="work" label={t('firm.work')} hint={t('firm.work-hint')} maxLength={300} />
        <FormFoot action={t('firms.add')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
