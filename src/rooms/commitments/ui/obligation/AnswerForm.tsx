import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import type { ObligationView } from '../../obligations/obligation.schema.ts';
import { ANSWERS, type AnswerChoice } from '../../status.rules.ts';
import { translateCommitments } from '../../texts.ts';

type Answer = { choice: AnswerChoice | ''; note: string; label: RecordLabel };

/** A contributor answers an expectation: comply, equivalent or explain (6). None of the three is a sanction. */
export function AnswerForm({ view }: { view: ObligationView }) {
  const room = useTranslations(translateCommitments);
  const queries = useQueryClient();
  const form = useForm<Answer>({
    defaultValues: { choice: view.answer ?? '', note: view.answerNote ?? '', label: view.answerLabel ?? LOWEST },
  });
  const save = useWrite(
    (input: BodyOf<'POST /parties/:partyId/obligations/:obligationId/answer'>, key) =>
      send(
        'POST /parties/:partyId/obligations/:obligationId/answer',
        { partyId: view.party.id, obligationId: view.obligationId, ...input },
        key,
      ),
    {
      onSuccess: () => Promise.all(['obligation', 'matrix', 'dossier'].map((part) => queries.invalidateQueries({ queryKey: [part] }))),
    },
  );
  const labels = { choice: room('ui.answer.question'), note: room('ui.answer.note') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  // Form validation has already required a choice.
  const submit = ({ choice, note, label }: Answer) => choice && save.mutate({ choice, note: note.trim() || undefined, label });
  const needsNote = form.watch('choice') !== 'comply';
  return (
    <section>
      <form className="form" noValidate onSubmit={form.handleSubmit(submit)}>
        <ErrorSummary faults={faults} />
        <RadioRow
          id="choice"
          label={labels.choice}
          hint={room('ui.answer.hint')}
          error={faults.of('choice')}
          choices={ANSWERS.map((value) => ({ value, text: room(`answer.${value}`) }))}
          {...form.register('choice', { required: room('ui.answer.choose') })}
        />
        {needsNote && <TextArea id="note" label={labels.note} error={faults.of('note')} {...form.register('note')} />}
        <LabelFields partyId={view.party.id} value={form.watch('label')} onChange={(label) => form.setValue('label', label)} />
        <div>
          <Button type="submit" waiting={save.isPending}>
            {room('ui.answer.save')}
          </Button>{' '}
          <span role="status" className="small muted">
            {save.isSuccess && room('ui.answer.saved')}
          </span>
        </div>
      </form>
    </section>
  );
}
