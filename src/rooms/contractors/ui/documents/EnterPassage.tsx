import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { translateFiles } from './texts.ts';

/** What a person says of a provision: it is the passage or not; null undoes that. `quote` and `page`: where the person found it, in the file `documentId`. */
export type Said = { isIt: boolean | null; quote?: string; page?: number; documentId?: string };
export type Deciding = { id: string; files: readonly { id: string; name: string }[]; waiting: boolean; onDecide: (said: Said) => void };

const MAX_PAGE = 100_000;
const isPage = (typed: string) => typed.trim() === '' || (/^\d+$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= MAX_PAGE);

/** Asks for the words of a provision that a person found where the program did not, with their file and page. */
export function EnterPassage({ id, files, waiting, onDecide, close }: Deciding & { close: () => void }) {
  const t = useTranslations(translateFiles);
  const [name, inFile] = [`quote-${id}`, `file-${id}`];
  const ofPage = `page-${id}`;
  const labels = { ...(files.length > 1 && { [inFile]: t('there.file') }), [name]: t('there.quote'), [ofPage]: t('there.page') };
  const { faults, form } = usePlainForm<string>({
    labels,
    optional: [ofPage],
    problem: null,
    check: (values) => (isPage(values[ofPage]!) ? {} : { [ofPage]: t('there.page-unfit') }),
    send: (values) => {
      const page = Number(values[ofPage]);
      onDecide({ isIt: true, quote: values[name]!, documentId: values[inFile] ?? files[0]!.id, ...(page > 0 && { page }) });
    },
  });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      {files.length > 1 && (
        <SelectField id={inFile} name={inFile} label={t('there.file')} error={faults.of(inFile)} defaultValue="" aria-required>
          <option value="">{t('there.choose')}</option>
          {files.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        {...{ id: name, name, label: t('there.quote') }}
        hint={t('there.quote-hint')}
        maxLength={300}
        error={faults.of(name)}
        aria-required
        autoFocus
        spellCheck={false}
      />
      <TextField {...{ id: ofPage, name: ofPage }} inputMode="numeric" label={t('there.page')} error={faults.of(ofPage)} />
      <FormFoot action={t('there.save')} waiting={waiting} close={close} />
    </form>
  );
}
