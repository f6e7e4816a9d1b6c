import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { ProvisionState } from '../../clauses/check/check-text.ts';
import { hasPassage } from '../../documents/coverage.rules.ts';
import { translateFiles } from './texts.ts';

/** What a person says of a provision: it is the passage or not; null undoes that. `quote` and `page`: where the person found it, in the file `documentId`. */
export type Said = { isIt: boolean | null; quote?: string; page?: number; documentId?: string };
type Deciding = { id: string; files: readonly { id: string; name: string }[]; waiting: boolean; onDecide: (said: Said) => void };
type Provision = { readonly found: ProvisionState; readonly quote: string | null; readonly confirmed: boolean };

/**
 * The buttons by which a person says whether a passage is the provision, or undoes what was decided. Where the program found no passage, or another one, the person
 * enters the words of the provision or says that it is missing. `files`: where it can be.
 */
export function Decide({ provision, ...deciding }: Deciding & { provision: Provision }) {
  const t = useTranslations(translateFiles);
  const [entering, setEntering] = useState(false);
  const { waiting, onDecide } = deciding;
  const { confirmed, found } = provision;
  // The button that was pressed is gone after a decision, so the focus goes to those that replace it.
  const buttons = useRef<HTMLParagraphElement>(null);
  const before = useRef(confirmed);
  useEffect(() => {
    if (before.current !== confirmed) buttons.current?.focus();
    before.current = confirmed;
  }, [confirmed]);
  if (!confirmed && entering) return <EnterPassage close={() => setEntering(false)} {...deciding} />;
  const isFound = hasPassage({ state: found, quote: provision.quote });
  return (
    <p className="contract-buttons no-print" ref={buttons} tabIndex={-1}>
      {confirmed ? (
        <Button
          kind="quiet"
          waiting={waiting}
          onClick={() => {
            setEntering(false);
            onDecide({ isIt: null });
          }}
        >
          {t('undo-decision')}
        </Button>
      ) : (
        <>
          {isFound ? (
            <Button waiting={waiting} onClick={() => onDecide({ isIt: true })}>
              {t('yes')}
            </Button>
          ) : (
            <Button onClick={() => setEntering(true)}>{t('there')}</Button>
          )}
          <Button waiting={waiting} onClick={() => onDecide({ isIt: false })}>
            {t(isFound ? 'no' : 'gone')}
          </Button>
          {isFound && found !== 'present' && (
            <Button kind="quiet" onClick={() => setEntering(true)}>
              {t('elsewhere')}
            </Button>
          )}
        </>
      )}
    </p>
  );
}

const MAX_PAGE = 100_000;

function EnterPassage({ id, files, waiting, onDecide, close }: Deciding & { close: () => void }) {
  const t = useTranslations(translateFiles);
  const [name, inFile] = [`quote-${id}`, `file-${id}`];
  const [wrongPage, setWrongPage] = useState(false);
  const labels = { [name]: t('there.quote'), ...(files.length > 1 && { [inFile]: t('there.file') }) };
  const { faults, form } = usePlainForm<string>({
    labels,
    problem: null,
    send: (values) => {
      const page = values.page === '' ? undefined : Number(values.page);
      const isWrong = page !== undefined && !(Number.isInteger(page) && page >= 1 && page <= MAX_PAGE);
      setWrongPage(isWrong);
      if (!isWrong) onDecide({ isIt: true, quote: values[name]!, documentId: values[inFile] ?? files[0]!.id, ...(page && { page }) });
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
      <TextField
        {...{ id: `page-${id}`, name: 'page', inputMode: 'numeric' }}
        label={t('there.page')}
        error={wrongPage ? t('there.page-unfit') : undefined}
      />
      <FormFoot action={t('there.save')} waiting={waiting} close={close} />
    </form>
  );
}
