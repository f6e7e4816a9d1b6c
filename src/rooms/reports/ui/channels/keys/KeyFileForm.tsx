import { type ReactNode, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { LockedFile } from '../../worker/channel-protocol.ts';
import { translateChannels } from '../texts.ts';
import { type KeyFileKind, readKeyFile } from './key-file.ts';

/** What stopped the file: the worker's answer, or a worker that failed. */
type FileFault = 'not-this-kind' | 'wrong-passphrase' | 'other-key' | 'other-reader' | 'failed';

type Props = {
  kind: KeyFileKind;
  label: string;
  action: ReactNode;
  /** Uses the file; answers why it could not, or nothing. */
  use: (file: LockedFile) => Promise<FileFault | undefined>;
  close?: () => void;
  children?: ReactNode;
};

/** Opens a file of a holder with its passphrase, in this browser only. */
export function KeyFileForm({ kind, label, action, use, close, children }: Props) {
  const t = useTranslations(translateChannels);
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<FileFault | 'missing' | null>(null);
  const [waiting, setWaiting] = useState(false);
  const run = async (passphrase: string) => {
    if (file === null || passphrase.trim() === '') return setFault('missing');
    const locked = readKeyFile(kind, await file.text());
    if (locked === null) return setFault('not-this-kind');
    setWaiting(true);
    setFault((await use({ locked, passphrase }).catch((): FileFault => 'failed')) ?? null);
    setWaiting(false);
  };
  return (
    <form
      className="panel form no-print"
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!waiting) void run(String(new FormData(event.currentTarget).get('passphrase') ?? ''));
      }}
    >
      {children}
      <FileField id={`${kind}-file`} label={t(`file.${kind}`)} accept=".json,application/json" file={file} onFile={setFile} />
      <TextField
        id={`${kind}-passphrase`}
        name="passphrase"
        label={t('file.passphrase')}
        hint={t('file.passphrase-hint')}
        error={fault === null ? undefined : t(`file.${fault}`)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <FormFoot action={action} waiting={waiting} close={close} />
    </form>
  );
}
