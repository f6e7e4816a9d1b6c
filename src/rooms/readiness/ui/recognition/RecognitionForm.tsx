import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { Recognition } from '../../recognition/recognition.schema.ts';
import { useTrainingWrite } from '../board/readiness-data.ts';
import { translateRecognition } from './texts.ts';

export type Doing = { what: 'equivalent' | 'provider' | 'total' | 'takers'; id?: string };
type Field = 'title' | 'provider' | 'why' | 'name' | 'day' | 'persons' | 'trained' | 'numbers';

// The required fields of each form; an error names those left empty.
const FIELDS: Record<Doing['what'], readonly Field[]> = {
  equivalent: ['title', 'provider', 'why'],
  provider: ['name', 'day'],
  total: ['persons', 'trained', 'day'],
  takers: ['numbers', 'day'],
};

/** One form for what a party adds here: an equivalent course and who took it, a provider, a signed total. */
export function RecognitionForm({
  doing,
  partyId,
  found,
  close,
}: {
  doing: Doing;
  partyId: string;
  found: Recognition;
  close: () => void;
}) {
  const t = useTranslations(translateRecognition);
  const locale = useLocale();
  const { what } = doing;
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const [module, setModule] = useState('G');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const value = (field: Field) => values[field]?.trim() ?? '';
  const choices =
    what === 'equivalent' ? found.elements.map(({ id }) => id) : what === 'provider' ? ['alliance', 'general', 'specific'] : [];
  const save = useTrainingWrite(async (_input: object, key): Promise<unknown> => {
    if (what === 'equivalent')
      return send(
        'POST /parties/:partyId/equivalents',
        { partyId, title: value('title'), provider: value('provider'), why: value('why'), module, elements: [...chosen] },
        key,
      );
    if (what === 'provider')
      return send(
        'POST /providers',
        {
          ...{ partyId, name: value('name'), checkedOn: value('day'), level: chosen.has('alliance') ? 'alliance' : 'national' },
          ...{ general: chosen.has('general'), specific: chosen.has('specific') },
        },
        key,
      );
    if (what === 'total')
      return send(
        'POST /training-totals',
        { partyId, module, persons: Number(value('persons')), trained: Number(value('trained')), asOf: value('day') },
        key,
      );
    return send(
      'POST /equivalents/:equivalentId/takers',
      {
        equivalentId: doing.id!,
        numbers: value('numbers')
          .split(/[\s,;]+/)
          .filter(Boolean),
        completedOn: value('day'),
      },
      key,
    );
  }, close);
  const elementName = (id: string) => `${id} ${found.elements.find((one) => one.id === id)?.title[locale] ?? ''}`;
  const missing = FIELDS[what].filter((field) => value(field) === '');
  const noChoice =
    (what === 'equivalent' && chosen.size === 0) || (what === 'provider' && !chosen.has('general') && !chosen.has('specific'));
  const props = (field: Field) => ({
    label: t(`recognition.field.${field}`),
    error: tried && missing.includes(field) ? t('needed') : undefined,
    value: values[field] ?? '',
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value }),
  });
  return (
    <Drawer
      about={what}
      path={t('recognition.title')}
      title={t(what === 'takers' ? 'action.enter-takers' : `recognition.${what}`)}
      close={close}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (missing.length === 0 && !noChoice) save.mutate({ values, module, chosen: [...chosen] });
        }}
      >
        <p className="muted small">{t(`recognition.${what}-says`)}</p>
        {(what === 'equivalent' || what === 'total') && (
          <SelectField label={t('recognition.for')} value={module} onChange={(event) => setModule(event.target.value)}>
            {found.modules.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title[locale]}
              </option>
            ))}
          </SelectField>
        )}
        {FIELDS[what].map((field) =>
          field === 'why' || field === 'numbers' ? (
            <TextArea key={field} maxLength={field === 'why' ? 1000 : 60_000} {...props(field)} />
          ) : (
            <TextField
              key={field}
              type={field === 'day' ? 'date' : field === 'persons' || field === 'trained' ? 'number' : 'text'}
              {...props(field)}
            />
          ),
        )}
        {choices.length > 0 && (
          <fieldset>
            <legend>{t(what === 'equivalent' ? 'recognition.elements' : 'recognition.offers')}</legend>
            {choices.map((choice) => (
              <label key={choice} className="readiness-choice">
                <input
                  type="checkbox"
                  checked={chosen.has(choice)}
                  onChange={(event) =>
                    setChosen(new Set([...chosen].filter((one) => one !== choice).concat(event.target.checked ? choice : [])))
                  }
                />{' '}
                {what === 'equivalent' ? elementName(choice) : t(`offers.${choice as 'general'}`)}
              </label>
            ))}
            {tried && noChoice && (
              <p className="field-error">
                <StatusGlyph status="not-met" /> {t('recognition.none-ticked')}
              </p>
            )}
          </fieldset>
        )}
        <FormFoot
          action={t(what === 'total' ? 'recognition.sign' : 'recognition.save')}
          waiting={save.isPending}
          error={save.error}
          close={close}
        />
      </form>
    </Drawer>
  );
}
