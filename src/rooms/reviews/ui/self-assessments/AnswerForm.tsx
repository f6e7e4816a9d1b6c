import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { obligationNumber } from '#rooms/policy/obligation-number.rules.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { isStale } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { ANSWER_SAYS, type AnswerSays, type Choice } from '../../reviews.rules.ts';
import type { ParticipationObligation, ParticipationView } from '../../views/participation-view.schema.ts';
import { translateReviewForms } from '../forms/texts.ts';
import { useReviewWrite } from '../reviews-data.ts';
import { AnsweredBy } from './AnswerGiven.tsx';

type Answer = { choice: Choice; says: AnswerSays | null; note: string | null };

/** One question of a self-assessment. "Still true" and "not known" are stored at once; "changed" opens a field for the change and its evidence. */
export function AnswerForm({
  obligation,
  participation,
  answer,
  onFail,
}: {
  obligation: ParticipationObligation;
  participation: ParticipationView;
  answer: NonNullable<ParticipationObligation['answer']>;
  onFail: (failed: boolean) => void;
}) {
  const t = useTranslations(translateReviewForms);
  const word = useTranslations(translateStatuses);
  const id = useId();
  const [choice, setChoice] = useState(answer.choice);
  const [says, setSays] = useState(answer.says);
  const [note, setNote] = useState(answer.note ?? '');
  const [tried, setTried] = useState(false);
  const save = useReviewWrite(
    ({ version, ...body }: Answer & { version: number }, key) =>
      send(
        'PUT /participations/:participationId/answers/:obligationId',
        { participationId: participation.participation.id, obligationId: obligation.id, version, ...body },
        key,
      ),
    { onSuccess: () => onFail(false) },
  );
  const store = (body: Answer) => save.mutate({ ...body, version: answer.version }, { onError: () => onFail(true) });
  const choose = (next: Choice) => {
    setChoice(next);
    if (next !== 'changed') store({ choice: next, says: null, note: null });
  };
  const missing = {
    says: says === null ? t('answer.says-needed') : undefined,
    note: note.trim() === '' ? t('answer.note-needed') : undefined,
  };
  const saveDraft = () => {
    setTried(true);
    if (says !== null && missing.note === undefined) store({ choice: 'changed', says, note: note.trim() });
  };
  const shown = (value: Choice | null, status: AnswerSays | null) => (status === null ? value && t(`choice.${value}`) : word(status));
  const known = obligation.suggestion.from !== 'nothing';
  const choices: readonly Choice[] = known ? ['still-true', 'changed', 'not-known'] : ['changed', 'not-known'];
  const stored = choice === answer.choice && (choice !== 'changed' || (says === answer.says && note === (answer.note ?? '')));
  return (
    <div className="answer">
      <fieldset>
        <legend className="out-of-sight">{t('answer.legend', { obligation: obligationNumber(obligation.id) })}</legend>
        <div className="choices">
          {choices.map((one) => (
            <label key={one}>
              <input type="radio" name={`${id}-choice`} value={one} checked={choice === one} onChange={() => choose(one)} />
              {t(one === 'changed' && !known ? 'choice.tell' : `choice.${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {choice === 'not-known' && <p className="small muted">{t('answer.not-known')}</p>}
      {choice === 'changed' && (
        <div className="form">
          <SelectField
            label={t('answer.says')}
            error={tried ? missing.says : undefined}
            value={says ?? ''}
            onChange={(event) => setSays(ANSWER_SAYS.find((one) => one === event.target.value) ?? null)}
          >
            <option value="">{t('answer.says-choose')}</option>
            {ANSWER_SAYS.map((one) => (
              <option key={one} value={one}>
                {word(one)}
              </option>
            ))}
          </SelectField>
          <TextArea
            label={t(known ? 'answer.note' : 'answer.tell')}
            hint={known ? t('answer.note-hint') : undefined}
            error={tried ? missing.note : undefined}
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <p className="small">
            <Link to="/evidence/new" search={{ party: participation.participation.party.id, obligation: obligation.id }}>
              {t('answer.proof')}
            </Link>{' '}
            <span className="muted">{t('answer.proof-hint')}</span>
          </p>
          <p>
            <Button kind={stored ? 'plain' : 'main'} waiting={save.isPending} onClick={saveDraft}>
              {t('answer.save')}
            </Button>
          </p>
        </div>
      )}
      {isStale(save.error) ? (
        <StaleNote
          rows={[
            {
              key: 'says',
              name: t('answer.says'),
              current: shown(answer.choice, answer.says),
              yours: shown(choice, choice === 'changed' ? says : null),
            },
            { key: 'note', name: t('answer.note'), current: answer.note, yours: choice === 'changed' ? note : null },
          ]}
          load={() => {
            setChoice(answer.choice);
            setSays(answer.says);
            setNote(answer.note ?? '');
            onFail(false);
            save.reset();
          }}
        />
      ) : (
        save.error && <ProblemNote error={save.error} />
      )}
      {stored && answer.at !== null && <AnsweredBy answer={answer} />}
    </div>
  );
}
