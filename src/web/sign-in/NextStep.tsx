import { useState } from 'react';
import { PasskeyButton } from '#rooms/people/ui/credentials/PasskeyButton.tsx';
import { PasskeySetUp } from '#rooms/people/ui/credentials/PasskeySetUp.tsx';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { CodeForm } from './CodeForm.tsx';
import { FreshRecoveryCodes } from './FreshRecoveryCodes.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { TotpSetUp } from './TotpSetUp.tsx';
import { translateSignIn } from './texts.ts';
import { type PendingStep, useEnterDesk, useStep } from './use-enter.ts';

/** The pages after the first step: the second factor, or its set-up with recovery codes; then the desk. */
export function NextStep({
  step,
  account,
  next,
  startAgain,
}: {
  step: PendingStep;
  account: string;
  next?: string | undefined;
  startAgain: () => void;
}) {
  const t = useTranslations(translateSignIn);
  const enterDesk = useEnterDesk(next);
  const [isSet, setIsSet] = useState(false);
  const setUp = useStep('POST /session/totp-set-up', () => setIsSet(true));
  if (isSet)
    return (
      <SignInFrame key="codes" title={t('recovery.title')} lead={t('recovery.says')}>
        <FreshRecoveryCodes account={account} continueLabel={t('recovery.go-on')} done={enterDesk} />
      </SignInFrame>
    );
  const restartButton = (
    <p>
      <Button kind="quiet" onClick={startAgain}>
        {t('second.start-again')}
      </Button>
    </p>
  );
  if (step.step === 'set-up')
    return (
      <SignInFrame key="set-up" title={t('second.set-up-title')} lead={t('second.set-up-says')}>
        <TotpSetUp account={account} waiting={setUp.isPending} problem={setUp.error} onSubmit={(values) => setUp.mutate(values)} />
        <PasskeySetUp onIn={() => setIsSet(true)} />
        {restartButton}
      </SignInFrame>
    );
  return (
    <SignInFrame key="code" title={t('second.title')} lead={t('second.says')}>
      {step.methods.includes('passkey') && <PasskeyButton onIn={enterDesk} />}
      {step.methods.some((method) => method !== 'passkey') ? (
        <CodeForm methods={step.methods} onIn={enterDesk} />
      ) : (
        <p className="muted">{t('sign-in.lost')}</p>
      )}
      {restartButton}
    </SignInFrame>
  );
}
