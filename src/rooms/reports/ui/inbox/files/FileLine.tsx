import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import type { ListedFile } from '../../worker/protocol.ts';
import { readerKeys } from '../../worker/reader-keys.ts';
import { isPicture, safeFileName } from './file-names.ts';
import { translateReportFiles } from './texts.ts';

const KIB = 1024;
type Shown = 'no' | 'asking' | 'failed' | ImageBitmap;

/** One file: its name, type and size, and the ways to save it or to see it. A picture is shown only after a warning. */
export function FileLine({ report, place, file: { name, type, size, isThere } }: { report: string; place: number; file: ListedFile }) {
  const t = useTranslations(translateReportFiles);
  const [shown, setShown] = useState<Shown>('no');
  const own = safeFileName(name);
  const take = () => readerKeys.call('takeFile', { report, place }).catch(() => null);
  async function save() {
    const bytes = await take();
    if (bytes === null) return setShown('failed');
    const link = document.createElement('a');
    // Never of a type that a browser would open unasked.
    link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    link.download = own;
    link.click();
    URL.revokeObjectURL(link.href);
  }
  async function show() {
    const bytes = await take();
    setShown(bytes === null ? 'failed' : await createImageBitmap(new Blob([bytes], { type })).catch(() => 'failed' as const));
  }
  return (
    <li>
      <p>
        <bdi translate="no" className="reporter-words">
          {own}
        </bdi>{' '}
        <span className="small muted">
          {type === '' ? t('no-type') : <bdi translate="no">{type.slice(0, KIB / 16)}</bdi>} ·{' '}
          {t('size-of', { kib: Math.ceil(size / KIB) })}
        </span>
      </p>
      {!isThere && <p className="fault">{t('not-there')}</p>}
      {isThere && (
        <p className="keys-side no-print">
          <Button onClick={() => void save()} aria-label={t('save-of', { name: own })}>
            {t('save')}
          </Button>
          {isPicture(type) && shown === 'no' && (
            <Button onClick={() => setShown('asking')} aria-label={t('show-of', { name: own })}>
              {t('show')}
            </Button>
          )}
        </p>
      )}
      {shown === 'asking' && (
        <div className="note no-print">
          <p>{t('warning')}</p>
          <p className="keys-side">
            <Button onClick={() => void show()}>{t('show-now')}</Button>
            <Button kind="quiet" onClick={() => setShown('no')}>
              {t('do-not-show')}
            </Button>
          </p>
        </div>
      )}
      {shown === 'failed' && <p className="fault">{t('failed')}</p>}
      {typeof shown === 'object' && <Picture picture={shown} name={own} hide={() => setShown('no')} />}
    </li>
  );
}

/** The pixels of a picture, drawn here: no address of it exists, so nothing else can load it. */
function Picture({ picture, name, hide }: { picture: ImageBitmap; name: string; hide: () => void }) {
  const t = useTranslations(translateReportFiles);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current!.getContext('2d')!.drawImage(picture, 0, 0);
  }, [picture]);
  return (
    <>
      <canvas
        ref={canvas}
        className="report-picture no-print"
        width={picture.width}
        height={picture.height}
        role="img"
        aria-label={t('picture', { name })}
      />
      <p className="no-print">
        <Button onClick={hide}>{t('hide')}</Button>
      </p>
    </>
  );
}
