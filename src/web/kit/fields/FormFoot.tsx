import type { ReactNode } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button, type ButtonKind } from '../Button.tsx';
import { ProblemNote } from '../notes/ProblemNote.tsx';

/** The end of every form: why it was refused, the button that submits it, and *Cancel* where the form can be closed. `action` names what the button does. */
export function FormFoot({
  action,
  waiting,
  kind = 'main',
  error,
  close,
}: {
  action: ReactNode;
  waiting: boolean;
  kind?: ButtonKind;
  error?: unknown;
  close?: (() => void) | undefined;
}) {
  const t = useTranslations(translateDesk);
  return (
    <>
      {error !== undefined && error !== null && <ProblemNote error={error} />}
      <div className="page-actions">
        <Button kind={kind} type="submit" waiting={waiting}>
          {action}
        </Button>
        {close && (
          <Button kind="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </>
  );
}
