import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { isIn } from '#kernel/roles.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { CONSULTED_KINDS, type ConsultedKind } from '../consultation.rules.ts';
import { useConsultationWrite } from './consultations-data.ts';
import { translateConsultations } from './texts.ts';

/** Records a statement about the policy, by a party of the register or an organisation given by name. */
export function RecordForm({ close }: { close: () => void }) {
  const t = useTranslations(translateConsultations);
  const locale = useLocale();
  // The body that keeps the record.
  const body = useSession().grants.find(({ role, party }) => isIn('office', role) && party !== null)?.party?.id;
  const [kind, setKind] = useState<ConsultedKind>('organisation');
  const [consultedId, setId] = useState('');
  const [name, setName] = useState('');
  const [saidOn, setSaidOn] = useState(new Date().toISOString().slice(0, 10));
  const [said, setSaid] = useState('');
  const [label, setLabel] = useState<RecordLabel>(LOWEST);
  const [tried, setTried] = useState(false);
  const parties = useQuery(allPartiesQuery(kind === 'contributor' ? 'nation' : 'partner'));
  const save = useConsultationWrite((input: InputOf<'POST /consultations'>, key) => send('POST /consultations', input, key), close);
  const needed = (missing: boolean) => (tried && missing ? t('form.needed') : undefined);
  const nameless = consultedId === '' && name.trim() === '';
  const submit = () => {
    setTried(true);
    if (nameless || saidOn === '' || said.trim() === '') return;
    save.mutate({ kind, consultedId: consultedId || null, consultedName: consultedId ? null : name, saidOn, said, label });
  };
  return (
    <form
      className="panel form consultation-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SelectField
        label={t('form.kind')}
        value={kind}
        onChange={(event) => {
          setKind(event.target.value as ConsultedKind);
          setId('');
        }}
      >
        {CONSULTED_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`kind.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('form.party')} value={consultedId} onChange={(event) => setId(event.target.value)}>
        <option value="">{t('form.other')}</option>
        {parties.data?.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name[locale]}
          </option>
        ))}
      </SelectField>
      {consultedId === '' && (
        <TextField
          label={t('form.name')}
          error={needed(nameless)}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        label={t('form.said-on')}
        error={needed(saidOn === '')}
        type="date"
        value={saidOn}
        onChange={(event) => setSaidOn(event.target.value)}
      />
      <TextArea
        label={t('form.said')}
        hint={t('form.said-hint')}
        error={needed(said.trim() === '')}
        maxLength={4000}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      {body && <LabelFields partyId={body} value={label} onChange={setLabel} />}
      {save.error && <ProblemNote error={save.error} />}
      <p>
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('save')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}
