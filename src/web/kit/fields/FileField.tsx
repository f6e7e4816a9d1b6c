import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { Sending, StillWorking } from '../ProgressBar.tsx';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

/** One file: choose it, see its name and size, remove it. `share` (0 to 1) shows how much of it has been sent, then that it is being read. */
export function FileField({
  label,
  hint,
  error,
  id,
  accept,
  file,
  onFile,
  share,
}: FieldWords & { accept?: string; file: File | null; onFile: (file: File | null) => void; share?: number | undefined }) {
  const t = useTranslations(translateDesk);
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(wiring) =>
        file === null ? (
          <input type="file" className="input" accept={accept} {...wiring} onChange={(event) => onFile(event.target.files?.[0] ?? null)} />
        ) : (
          <div className="file-line">
            <Icon name="file" />
            <span className="name">{file.name}</span>
            <span className="muted small nowrap">{t('file.size', { kilobytes: Math.max(1, Math.round(file.size / 1024)) })}</span>
            <Button {...wiring} kind="icon" aria-label={t('file.remove', { name: file.name })} onClick={() => onFile(null)}>
              <Icon name="close" />
            </Button>
            {share !== undefined && <Sending share={share} words={t('file.sent', { share })} />}
            <StillWorking on={share === 1} />
          </div>
        )
      }
    </FieldFrame>
  );
}
