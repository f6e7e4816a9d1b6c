import './papers.css';
import { useEffect, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ClassView } from '../../classes/class.schema.ts';
import type { TestPaperView } from '../../papers/paper-class.schema.ts';
import { PrintedFields, usePrinted } from './PrintedFields.tsx';
import { Figure, nextLine, Tick } from './SheetFields.tsx';
import { translatePapersDesk } from './texts.ts';
import { useSendSheets } from './use-send-sheets.ts';

// `again`: the earlier record of the sheet was revoked, and this is the right one.
type Sheet = { knewBefore: string; right: string; criticalWrong: boolean; signed: boolean; again: boolean };
const BLANK: Sheet = { knewBefore: '', right: '', criticalWrong: false, signed: true, again: false };
type Person = ClassView['people'][number];
type Props = {
  view: ClassView;
  moduleId: string;
  series: number;
  paper: TestPaperView;
  language: string;
  corrected?: { traineeId: string } | undefined;
};
const OUTCOMES = ['passed', 'unsigned', 'notPassed', 'had', 'revoked'] as const;

/** One row per sheet: a figure to type, and two checkboxes for rare cases. Enter moves to the next row. */
export function PaperRows({ view, moduleId, series, paper, language, corrected }: Props) {
  const t = useTranslations(translatePapersDesk);
  const [day, setDay] = useState(() => localToday());
  const printed = usePrinted(paper, language);
  const [looked, setLooked] = useState(false);
  const [sheets, setSheets] = useState<Record<string, Sheet>>({});
  const [tried, setTried] = useState(false);
  const sheetOf = (id: string) => sheets[id] ?? BLANK;
  const change = (id: string, to: Partial<Sheet>) => setSheets((old) => ({ ...old, [id]: { ...BLANK, ...old[id], ...to } }));
  // The first look of this person was corrected below, so the figure in this row is the wrong one.
  useEffect(() => {
    if (corrected) setSheets((old) => ({ ...old, [corrected.traineeId]: { ...BLANK, ...old[corrected.traineeId], knewBefore: '' } }));
  }, [corrected]);
  const filled = view.people.filter(({ traineeId }) => sheetOf(traineeId).right !== '');
  const { save, entered, unsaved, unknown } = useSendSheets(view.id, () =>
    // The message belongs to what was sent, not to what is revoked later.
    setSheets((old) => Object.fromEntries(Object.entries(old).map(([id, sheet]) => [id, { ...sheet, again: false }]))),
  );
  const submit = () => {
    setTried(true);
    if (filled.length === 0) return;
    const people = filled.map(({ traineeId }) => {
      const { knewBefore, right, ...ticks } = sheetOf(traineeId);
      return { traineeId, right: Number(right), ...ticks, ...(looked && knewBefore !== '' && { knewBefore: Number(knewBefore) }) };
    });
    save.mutate({ moduleId, moduleVersion: Number(printed.version), series, passedOn: day, language: printed.language.tag, people });
  };
  const outcome = (id: string) => OUTCOMES.find((one) => entered?.[one].includes(id));
  const alone = looked
    ? view.people.filter(({ traineeId: id }) => sheetOf(id).knewBefore !== '' && sheetOf(id).right === '').map(({ number }) => number)
    : [];
  const { signedIn } = printed.language;
  const allSigned = view.people.every(({ traineeId }) => sheetOf(traineeId).signed);
  return (
    <Section title={t('people')}>
      <form
        className="form paper-form"
        onKeyDown={nextLine}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PrintedFields paper={paper} printed={printed} />
        <div className="paper-day">
          <TextField label={t('day')} type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
        </div>
        <p className="small muted">{t('passes', { needed: printed.needed, questions: printed.questions })}</p>
        {signedIn !== null && (
          <label className="paper-tick">
            <input
              type="checkbox"
              checked={allSigned}
              onChange={(event) => {
                for (const { traineeId } of view.people) change(traineeId, { signed: event.target.checked });
              }}
            />
            {t('all-signed', { language: signedIn })}
          </label>
        )}
        {printed.firstLook > 0 && (
          <label className="paper-tick">
            <input type="checkbox" checked={looked} onChange={(event) => setLooked(event.target.checked)} />
            {t('looked', { questions: printed.firstLook })}
          </label>
        )}
        <DataTable<Person>
          caption={t('people')}
          columns={[
            { key: 'number', head: t('number'), cell: ({ number }) => number },
            ...(looked
              ? [
                  {
                    key: 'before',
                    head: t('before'),
                    cell: ({ traineeId, number }: Person) => (
                      <Figure
                        name="knewBefore"
                        max={printed.firstLook}
                        label={t('before-of', { number })}
                        value={sheetOf(traineeId).knewBefore}
                        onValue={(knewBefore) => change(traineeId, { knewBefore })}
                      />
                    ),
                  },
                ]
              : []),
            {
              key: 'right',
              head: t('right'),
              cell: ({ traineeId, number }) => (
                <Figure
                  name="right"
                  max={printed.questions}
                  label={t('right-of', { number })}
                  value={sheetOf(traineeId).right}
                  onValue={(right) => change(traineeId, { right })}
                />
              ),
            },
            {
              key: 'critical',
              head: t('critical'),
              cell: ({ traineeId, number }) => (
                <Tick
                  label={t('critical-of', { number })}
                  checked={sheetOf(traineeId).criticalWrong}
                  onCheck={(criticalWrong) => change(traineeId, { criticalWrong })}
                />
              ),
            },
            ...(signedIn !== null
              ? [
                  {
                    key: 'signed',
                    head: t('signed'),
                    cell: ({ traineeId, number }: Person) => (
                      <Tick
                        label={t('signed-of', { number })}
                        checked={sheetOf(traineeId).signed}
                        onCheck={(signed) => change(traineeId, { signed })}
                      />
                    ),
                  },
                ]
              : []),
            {
              key: 'result',
              head: t('result'),
              cell: ({ traineeId, number }) => {
                const word = outcome(traineeId);
                return (
                  <>
                    {word && <b>{t(`result.${word}`)}</b>}
                    {unsaved.includes(traineeId) && <b>{t(unknown.includes(traineeId) ? 'result.unknown' : 'result.unsaved')}</b>}
                    {word === 'revoked' && (
                      <label className="paper-tick">
                        <input
                          type="checkbox"
                          checked={sheetOf(traineeId).again}
                          onChange={(event) => change(traineeId, { again: event.target.checked })}
                        />
                        {t('again')} <span className="out-of-sight">{number}</span>
                      </label>
                    )}
                  </>
                );
              },
            },
          ]}
          groups={[{ key: 'all', rows: view.people }]}
          rowKey={({ traineeId }) => traineeId}
          empty={null}
        />
        {alone.length > 0 && <p className="small">{t('before-alone', { count: alone.length, numbers: alone.join(', ') })}</p>}
        {save.error && <ProblemNote error={save.error} />}
        <p role="status">
          {tried && filled.length === 0 && t('nothing')}
          {save.error && unsaved.length > 0 && `${t('done.unsaved', { count: unsaved.length })} `}
          {entered &&
            t('done', {
              passed: entered.passed.length,
              unsigned: entered.unsigned.length,
              notPassed: entered.notPassed.length,
              had: entered.had.length,
            })}
          {entered && entered.revoked.length > 0 && ` ${t('done.revoked', { count: entered.revoked.length })}`}
          {entered &&
            entered.known.length + entered.begunBefore.length + entered.held.length > 0 &&
            ` ${t('done.before', { known: entered.known.length, begun: entered.begunBefore.length, held: entered.held.length })}`}
        </p>
        <FormFoot action={t('save')} waiting={save.isPending} />
      </form>
    </Section>
  );
}
