import { type AnswerOf, fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FileLink } from '#web/kit/FileLink.tsx';
import { translateFirms } from './texts.ts';

type File = NonNullable<AnswerOf<'/contracts/:contractId/firms'>['messages'][number]['file']>;

/** A file that a firm sent by its link: what the firm says that it is, and its download while it is kept. */
export function SentFile({ id, file: { about, name, bytes, pages, sha256, at, isKept } }: { id: string; file: File }) {
  const t = useTranslations(translateFirms);
  const locale = useLocale();
  const size = t('file.size', { kb: new Intl.NumberFormat(locale).format(Math.ceil(bytes / 1000)) });
  const facts = [t(`about.${about}`), size, pages !== null && t('file.pages', { n: pages }), t('file.at', { time: at })];
  return (
    <p className="firm-file">
      {isKept ? (
        <FileLink href={fileAddress('/firm-files/:fileId', { fileId: id })} aria-label={t('file.download', { name })}>
          {name}
        </FileLink>
      ) : (
        <>
          <strong>{name}</strong> <span className="small">{t('file.deleted')}</span>
        </>
      )}
      <br />
      <span className="small muted">{facts.filter(Boolean).join(' · ')}</span>
      <br />
      <span className="small muted">SHA-256 {sha256}</span>
    </p>
  );
}
