import { useQueryClient } from '@tanstack/react-query';
import { type AnswerOf, type BodyOf, send } from '#web/client/api.ts';
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

type Contract = AnswerOf<'/contracts/:contractId'>;

/** Adds a firm under a contract, or corrects `stored`: its name, what it is, what it does and where, and which firm engaged it. */
export function FirmDrawer({
  contract,
  stored,
  close,
}: {
  contract: Contract;
  stored?: Contract['members'][number] | undefined;
  close: () => void;
}) {
  const t = useTranslations(translateContracts);
  const queries = useQueryClient();
  const contractId = contract.id;
  const save = useWrite(
    (firm: BodyOf<'POST /contracts/:contractId/members'>, key): Promise<unknown> =>
      stored
        ? send('PUT /contracts/:contractId/members/:memberId', { contractId, memberId: stored.id, version: stored.version, ...firm }, key)
        : send('POST /contracts/:contractId/members', { contractId, ...firm }, key),
    {
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: ['contracts'] });
        close();
      },
    },
  );
  const labels = { name: t('firm.name'), parentId: t('field.engagedBy'), country: t('field.country') };
  const { faults, form } = usePlainForm({
    ...{ labels, optional: ['parentId', 'country'], problem: save.error },
    send: (values) => {
      const { name, kind, work, parentId, country } = values as typeof values & Record<'kind' | 'work', string>;
      save.mutate({
        name: name.trim(),
        kind: MEMBER_KINDS.find((one) => one === kind) ?? 'subcontractor',
        work: work.trim() || null,
        country: country.trim().toUpperCase() || null,
        parentId: kind === 'consortium' ? null : parentId || null,
      });
    },
  });
  const action = t(stored ? 'firm.correct-save' : 'firms.add');
  return (
    <Drawer
      about={stored?.id ?? 'firm'}
      path={contract.number}
      title={stored ? t('firm.correct-title', { name: stored.name }) : t('firms.add')}
      close={close}
    >
      <form {...form}>
        {stored && <p className="muted small">{t('firm.correct-says')}</p>}
        <ErrorSummary faults={faults} />
        <TextField
          {...{ id: 'name', name: 'name', label: labels.name, error: faults.of('name') }}
          {...{ defaultValue: stored?.name, maxLength: 200, 'aria-required': true }}
        />
        <SelectField id="kind" name="kind" label={t('field.kind')} defaultValue={stored?.kind ?? 'subcontractor'}>
          {MEMBER_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          {...{ id: 'parentId', name: 'parentId', label: labels.parentId, hint: t('firm.engaged-hint'), error: faults.of('parentId') }}
          defaultValue={stored?.parentId ?? ''}
        >
          <option value="">{contract.contractor}</option>
          {contract.members
            .filter(({ id }) => id !== stored?.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <TextField
          id="work"
          name="work"
          label={t('firm.work')}
          hint={t('firm.work-hint')}
          defaultValue={stored?.work ?? ''}
          maxLength={300}
        />
        <TextField
          {...{ id: 'country', name: 'country', label: labels.country, hint: t('form.country-hint'), error: faults.of('country') }}
          {...{ defaultValue: stored?.country ?? '', maxLength: 2 }}
        />
        <FormFoot action={action} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
