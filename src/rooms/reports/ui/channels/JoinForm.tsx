import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { MadeReader } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { type Channel, type Reader, useChannelWrite } from './channels-data.ts';
import { HeldFile } from './keys/HeldFile.tsx';
import { PassphraseOnce } from './keys/PassphraseOnce.tsx';
import { translateChannels } from './texts.ts';

const FUNCTIONS: readonly Reader['function'][] = ['reader', 'child-protection', 'parent-duty', 'interpreter'];
const NATION = /^[A-Za-z]{2}$/;
type Given = { function: Reader['function']; nation: string; unit: string };

/** A reader joins: keys are made in this browser, a passphrase and a recovery file are kept outside it, and only then the locked keys are sent. */
export function JoinForm({ channel: { id, slug }, close }: { channel: Channel; close: () => void }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const [given, setGiven] = useState<Given | null>(null);
  const [made, setMade] = useState<MadeReader | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const [isKnown, setKnown] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const join = useChannelWrite(({ function: readerFunction, nation, unit }: Given, key) => {
    const path = unit.split('/').flatMap((part) => part.trim() || []);
    const own = nation.toUpperCase();
    const { recipient, verifyKey, own: locked } = made!;
    return send(
      'POST /channels/:channelId/readers',
      { channelId: id, function: readerFunction, nation: own, unit: [own, ...path], recipient, verifyKey, locked: locked.locked },
      key,
    );
  }, close);
  const labels = { function: t('join.function'), nation: t('join.nation'), unit: t('join.unit') };
  const { faults, form } = usePlainForm<keyof Given>({
    labels,
    problem: failed,
    check: ({ nation }) => (NATION.test(nation.trim()) ? {} : { nation: t('join.nation-unfit') }),
    send: (values) => {
      setFailed(null);
      setGiven({ ...(values as Given), nation: values.nation.trim() });
      readerKeys.call('makeReader', { language: locale }).then(setMade, setFailed);
    },
  });
  if (given !== null && made !== null)
    return (
      <section className="panel form" aria-label={t('join.keys')}>
        <h3>{t('join.keys')}</h3>
        <p>{t('join.phrase-about')}</p>
        <PassphraseOnce id="own-word" title={t('join.phrase')} passphrase={made.own.passphrase} onKept={() => setKnown(true)} />
        {isKnown && (
          <>
            <p>{t('recovery.about')}</p>
            <p className="note">{t('recovery.apart')}</p>
            <HeldFile kind="reader-recovery" channel={slug} file={made.recovery} onKept={() => setHeld(true)} />
          </>
        )}
        {join.error && <ProblemNote error={join.error} />}
        {isKnown && isHeld && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              join.mutate(given);
            }}
          >
            <FormFoot action={t('join.send')} waiting={join.isPending} close={close} />
          </form>
        )}
      </section>
    );
  return (
    <form {...form} className="panel form no-print" aria-label={t('join.title')}>
      <ErrorSummary faults={faults} />
      <p>{t('join.about')}</p>
      <SelectField id="function" name="function" label={labels.function} hint={t('join.function-hint')} error={faults.of('function')}>
        {FUNCTIONS.map((one) => (
          <option key={one} value={one}>
            {t(`function.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField id="nation" name="nation" label={labels.nation} hint={t('join.nation-hint')} maxLength={2} error={faults.of('nation')} />
      <TextField id="unit" name="unit" label={labels.unit} hint={t('join.unit-hint')} maxLength={300} error={faults.of('unit')} />
      <FormFoot action={t('join.make')} waiting={given !== null && failed === null} close={close} />
    </form>
  );
}
