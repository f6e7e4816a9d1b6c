import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Sending } from '#web/kit/ProgressBar.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ListedFile, OpenedThread } from '../../worker/protocol.ts';
import { readerKeys } from '../../worker/reader-keys.ts';
import type { DeskReport } from '../inbox-data.ts';
import { downloadFiles } from './download-files.ts';
import { FileLine } from './FileLine.tsx';
import { translateReportFiles } from './texts.ts';

const KIB = 1024;
type State =
  | { step: 'closed' | 'opening' | 'damaged' | 'failed' }
  | { step: 'loading'; chunks: number }
  | { step: 'open'; files: readonly ListedFile[]; areOthers: boolean };

/**
 * The files of a report: downloaded encrypted, opened and checked in the worker, each saved or shown only on demand. `announced`: what the text says of them. The
 * server could withhold them all or show others, so both are named.
 */
export function ReportFiles({ report: { id, files }, announced }: { report: DeskReport; announced: OpenedThread['announced'] }) {
  return files === null ? <NoFiles announced={announced} /> : <StoredFiles id={id} files={files} announced={announced} />;
}

/** What the text announces where the server has no files; nothing where it announces none. */
function NoFiles({ announced }: { announced: OpenedThread['announced'] }) {
  const t = useTranslations(translateReportFiles);
  if (announced === null) return <p className="small muted">{t('not-said')}</p>;
  if (announced.count === 0) return null;
  return (
    <Section title={t('title')}>
      <div className="note fault">
        <p>
          {t('announced', { n: announced.count })} {t('missing')}
        </p>
        <p>{t('missing.why')}</p>
        <p>{t('missing.ask')}</p>
      </div>
    </Section>
  );
}

type Stored = { id: string; files: NonNullable<DeskReport['files']>; announced: OpenedThread['announced'] };

function StoredFiles({ id, files, announced }: Stored) {
  const t = useTranslations(translateReportFiles);
  const [state, setState] = useState<State>({ step: 'closed' });
  const [error, setError] = useState<unknown>();
  const leaving = useRef(new AbortController());
  useEffect(() => {
    const left = new AbortController();
    leaving.current = left;
    return () => left.abort();
  }, []);
  const { bytes, chunks, stored } = files;
  async function open() {
    const { signal } = leaving.current;
    setError(undefined);
    setState({ step: 'loading', chunks: 0 });
    try {
      const container = await downloadFiles(id, { stored, signal, progress: (done) => setState({ step: 'loading', chunks: done }) });
      setState({ step: 'opening' });
      const opened = await readerKeys.call('openFiles', { report: id, container });
      setState(opened === 'damaged' ? { step: 'damaged' } : { step: 'open', ...opened });
    } catch (fault) {
      if (signal.aborted) return;
      setError(fault);
      setState({ step: 'failed' });
    }
  }
  // Another size is another container, before it is opened.
  const isOther = (announced !== null && bytes !== announced.bytes) || (state.step === 'open' && state.areOthers);
  const lost = state.step === 'open' ? state.files.filter(({ isThere }) => !isThere).length : 0;
  return (
    <Section title={t('title')} side={t('size', { kib: Math.floor(bytes / KIB) })}>
      <p className="small muted">{announced === null ? t('not-said') : t('announced', { n: announced.count })}</p>
      {stored < chunks && (
        <p className="note">
          {stored === 0 ? t('none-arrived') : t('not-all', { stored, chunks })} {announced !== null && t('missing.ask')}
        </p>
      )}
      {state.step === 'closed' && stored > 0 && (
        <>
          <p>{t('about')}</p>
          <p className="no-print">
            <Button onClick={() => void open()}>{t('open')}</Button>
          </p>
        </>
      )}
      {state.step === 'loading' && <Sending share={state.chunks / stored} words={t('loading', { n: state.chunks, of: stored })} />}
      <p role="status" className={state.step === 'loading' || state.step === 'opening' ? 'small muted' : 'out-of-sight'}>
        {state.step === 'loading' && t('loading', { n: state.chunks, of: stored })}
        {state.step === 'opening' && t('opening')}
      </p>
      {state.step === 'damaged' && <p className="note fault">{t(stored < chunks ? 'too-little' : 'damaged')}</p>}
      {state.step === 'failed' && <ProblemNote error={error} retry={() => void open()} />}
      {lost > 0 && <p className="note fault">{t('lost', { n: lost })}</p>}
      {isOther && <p className="note fault">{t('others')}</p>}
      {state.step === 'open' && (
        <>
          <p className="small">{t('careful')}</p>
          <ul className="thread">
            {state.files.map((file, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: files have no id, and their order is that of the container
              <FileLine key={place} file={file} place={place} report={id} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
