import './files.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FieldFrame } from '#web/kit/fields/FieldFrame.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { ProgressBar } from '#web/kit/ProgressBar.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateContracts } from '../texts.ts';
import { dropsQuery } from './files-data.ts';
import { translateFiles } from './texts.ts';
import { type Sending, useDrop } from './use-drop.ts';

const MAX_FILES = 500;

const DropFiles = later(() => import('./DropFiles.tsx').then((file) => file.DropFiles));
const General = later(() => import('./General.tsx').then((file) => file.General));

/** The files of contracts (5f): drop them, see what was read, name the contracts of those that name none, undo a drop. */
export default function FilesPage() {
  const t = useTranslations(translateFiles);
  const contracts = useTranslations(translateContracts);
  const locale = useLocale();
  const session = useSession();
  const [{ drop, party }, change] = useAddress();
  const drops = useQuery(dropsQuery);
  const { sending, failed, send } = useDrop();
  const [tooMany, setTooMany] = useState(false);
  const keeps = session.permissions['contractors:manage'];
  const parties = session.grants.flatMap((grant) =>
    grant.party && Array.isArray(keeps) && keeps.includes(grant.party.id) ? [grant.party] : [],
  );
  const mine = parties.find(({ id }) => id === party) ?? parties[0];
  const take = (files: readonly File[]) => {
    setTooMany(files.length > MAX_FILES);
    if (mine && files.length <= MAX_FILES) send(mine.id, files);
  };
  const open = drops.data?.drops.find(({ dropId }) => dropId === drop) ?? drops.data?.drops[0];
  return (
    <>
      <PageHead
        title={t('title')}
        path={<Link to="/contracts">{contracts('title')}</Link>}
        meta={t('meta')}
        actions={
          <Link className={buttonClass()} to="/contracts/queue">
            {t('queue.open')}
          </Link>
        }
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
      />
      {mine && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a drop is a shortcut for the field inside
        <div
          className="contract-drop no-print"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            take([...event.dataTransfer.files]);
          }}
        >
          {parties.length > 1 && (
            <SelectField label={t('party')} value={mine.id} onChange={(event) => change({ party: event.target.value })}>
              {parties.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name[locale]}
                </option>
              ))}
            </SelectField>
          )}
          <FieldFrame label={t('choose')} hint={t('choose-hint')} error={tooMany ? t('too-many') : undefined}>
            {(wiring) => (
              <input
                type="file"
                multiple
                className="input"
                accept=".pdf,.docx"
                {...wiring}
                onChange={(event) => {
                  take([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
            )}
          </FieldFrame>
          <p className="small muted">{t('drop-here')}</p>
        </div>
      )}
      <div role="status">{sending && <Progress {...sending} failed={failed.length} />}</div>
      {failed.map(({ name, error }) => (
        <div key={name}>
          <p>
            {name}: {t('outcome.failed')}
          </p>
          <ProblemNote error={error} />
        </div>
      ))}
      <Section title={t('drops')}>
        {drops.error && <ProblemNote error={drops.error} retry={() => void drops.refetch()} />}
        {drops.isPending && <Skeleton rows={4} />}
        {drops.data?.drops.length === 0 && <p className="muted">{t('drops.none')}</p>}
        {drops.data && drops.data.drops.length > 0 && (
          <ul className="contract-drops">
            {drops.data.drops.map((one) => (
              <li key={one.dropId}>
                <button
                  type="button"
                  className="button quiet"
                  aria-pressed={one.dropId === open?.dropId}
                  onClick={() => change({ drop: one.dropId })}
                >
                  <span>
                    <DateText date={one.at} time />, {t('drop.files', { n: one.files })}
                  </span>
                </button>
                {one.waiting > 0 && <span className="small muted">{t('drop.waiting', { n: one.waiting })}</span>}
                {one.unread > 0 && <span className="small muted">{t('drop.unread', { n: one.unread })}</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {open && <DropFiles key={open.dropId} dropId={open.dropId} />}
      <General />
    </>
  );
}

function Progress({ all, done, known, startedAt, failed }: Sending & { failed: number }) {
  const t = useTranslations(translateFiles);
  const left = all - done;
  const minutes = Math.max(1, Math.ceil((((Date.now() - startedAt) / Math.max(1, done)) * left) / 60_000));
  const words = [t('progress', { done: done - failed, all })];
  if (known > 0) words.push(`${t('outcome.known')}: ${known}`);
  if (failed > 0) words.push(`${t('outcome.failed')}: ${failed}`);
  if (left > 0) words.push(t('left', { n: left, minutes }), t('stay'));
  return <ProgressBar first={done - failed} second={failed} rest={left} words={words.join(' · ')} />;
}
