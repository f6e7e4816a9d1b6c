import { useState } from 'react';
import { type AnswerOf, type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { AGGRAVATING, MITIGATING, REMEDIES } from '../../violations/violation.rules.ts';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

type Body = BodyOf<'POST /violations/:violationId/remedy'>;

/** Chooses the remedy from the ladder, with the factors that were weighed, each with its evidence, and the reasons. */
export function RemedyForm({ one, close }: { one: AnswerOf<'/violations/:violationId'>; close: () => void }) {
  const t = useTranslations(translateViolations);
  const [remedies, setRemedies] = useState<Body['remedies']>(one.remedies);
  const [evidence, setEvidence] = useState<Record<string, string>>({});
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const save = useViolationWrite(
    (body: Body, key) => send('POST /violations/:violationId/remedy', { violationId: one.id, version: one.version, ...body }, key),
    close,
  );
  const chosen = <Name extends string>(names: readonly Name[]) =>
    names.flatMap((factor) => (evidence[factor]?.trim() ? [{ factor, evidence: evidence[factor].trim() }] : []));
  const factors = (legend: string, names: typeof MITIGATING | typeof AGGRAVATING, word: 'mitigating' | 'aggravating') => (
    <fieldset className="field">
      <legend className="label">{legend}</legend>
      {names.map((name) => (
        <TextField
          key={name}
          label={t(`${word}.${name}` as Parameters<typeof t>[0])}
          hint={t('remedy.evidence')}
          maxLength={500}
          value={evidence[name] ?? ''}
          onChange={(event) => setEvidence({ ...evidence, [name]: event.target.value })}
        />
      ))}
    </fieldset>
  );
  return (
    <form
      className="form panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (remedies.length > 0 && note.trim() !== '')
          save.mutate({ remedies, mitigating: chosen(MITIGATING), aggravating: chosen(AGGRAVATING), note });
      }}
    >
      <fieldset className="field">
        <legend className="label">{t('remedy.ladder')}</legend>
        <p className="small muted">{t('remedy.hint')}</p>
        {REMEDIES.map((name) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={remedies.includes(name)}
              onChange={(event) => setRemedies(event.target.checked ? [...remedies, name] : remedies.filter((other) => other !== name))}
            />{' '}
            {t(`remedy.${name}`)}
          </label>
        ))}
        {tried && remedies.length === 0 && <p className="error">{t('remedy.needed')}</p>}
      </fieldset>
      {factors(t('remedy.mitigating'), MITIGATING, 'mitigating')}
      {factors(t('remedy.aggravating'), AGGRAVATING, 'aggravating')}
      <TextArea
        label={t('remedy.reasons')}
        hint={t('hint.decide-remedy')}
        error={tried && note.trim() === '' ? t('needed') : undefined}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {save.error && <ProblemNote error={save.error} />}
      <FormFoot action={t('action.decide-remedy')} waiting={save.isPending} close={close} />
    </form>
  );
}
