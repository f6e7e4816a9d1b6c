import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { TraineeLine } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';
import { useTrainingWrite } from './readiness-data.ts';

/** Waives a module for a person until a day, with a reason; or ends that waiver. */
export function WaiveDrawer({
  person,
  need,
  rule,
  module,
  close,
}: {
  person: TraineeLine;
  need: TraineeLine['needs'][number];
  /** What the table of states says of the reason. Ending a waiver needs none. */
  rule: CommentRule | null;
  /** The title of the module. */
  module: string;
  close: () => void;
}) {
  const t = useTranslations(translateReadinessDesk);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [tried, setTried] = useState(false);
  const { waiver } = need;
  const comment = reason.trim() || null;
  const waiving = useTrainingWrite(
    (_input: object, key) =>
      // Only an optional reason can be null.
      waiver
        ? send('POST /waivers/:waiverId/end', { waiverId: waiver.id, version: waiver.version }, key)
        : send('POST /trainees/:traineeId/waivers', { traineeId: person.id, module: need.module, reason: comment!, until }, key),
    close,
  );
  const lacksReason = rule?.required === true && comment === null;
  const missing = lacksReason || (!waiver && until === '');
  return (
    <Drawer
      about={`${person.id} ${need.module}`}
      path={person.number}
      title={t(waiver ? 'waive.end-title' : 'waive.title', { module })}
      close={close}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing) waiving.mutate({ comment, until });
        }}
      >
        <p className="muted small">{t(waiver ? 'waive.end-says' : 'waive.says')}</p>
        {rule && (
          <TextArea
            label={t('waive.reason')}
            error={tried && lacksReason ? t('form.needed') : undefined}
            maxLength={rule.maxLength}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        {!waiver && (
          <TextField
            label={t('waive.until')}
            type="date"
            error={tried && until === '' ? t('form.needed') : undefined}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
        <FormFoot action={t(`action.${waiver ? 'end-waiver' : 'waive'}`)} waiting={waiving.isPending} error={waiving.error} close={close} />
      </form>
    </Drawer>
  );
}
