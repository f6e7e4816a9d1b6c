import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { type NewAccessSlip, useClassWrite } from './classes-data.ts';
import { SlipsUnknown } from './SlipOutcomeNotes.tsx';
import { isOutcomeUnknown } from './slip-outcome.rules.ts';
import { translateLearningDesk } from './texts.ts';

const MOST = 40;
const CATEGORIES = ['contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire'] as const;

/** Service numbers, one per line, to make access slips for. If the roster does not know a number, the form asks before it creates a person. */
export function AccessSlipsForm({
  classId,
  close,
  onMade,
}: {
  classId: string;
  close: () => void;
  onMade: (numbers: readonly string[], answer: { accessSlips: readonly NewAccessSlip[]; had: readonly string[] }) => void;
}) {
  const t = useTranslations(translateLearningDesk);
  const [text, setText] = useState('');
  const [newcomers, setNewcomers] = useState<(typeof CATEGORIES)[number] | ''>('');
  const numbers = text.split(/[\s,;]+/).filter((one) => one !== '');
  const save = useClassWrite(
    (input: BodyOf<'POST /training/classes/:classId/access-slips'>, key) =>
      send('POST /training/classes/:classId/access-slips', { classId, ...input }, key),
    (answer, input) => {
      onMade(input.numbers, answer);
      close();
    },
  );
  const unknown = save.error instanceof Problem && save.error.code === 'training/unknown-trainees';
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        if (numbers.length > 0 && numbers.length <= MOST) save.mutate({ numbers, ...(newcomers !== '' && { newcomers }) });
      }}
    >
      <TextArea
        label={t('access-slips.numbers')}
        hint={t('access-slips.numbers-hint', { most: MOST })}
        error={numbers.length > MOST ? t('access-slips.too-many', { most: MOST }) : undefined}
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {(unknown || newcomers !== '') && (
        <SelectField
          label={t('access-slips.newcomers')}
          value={newcomers}
          onChange={(event) => setNewcomers(CATEGORIES.find((one) => one === event.target.value) ?? '')}
        >
          <option value="">{t('access-slips.newcomers-none')}</option>
          {CATEGORIES.map((one) => (
            <option key={one} value={one}>
              {t(`category.${one}`)}
            </option>
          ))}
        </SelectField>
      )}
      <SlipsUnknown count={isOutcomeUnknown(save.error) ? numbers.length : 0} />
      <FormFoot
        action={t(save.isPending ? 'access-slips.making' : 'action.make-access-slips')}
        waiting={save.isPending}
        error={save.error}
        close={close}
      />
    </form>
  );
}
