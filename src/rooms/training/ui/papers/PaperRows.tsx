import './papers.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, get, send } from '#web/client/api.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { SelectField } from '#web/kit/SelectField.tsx';
import { TextField } from '#web/kit/TextField.tsx';
import type { ClassView } from '../../classes/class.schema.ts';
import type { PaperClassEntered, TestPaperView } from '../../papers/paper-class.schema.ts';
import { useClassWrite } from '../classes-data.ts';
import { sayPapersDesk } from './texts.ts';

type Sheet = { right: string; criticalWrong: boolean; signed: boolean };
const BLANK: Sheet = { right: '', criticalWrong: false, signed: true };
const OUTCOMES = ['passed', 'unsigned', 'notPassed', 'had'] as const;

/** A line for each sheet: one figure to type, and two ticks for what is seldom. Enter moves on to the next line. */
export function PaperRows({ view, moduleId, series }: { view: ClassView; moduleId: string; series: number }) {
  const say = useSay(sayPapersDesk);
  const locale = useLocale();
  const paper = useQuery({
    queryKey: ['test-paper', moduleId],
    queryFn: ({ signal }) => get(`/modules/${encodeURIComponent(moduleId)}/test-paper`, answerOf<TestPaperView>(), signal),
  }).data;
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10));
  const [language, setLanguage] = useState<'en' | 'fr'>(locale);
  const [sheets, setSheets] = useState<Record<string, Sheet>>({});
  const [entered, setEntered] = useState<PaperClassEntered>();
  const [tried, setTried] = useState(false);
  const sheetOf = (id: string) => sheets[id] ?? BLANK;
  const change = (id: string, to: Partial<Sheet>) => setSheets((old) => ({ ...old, [id]: { ...BLANK, ...old[id], ...to } }));
  const filled = view.people.filter(({ traineeId }) => sheetOf(traineeId).right !== '');
  const save = useClassWrite(
    (input: object, key) => send<PaperClassEntered>('POST', `/training/classes/${view.id}/papers`, input, { key }),
    (answer) => setEntered(answer),
  );
  const submit = () => {
    setTried(true);
    if (filled.length === 0) return;
    const people = filled.map(({ traineeId }) => ({ traineeId, ...sheetOf(traineeId), right: Number(sheetOf(traineeId).right) }));
    save.mutate({ moduleId, series, passedOn: day, language, people });
  };
  const outcome = (id: string) => OUTCOMES.find((word) => entered?.[word].includes(id));
  const allSigned = view.people.every(({ traineeId }) => sheetOf(traineeId).signed);
  return (
    <Section title={say('people')}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="paper-choice">
          <TextField label={say('day')} type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
          <SelectField label={say('language')} value={language} onChange={(event) => setLanguage(event.target.value as 'en' | 'fr')}>
            {(['en', 'fr'] as const).map((one) => (
              <option key={one} value={one}>
                {say(`language.${one}`)}
              </option>
            ))}
          </SelectField>
        </div>
        {paper && <p className="small muted">{say('passes', { needed: paper.needed, questions: paper.questions })}</p>}
        {paper?.signs && (
          <label className="paper-tick">
            <input
              type="checkbox"
              checked={allSigned}
              onChange={(event) => {
                for (const { traineeId } of view.people) change(traineeId, { signed: event.target.checked });
              }}
            />
            {say('all-signed')}
          </label>
        )}
        <table className="paper-rows">
          <thead>
            <tr>
              <th scope="col">{say('number')}</th>
              <th scope="col">{say('right')}</th>
              <th scope="col">{say('critical')}</th>
              {paper?.signs && <th scope="col">{say('signed')}</th>}
              <th scope="col">{say('result')}</th>
            </tr>
          </thead>
          <tbody>
            {view.people.map(({ traineeId, number }) => {
              const sheet = sheetOf(traineeId);
              const word = outcome(traineeId);
              return (
                <tr key={traineeId}>
                  <th scope="row">{number}</th>
                  <td>
                    <input
                      className="input"
                      type="number"
                      inputMode="numeric"
                      min={0}
                      max={paper?.questions}
                      aria-label={say('right-of', { number })}
                      value={sheet.right}
                      onChange={(event) => change(traineeId, { right: event.target.value })}
                    />
                  </td>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`${say('critical')}: ${number}`}
                      checked={sheet.criticalWrong}
                      onChange={(event) => change(traineeId, { criticalWrong: event.target.checked })}
                    />
                  </td>
                  {paper?.signs && (
                    <td>
                      <input
                        type="checkbox"
                        aria-label={`${say('signed')}: ${number}`}
                        checked={sheet.signed}
                        onChange={(event) => change(traineeId, { signed: event.target.checked })}
                      />
                    </td>
                  )}
                  <td>{word ? say(`result.${word}`) : ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {save.error && <ProblemNote error={save.error} />}
        <p role="status">
          {tried && filled.length === 0 && say('nothing')}
          {entered &&
            say('done', {
              passed: entered.passed.length,
              unsigned: entered.unsigned.length,
              notPassed: entered.notPassed.length,
              had: entered.had.length,
            })}
        </p>
        <p>
          <Button kind="main" type="submit" waiting={save.isPending}>
            {say('save')}
          </Button>
        </p>
      </form>
    </Section>
  );
}
