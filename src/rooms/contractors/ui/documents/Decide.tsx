import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { translateFiles } from './texts.ts';

/** The buttons by which a person says whether a passage is the provision, or undoes what was decided (`isIt` null). */
export function Decide({
  confirmed,
  waiting,
  onDecide,
}: {
  confirmed: boolean;
  waiting: boolean;
  onDecide: (isIt: boolean | null) => void;
}) {
  const t = useTranslations(translateFiles);
  return (
    <p className="contract-buttons no-print">
      {confirmed ? (
        <Button kind="quiet" waiting={waiting} onClick={() => onDecide(null)}>
          {t('undo-decision')}
        </Button>
      ) : (
        <>
          <Button waiting={waiting} onClick={() => onDecide(true)}>
            {t('yes')}
          </Button>
          <Button waiting={waiting} onClick={() => onDecide(false)}>
            {t('no')}
          </Button>
        </>
      )}
    </p>
  );
}
