import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { LOWEST } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import { LabelFields } from '#rooms/parties/ui/LabelFields.tsx';
import { type InputOf, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { ENCOURAGED_INSTRUMENTS, type Encouraged } from '../../outreach/outreach.rules.ts';
import type { OutreachSuggestions } from '../../outreach/outreach.schema.ts';
import { useTreatyWords } from '../treaty-words.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { translateOutreachDesk } from './texts.ts';

/** Begins a letter to a nation that is not suggested. */
export function OpenOutreachForm({ from }: { from: OutreachSuggestions }) {
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  const words = useTreatyWords();
  const navigate = useNavigate();
  const [writerId, setWriter] = useState(from.writers[0]!.id);
  const [addresseeId, setAddressee] = useState('');
  const [instruments, setInstruments] = useState<Encouraged[]>(['UNTOC', 'TIP']);
  const [label, setLabel] = useState<RecordLabel>(LOWEST);
  const [tried, setTried] = useState(false);
  const open = useOutreachWrite(
    (input: InputOf<'POST /outreach'>, key) => send('POST /outreach', input, key),
    ({ id }) => navigate({ to: '/outreach/$outreachId', params: { outreachId: id } }),
  );
  const needed = (missing: boolean) => (tried && missing ? t('form.needed') : undefined);
  const ordered = [...from.addressees].sort((a, b) => words.compare(a.name[locale], b.name[locale]));
  return (
    <form
      className="panel form outreach-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (addresseeId !== '' && instruments.length > 0) open.mutate({ writerId, addresseeId, instruments, label });
      }}
    >
      {from.writers.length > 1 && (
        <SelectField label={t('form.writer')} value={writerId} onChange={(event) => setWriter(event.target.value)}>
          {from.writers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name[locale]}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={t('form.addressee')}
        error={needed(addresseeId === '')}
        value={addresseeId}
        onChange={(event) => setAddressee(event.target.value)}
      >
        <option value="">{t('form.choose')}</option>
        {ordered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name[locale]}
          </option>
        ))}
      </SelectField>
      <fieldset className="field">
        <legend className="label">{t('form.about')}</legend>
        <div className="choices">
          {ENCOURAGED_INSTRUMENTS.map((one) => (
            <label key={one}>
              <input
                type="checkbox"
                checked={instruments.includes(one)}
                onChange={(event) =>
                  setInstruments(event.target.checked ? [...instruments, one] : instruments.filter((other) => other !== one))
                }
              />
              {words.instrument(one)}
            </label>
          ))}
        </div>
        {needed(instruments.length === 0) && <p className="field-error">{t('form.needed')}</p>}
      </fieldset>
      <LabelFields partyId={writerId} value={label} onChange={setLabel} />
      <FormFoot action={t('form.begin')} waiting={open.isPending} error={open.error} />
    </form>
  );
}
