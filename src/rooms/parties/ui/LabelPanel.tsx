import { useState } from 'react';
import { labelCovers } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { labelWords } from '#platform/texts/labels/label-words.ts';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { LabelBadge } from './LabelBadge.tsx';
import { LabelFields } from './LabelFields.tsx';

export type LabelledObject = {
  partyId: string;
  version: number;
  label: RecordLabel;
  labelRequest: { id: string; label: RecordLabel; reason: string; byMe: boolean } | null;
};
/** The requested label, with a reason where it lowers the present one. */
export type NewLabel = { version: number; label: RecordLabel; reason?: string };
type Wanted = { label: RecordLabel; reason?: string } | { releaseId: string };

/** The label of a record, with its steps: narrow it at once, ask for a release with a reason, decide a release that another person asked for. */
export function LabelPanel({
  of,
  mayChange,
  mayRelease,
  narrowsOnly = false,
  change,
  release,
  changed,
}: {
  of: LabelledObject;
  change: (wanted: NewLabel, key: string) => Promise<unknown>;
  /** Decides a release that another person asked for; left out for records without releases. */
  release?: (wanted: { version: number; releaseId: string }, key: string) => Promise<unknown>;
  mayChange: boolean;
  mayRelease: boolean;
  /** The record has no releases: its label never goes down. */
  narrowsOnly?: boolean;
  changed: () => unknown;
}) {
  const t = useTranslations(translateLabels);
  const locale = useLocale();
  const session = useSession();
  const [label, setLabel] = useState<RecordLabel>();
  const [reason, setReason] = useState('');
  const write = useWrite(
    async (wanted: Wanted, key) => {
      const { version } = of;
      await ('releaseId' in wanted ? release?.({ version, ...wanted }, key) : change({ version, ...wanted }, key));
    },
    {
      onSuccess: () => {
        setLabel(undefined);
        setReason('');
        return changed();
      },
    },
  );
  const lowers = label !== undefined && !labelCovers(label, of.label);
  const decides = mayRelease && of.labelRequest !== null && (session.onePersonMode || !of.labelRequest.byMe);
  return (
    <section className="label-panel" aria-label={t('label')}>
      <p>
        <LabelBadge label={of.label} />{' '}
        {mayChange && label === undefined && (
          <Button kind="quiet" onClick={() => setLabel(of.label)}>
            {t('change')}
          </Button>
        )}
      </p>
      {write.error && <ProblemNote error={write.error} />}
      {of.labelRequest && (
        <p className="note">
          {t('asked', { label: labelWords(locale, of.labelRequest.label), reason: of.labelRequest.reason })}{' '}
          {decides ? (
            <Button waiting={write.isPending} onClick={() => write.mutate({ releaseId: of.labelRequest!.id })}>
              {t('decide')}
            </Button>
          ) : (
            t('second')
          )}
        </p>
      )}
      {label && (
        <form
          className="form panel no-print"
          onSubmit={(event) => {
            event.preventDefault();
            write.mutate({ label, ...(reason.trim() && { reason: reason.trim() }) });
          }}
        >
          <LabelFields partyId={of.partyId} value={label} onChange={setLabel} />
          {lowers && narrowsOnly && <p className="note">{t('narrows-only')}</p>}
          {lowers && !narrowsOnly && (
            <TextArea
              id="label-reason"
              label={t('reason')}
              hint={t('reason.hint')}
              required
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          <FormFoot action={t('save')} waiting={write.isPending} close={() => setLabel(undefined)} />
        </form>
      )}
    </section>
  );
}
