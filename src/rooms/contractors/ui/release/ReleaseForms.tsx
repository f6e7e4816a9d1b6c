import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { type Release, useReleaseWrite } from './release-data.ts';
import { translateReleases } from './texts.ts';

type Field = { name: string; label: string; hint?: string; kind: 'line' | 'lines' | 'day' | readonly string[]; optional?: boolean };

/** A form of a few fields: each is required unless it is optional. */
function FewFields<Input>({
  says,
  fields,
  action,
  save,
  toInput,
  close,
}: {
  says?: ReactNode;
  fields: readonly Field[];
  action: string;
  save: Pick<UseMutationResult<unknown, Error, Input>, 'mutate' | 'isPending' | 'error'>;
  toInput: (values: Record<string, string>) => Input;
  close: () => void;
}) {
  const labels = Object.fromEntries(fields.filter(({ optional }) => !optional).map(({ name, label }) => [name, label]));
  const { faults, form } = usePlainForm({ labels, problem: save.error, send: (values) => save.mutate(toInput(values)) });
  return (
    <form {...form}>
      {says && <p className="muted small">{says}</p>}
      <ErrorSummary faults={faults} />
      {fields.map(({ name, label, hint, kind, optional }) => {
        const shared = { id: name, name, label, hint, error: faults.of(name), 'aria-required': !optional };
        if (kind === 'lines') return <TextArea key={name} {...shared} maxLength={1000} />;
        if (kind === 'line' || kind === 'day') return <TextField key={name} {...shared} type={kind === 'day' ? 'date' : 'text'} />;
        return (
          <SelectField key={name} id={name} name={name} label={label} hint={hint}>
            {kind.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </SelectField>
        );
      })}
      <FormFoot action={action} waiting={save.isPending} close={close} />
    </form>
  );
}

type Given = { release: Release; close: () => void };

/** Marks a contract as awarded on a day. */
export function AwardForm({ release: { contractId, version }, close }: Given) {
  const t = useTranslations(translateReleases);
  const save = useReleaseWrite((on: string, key) => send('POST /contracts/:contractId/award', { contractId, version, on }, key), close);
  const fields = [{ name: 'on', label: t('action.award-day'), kind: 'day' }] as const;
  return <FewFields fields={fields} action={t('action.award')} save={save} toInput={({ on }) => on!} close={close} />;
}

/** Asks a second person for an override: of the award, or of an option where the contract runs. */
export function AskForm({ release: { contractId, version, state, longestDays }, close }: Given) {
  const t = useTranslations(translateReleases);
  const save = useReleaseWrite(
    (input: Omit<InputOf<'POST /contracts/:contractId/overrides'>, 'contractId' | 'version'>, key) =>
      send('POST /contracts/:contractId/overrides', { contractId, version, ...input }, key),
    close,
  );
  const fields: Field[] = [
    ...(state === 'awarded' ? [{ name: 'option', label: t('ask.option'), kind: 'line' } as const] : []),
    { name: 'reason', label: t('ask.reason'), hint: t('ask.reason-hint'), kind: 'lines' },
    { name: 'until', label: t('ask.until'), hint: t('ask.until-hint', { days: longestDays }), kind: 'day' },
  ];
  return (
    <FewFields
      says={t('ask.says')}
      fields={fields}
      action={t('ask')}
      save={save}
      toInput={({ option, reason, until }) => ({ option: option?.trim() || null, reason: reason!.trim(), until: until! })}
      close={close}
    />
  );
}

/** Records that an option was exercised: any, or one of those under an override. */
export function OptionForm({ release: { contractId, version, mayExercise }, close }: Given) {
  const t = useTranslations(translateReleases);
  const save = useReleaseWrite(
    (input: Omit<InputOf<'POST /contracts/:contractId/options'>, 'contractId' | 'version'>, key) =>
      send('POST /contracts/:contractId/options', { contractId, version, ...input }, key),
    close,
  );
  const fields: Field[] = [
    { name: 'number', label: t('option.number'), kind: mayExercise.any ? 'line' : mayExercise.options },
    { name: 'on', label: t('option.on'), kind: 'day' },
    { name: 'endsOn', label: t('option.ends'), kind: 'day' },
    { name: 'value', label: t('option.value'), hint: t('option.value-hint'), kind: 'line', optional: true },
  ];
  return (
    <FewFields
      says={mayExercise.any ? undefined : t('option.only')}
      fields={fields}
      action={t('action.exercise-option')}
      save={save}
      toInput={({ number, on, endsOn, value }) => ({
        ...{ number: number!.trim(), on: on!, endsOn: endsOn! },
        value: value!.replace(/\s/g, '').replace(',', '.') || null,
      })}
      close={close}
    />
  );
}

/** Records that a modification was proposed to the firm. */
export function ProposeForm({ release: { contractId, version }, close }: Given) {
  const t = useTranslations(translateReleases);
  const save = useReleaseWrite(
    (input: { on: string; how: string }, key) => send('POST /contracts/:contractId/modifications', { contractId, version, ...input }, key),
    close,
  );
  const fields: Field[] = [
    { name: 'on', label: t('modification.on'), kind: 'day' },
    { name: 'how', label: t('modification.how'), hint: t('modification.how-hint'), kind: 'lines' },
  ];
  return (
    <FewFields
      fields={fields}
      action={t('action.propose-modification')}
      save={save}
      toInput={({ on, how }) => ({ on: on!, how: how!.trim() })}
      close={close}
    />
  );
}

/** Records the answer of the firm to the newest modification. */
export function AnswerForm({ action, release, close }: Given & { action: 'agree-modification' | 'refuse-modification' }) {
  const t = useTranslations(translateReleases);
  const { id: modificationId, version } = release.modifications[0]!;
  const address =
    action === 'agree-modification'
      ? 'POST /contract-modifications/:modificationId/agreement'
      : 'POST /contract-modifications/:modificationId/refusal';
  const save = useReleaseWrite(
    (input: { on: string; note: string }, key) => send(address, { modificationId, version, ...input }, key),
    close,
  );
  const fields: Field[] = [
    { name: 'on', label: t('modification.answered'), kind: 'day' },
    { name: 'note', label: t(action === 'agree-modification' ? 'modification.by' : 'modification.why'), kind: 'lines' },
  ];
  return (
    <FewFields
      fields={fields}
      action={t(`action.${action}`)}
      save={save}
      toInput={({ on, note }) => ({ on: on!, note: note!.trim() })}
      close={close}
    />
  );
}
