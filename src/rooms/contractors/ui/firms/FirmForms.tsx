import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { useFirmWrite } from './firms-data.ts';
import { translateFirms } from './texts.ts';

type Contract = AnswerOf<'/contracts/:contractId'>;
/** A new link with whom it is for; the link is empty where it was shown before. */
export type MadeLink = { link: string; firm: string; name: string; capacity: string; telephone: string | null; endsOn: string };

/** Makes a link for a named representative of a firm under the contract. */
export function LinkForm({ contract, close, made }: { contract: Contract; close: () => void; made: (link: MadeLink) => void }) {
  const t = useTranslations(translateFirms);
  type Sent = Omit<MadeLink, 'link' | 'firm'> & { memberId: string | null; email: string | null };
  const save = useFirmWrite(
    (link: Sent, key) => send('POST /contracts/:contractId/firm-links', { contractId: contract.id, ...link }, key),
    ({ link }, { memberId, name, capacity, telephone, endsOn }) => {
      const firm = contract.members.find(({ id }) => id === memberId)?.name ?? contract.contractor;
      made({ link, firm, name, capacity, telephone, endsOn });
    },
  );
  const labels = { name: t('link.name'), capacity: t('link.capacity'), endsOn: t('link.ends') };
  const { faults, form } = usePlainForm({
    labels,
    problem: save.error,
    send: (values) => {
      const { memberId, name, capacity, email, telephone, endsOn } = values as Record<string, string>;
      save.mutate({
        ...{ memberId: memberId || null, name: name!.trim(), capacity: capacity!.trim(), endsOn: endsOn! },
        ...{ email: email!.trim() || null, telephone: telephone!.trim() || null },
      });
    },
  });
  return (
    <form {...form} className="form panel">
      <ErrorSummary faults={faults} />
      <FirmField contract={contract} />
      <TextField id="name" name="name" label={labels.name} hint={t('link.name-hint')} error={faults.of('name')} maxLength={200} />
      <TextField id="capacity" name="capacity" label={labels.capacity} error={faults.of('capacity')} maxLength={200} />
      <TextField id="email" name="email" type="email" label={t('link.email')} hint={t('link.email-hint')} error={faults.of('email')} />
      <TextField
        id="telephone"
        name="telephone"
        type="tel"
        label={t('link.telephone')}
        hint={t('link.telephone-hint')}
        error={faults.of('telephone')}
        maxLength={40}
      />
      <TextField id="endsOn" name="endsOn" type="date" label={labels.endsOn} error={faults.of('endsOn')} />
      <FormFoot action={t('links.make')} waiting={save.isPending} close={close} />
    </form>
  );
}

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
      <FirmField contract={contract} />
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

function FirmField({ contract }: { contract: Contract }) {
  const t = useTranslations(translateFirms);
  return (
    <SelectField id="memberId" name="memberId" label={t('link.firm')}>
      <option value="">{contract.contractor}</option>
      {contract.members
        .filter(({ leftOn }) => leftOn === null)
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </SelectField>
  );
}
