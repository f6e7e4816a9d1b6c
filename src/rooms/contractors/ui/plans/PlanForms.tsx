import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { CertifyForm } from './CertifyForm.tsx';
import { type FormOfFirm, type PlanAction, usePlanWrite } from './plans-data.ts';
import { ReviewForm } from './ReviewForm.tsx';
import { SubcontractForm } from './SubcontractForm.tsx';
import { translatePlans } from './texts.ts';

/** The form of an action on a firm of a contract. */
export function PlanForms({ action, ...form }: FormOfFirm & { action: PlanAction }) {
  switch (action) {
    case 'add-plan':
      return <AddPlanForm {...form} />;
    case 'review':
      return <ReviewForm {...form} />;
    case 'post':
      return <PostForm {...form} />;
    case 'certify':
      return <CertifyForm {...form} />;
    case 'subcontract':
      return <SubcontractForm {...form} />;
  }
}

async function hashOf(file: File): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function AddPlanForm({ contractId, firm, close }: FormOfFirm) {
  const t = useTranslations(translatePlans);
  const [file, setFile] = useState<File | null>(null);
  const save = usePlanWrite(async ({ on, title, chosen }: { on: string; title: string; chosen: File | null }, key) => {
    const named = chosen && { name: chosen.name.slice(-200), sha256: await hashOf(chosen) };
    return send('POST /contracts/:contractId/plans', { contractId, memberId: firm.memberId, on, title, file: named }, key);
  }, close);
  const labels = { on: t('add-plan.on'), title: t('add-plan.title') };
  const { faults, form } = usePlainForm({
    ...{ labels, problem: save.error },
    send: ({ on, title }) => save.mutate({ on, title, chosen: file }),
  });
  return (
    <form {...form} className="form panel">
      <ErrorSummary faults={faults} />
      <TextField id="on" name="on" type="date" label={labels.on} error={faults.of('on')} aria-required />
      <TextField
        {...{ id: 'title', name: 'title', label: labels.title, hint: t('add-plan.title-hint'), error: faults.of('title') }}
        maxLength={200}
        aria-required
      />
      <FileField label={t('add-plan.file')} hint={t('add-plan.file-hint')} file={file} onFile={setFile} />
      <FormFoot action={t('add-plan')} waiting={save.isPending} close={close} />
    </form>
  );
}

function PostForm({ firm: { plan }, close }: FormOfFirm) {
  const t = useTranslations(translatePlans);
  const { id: planId, version } = plan!;
  const save = usePlanWrite(
    (body: { on: string; where: string }, key) => send('POST /contract-plans/:planId/posting', { planId, version, ...body }, key),
    close,
  );
  const labels = { on: t('post.on'), where: t('post.where') };
  const { faults, form } = usePlainForm({ labels, problem: save.error, send: ({ on, where }) => save.mutate({ on, where }) });
  return (
    <form {...form} className="form panel">
      <ErrorSummary faults={faults} />
      <TextField
        {...{ id: 'on', name: 'on', type: 'date', label: labels.on, error: faults.of('on') }}
        defaultValue={plan!.postedOn ?? ''}
        aria-required
      />
      <TextField
        {...{ id: 'where', name: 'where', label: labels.where, hint: t('post.where-hint'), error: faults.of('where') }}
        defaultValue={plan!.postedWhere ?? ''}
        maxLength={300}
        aria-required
      />
      <FormFoot action={t('post')} waiting={save.isPending} close={close} />
    </form>
  );
}
