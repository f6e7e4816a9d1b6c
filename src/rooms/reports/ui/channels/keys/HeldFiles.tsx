import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import type { FileForHolder } from '../../worker/channel-protocol.ts';
import { translateChannels } from '../texts.ts';
import { HeldFile } from './HeldFile.tsx';

/** The files of a channel key, one for each holder. */
export function HeldFiles({ channel, files, onKept }: { channel: string; files: readonly FileForHolder[]; onKept: () => void }) {
  const t = useTranslations(translateChannels);
  const [kept, setKept] = useState<readonly number[]>([]);
  const keep = (at: number) => {
    const next = [...new Set([...kept, at])];
    setKept(next);
    if (next.length === files.length) onKept();
  };
  return (
    <>
      <p>{t('key.holders', { n: files.length })}</p>
      <p className="note">{t('key.apart')}</p>
      {files.map((file, at) => (
        <HeldFile key={file.locked} kind="channel-key" channel={channel} copy={at + 1} file={file} onKept={() => keep(at)} />
      ))}
    </>
  );
}
