import { zodResolver } from '@hookform/resolvers/zod';
import { type ReactNode, useId } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Prose } from '../../reviews.schema.ts';

const Values = z.object({ text: Prose });

/** A form with one text: a question, an answer, a comment, a reason. `before` and `children` are the caller's further fields, above and below the text. */
export function ProseForm({
  label,
  hint,
  submitLabel,
  waiting,
  problem,
  onSubmit,
  onCancel,
  before,
  children,
}: {
  label: string;
  hint?: string;
  submitLabel: string;
  waiting: boolean;
  problem: Error | null;
  onSubmit: (text: string) => void;
  onCancel?: () => void;
  before?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  const form = useForm<z.infer<typeof Values>>({ resolver: zodResolver(Values), defaultValues: { text: '' } });
  const faults = useFaults({ labels: { text: label }, errors: form.formState.errors, problem: null });
  return (
    <form className="form prose-form no-print" noValidate onSubmit={form.handleSubmit(({ text }) => onSubmit(text))}>
      {before}
      <TextArea id={id} label={label} hint={hint} error={faults.of('text')} {...form.register('text')} />
      {children}
      <FormFoot action={submitLabel} waiting={waiting} error={problem} close={onCancel} />
    </form>
  );
}
