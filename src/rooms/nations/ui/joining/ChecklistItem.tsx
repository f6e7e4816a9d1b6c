import { useLocale, useTranslations } from '#web/client/language.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { StatusChip } from '#web/kit/status/StatusChip.tsx';
import { JOINING_CHOICES, type JoiningChoice } from '../../joining/joining.rules.ts';
import type { JoiningView } from '../../joining/joining.schema.ts';
import { useTreatyWords } from '../treaty-words.ts';
import { translateJoiningDesk } from './texts.ts';

/** An unsaved answer to an item. */
export type Chosen = { choice: JoiningChoice; note: string };

/** One row of the checklist: its text, the nation's answer, and the options where this reader answers. */
export function ChecklistItem({
  item,
  isKnown,
  mayAnswer,
  chosen,
  error,
  choose,
}: {
  item: JoiningView['checklist'][number];
  /** Whether no answer means that the item is open; else a label may hide the answer. */
  isKnown: boolean;
  mayAnswer: boolean;
  chosen: Chosen | undefined;
  error: string | undefined;
  choose: (next: Chosen) => void;
}) {
  const t = useTranslations(translateJoiningDesk);
  const locale = useLocale();
  const { day } = useTreatyWords();
  const { answer, known, register } = item;
  const current = chosen ?? (answer ? { choice: answer.choice, note: answer.note ?? '' } : undefined);
  const name = `choice-${item.obligationId}`;
  return (
    <article className="panel joining-item">
      <h3>
        {item.title[locale]} {item.reconstructed && <small className="muted">({t('item.reconstructed')})</small>}
      </h3>
      <p className="small">{item.asks[locale]}</p>
      <p className={mayAnswer ? 'only-print' : undefined}>
        <b>{t(answer ? `choice.${answer.choice}` : isKnown ? 'choice.open' : 'choice.unseen')}</b>
        {answer?.note && `: ${answer.note}`}
      </p>
      {mayAnswer && (
        <div className="no-print form">
          <fieldset>
            <legend className="out-of-sight">{item.title[locale]}</legend>
            <div className="choices">
              {JOINING_CHOICES.map((choice) => (
                <label key={choice}>
                  <input
                    type="radio"
                    name={name}
                    checked={current?.choice === choice}
                    onChange={() => choose({ choice, note: current?.note || known?.note || '' })}
                  />
                  {t(`choice.${choice}`)}
                </label>
              ))}
            </div>
          </fieldset>
          {current && (current.choice !== 'comply' || current.note !== '') && (
            <TextArea
              id={`note-${item.obligationId}`}
              label={t('item.note')}
              hint={t('item.note-hint')}
              error={error}
              rows={2}
              maxLength={4000}
              value={current.note}
              onChange={(event) => choose({ choice: current.choice, note: event.target.value })}
            />
          )}
        </div>
      )}
      {answer && <p className="small muted">{t('item.by', { name: answer.by, day: day(answer.at.slice(0, 10)) })}</p>}
      {register && (
        <p className="small">
          {t('item.register')} <StatusChip status={register.status} origin={register.origin} />
        </p>
      )}
      {register?.contradicts && <p className="note">{t('item.contradicts')}</p>}
      {mayAnswer && known && <p className="small muted">{t(`item.known-${known.from}`, { choice: t(`choice.${known.choice}`) })}</p>}
    </article>
  );
}
