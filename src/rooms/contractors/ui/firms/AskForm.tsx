import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { type Contract, firmsOf, useFirmWrite } from './firms-data.ts';
import { translateFirms } from './texts.ts';

/** Asks a firm under the contract a question. */
export function AskForm({ contract, close }: { contract: Contract; close: () => void }) {
  const t = useTranslations(translateFirms);
  const save = useFirmWrite(
    (asked: { memberId: string | null; question: string; dueOn: string | null }, key) =>
      send('POST /contracts/:contractId/firm-questions', { contractId: contract.id, ...asked }, key),
    close,
  );
  const labels = { question: t('question.text') };
  const { faults, form } = usePlainForm({
    labels,
    problem: save.error,
    send: (values) => {
      const { memberId, question, dueOn } = values as Record<string, string>;
      save.mutate({ memberId: memberId || null, question: question!.trim(), dueOn: dueOn || null });
    },
  });
  return (
    <form {...form} className="form panel">
      <ErrorSummary faults={faults} />
      <SelectField id="memberId" name="memberId" label={t('link.firm')}>
        {firmsOf(contract).map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </SelectField>
      <TextArea
        id="question"
        name="question"
        label={labels.question}
        hint={t('question.hint')}
        error={faults.of('question')}
        maxLength={2000}
      />
      <TextField id="dueOn" name="dueOn" type="date" label={t('question.due')} error={faults.of('dueOn')} />
      <FormFoot action={t('questions.ask')} waiting={save.isPending} close={close} />
    </form>
  );
}
