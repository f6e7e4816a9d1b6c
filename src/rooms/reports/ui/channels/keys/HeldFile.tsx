import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import type { FileForHolder } from '../../worker/channel-protocol.ts';
import { translateChannels } from '../texts.ts';
import { type KeyFileKind, keyFileName, keyFileText } from './key-file.ts';
import { PassphraseOnce } from './PassphraseOnce.tsx';

type Props = { kind: KeyFileKind; channel: string; copy?: number; file: FileForHolder; onKept: () => void };

/** A locked file for one holder and its passphrase for another. It is done once the file was saved and a word of the passphrase typed back. */
export function HeldFile({ kind, channel, copy, file: { locked, passphrase }, onKept }: Props) {
  const t = useTranslations(translateChannels);
  const [saved, setSaved] = useState(false);
  const [known, setKnown] = useState(false);
  const name = keyFileName(kind, channel, copy);
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([keyFileText(kind, channel, locked)], { type: 'application/json' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    setSaved(true);
    if (known) onKept();
  };
  return (
    <div className="channel-file">
      <p className="page-actions">
        <Button onClick={save}>{t('file.save', { name })}</Button>
        {saved && <span role="status">{t('file.saved')}</span>}
      </p>
      <PassphraseOnce
        id={`word-${name}`}
        title={t('file.phrase', { name })}
        passphrase={passphrase}
        onKept={() => {
          setKnown(true);
          if (saved) onKept();
        }}
      />
    </div>
  );
}
