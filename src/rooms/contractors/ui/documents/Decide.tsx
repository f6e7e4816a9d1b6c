import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { translateFiles } from './texts.ts';

/** What a person says of a provision: it is the passage or not; null undoes that. `quote` and `page`: where the person found it and the program did not. */
export type Said = { isIt: boolean | null; quote?: string; page?: number };
type Deciding = { waiting: boolean; onDecide: (said: Said) => void };

/**
 * The buttons by which a person says whether a passage is the provision, or undoes what was decided. Where the program found no passage, the person enters
 * the words of the provision or says that it is missing.
 */
export function Decide({ id, found, confirmed, ...deciding }: Deciding & { id: string; found: boolean; confirmed: boolean }) {
  const t = useTranslations(translateFiles);
  const [entering, setEntering] = useState(false);
  const { waiting, onDecide } = deciding;
  if (!confirmed && entering) return <EnterPassage id={id} close={() => setEntering(false)} {...deciding} />;
  return (
    <p className="contract-buttons no-print">
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
          <Button waiting={waiting} onClick={() => (found ? onDecide({ isIt: true }) : setEntering(true))}>
            {t(found ? 'yes' : 'there')}
          </Button>
          <Button waiting={waiting} onClick={() => onDecide({ isIt: false })}>
            {t(found ? 'no' : 'gone')}
          </Button>
        </>
      )}
    </p>
  );
}

function EnterPassage({ id, waiting, onDecide, close }: Deciding & { id: string; close: () => void }) {
  const t = useTranslations(translateFiles);
  const name = `quote-${id}`;
  const label = t('there.quote');
  const { faults, form } = usePlainForm({
    labels: { [name]: label },
    problem: null,
    send: (values) => {
      const page = Number(values.page);
      onDecide({ isIt: true, quote: values[name]!, ...(page > 0 && { page }) });
    },
  });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextArea
        {...{ id: name, name, label }}
        hint={t('there.quote-hint')}
        maxLength={300}
        error={faults.of(name)}
        aria-required
        autoFocus
        spellCheck={false}
      />
      <TextField id={`page-${id}`} name="page" type="number" min={1} label={t('there.page')} />
      <FormFoot action={t('there.save')} waiting={waiting} close={close} />
    </form>
  );
}
