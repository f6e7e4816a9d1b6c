import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { StillWorking } from '#web/kit/ProgressBar.tsx';
import { MAX_SLIPS } from '../../classes/class.rules.ts';
import { translateLearningDesk } from '../texts.ts';
import { SlipsUnknown } from './SlipOutcomeNotes.tsx';
import { numbersIn, withoutNumbers } from './typed-numbers.rules.ts';
import { useAskWhileCreating } from './use-ask-while-creating.ts';
import { type Category, type SlipsMade, useMakeSlips } from './use-make-slips.ts';

const CATEGORIES = ['contingent', 'augmentee', 'headquarters', 'agency', 'consultant', 'contractor', 'local-hire'] as const;

/**
 * Service numbers, one per line, to make access slips for. If the roster does not know a number, the form asks before it creates a person. An answered number
 * leaves the field, so that a retry sends only the others.
 */
export function AccessSlipsForm({
  classId,
  close,
  onMade,
}: {
  classId: string;
  close: () => void;
  onMade: (numbers: readonly string[], answer: SlipsMade) => void;
}) {
  const t = useTranslations(translateLearningDesk);
  const [text, setText] = useState('');
  const [newcomers, setNewcomers] = useState<Category | ''>('');
  const numbers = numbersIn(text);
  const { save, done, unknown, notOnRoster } = useMakeSlips(classId, (part, answer) => {
    setText((typed) => withoutNumbers(typed, part));
    onMade(part, answer);
  });
  const mayLeave = useAskWhileCreating(save.isPending);
  const submit = () => {
    if (numbers.length === 0 || save.isPending) return;
    const category = newcomers === '' ? undefined : newcomers;
    save.mutate({ numbers, category }, { onSuccess: ({ isComplete }) => isComplete && close() });
  };
  const of = done + numbers.length;
  const progress = save.isPending ? (
    <p className="note">{t('access-slips.progress', { done, of })}</p>
  ) : (
    done > 0 && <p className="note">{t('access-slips.rest', { done, of })}</p>
  );
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        label={t('access-slips.numbers')}
        hint={t('access-slips.numbers-hint')}
        rows={6}
        value={text}
        readOnly={save.isPending}
        onChange={(event) => setText(event.target.value)}
      />
      {(notOnRoster.length > 0 || newcomers !== '') && (
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
      <div role="alert">
        {notOnRoster.length > 0 && (
          <p className="note">{t('access-slips.not-on-roster', { count: notOnRoster.length, numbers: notOnRoster.join(', ') })}</p>
        )}
      </div>
      <SlipsUnknown count={save.isPending ? 0 : unknown.length} />
      <StillWorking on={save.isPending}>{done > 0 || of > MAX_SLIPS ? progress : null}</StillWorking>
      <FormFoot
        action={t(save.isPending ? 'access-slips.making' : 'action.make-access-slips')}
        waiting={save.isPending}
        error={save.error}
        close={() => mayLeave() && close()}
      />
    </form>
  );
}
