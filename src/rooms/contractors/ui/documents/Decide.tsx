import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import type { ProvisionState } from '../../clauses/check/check-text.ts';
import { hasPassage } from '../../documents/coverage.rules.ts';
import type { Deciding } from './EnterPassage.tsx';
import { translateFiles } from './texts.ts';

type Provision = { readonly found: ProvisionState; readonly quote: string | null; readonly confirmed: boolean };

const EnterPassage = later(() => import('./EnterPassage.tsx').then((file) => file.EnterPassage));

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
