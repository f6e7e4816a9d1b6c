import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { type AnswerOf, get, send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { interpreterChoice } from '../../../worker/open-notes.ts';
import { readerKeys } from '../../../worker/reader-keys.ts';
import { encryptNoteFor } from '../../encrypt-note.ts';
import { type DeskReport, useReportWrite } from '../../inbox-data.ts';
import { translateInterpreting } from './texts.ts';

type Interpreter = AnswerOf<'/reports/:reportId/interpreters'>['interpreters'][number];
type Given = { number: number; until: string; wrap: string; note: { id: string; encrypted: string } };
type Fault = 'choose' | 'check' | 'other-keys' | 'excluded' | 'damaged' | 'locked';

// For how many days after today a report is given.
const DAYS = [0, 1, 3, 7, 14, 30];
const USUAL_DAYS = 3;

const interpretersQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['report-interpreters', reportId],
    queryFn: ({ signal }) => get('/reports/:reportId/interpreters', { reportId }, signal),
  });

/** Who interprets this report and until when, for its readers. It is ended without keys; to give it, the report must be open. */
export function Interpreters({ report, isOpened, nameOf }: { report: DeskReport; isOpened: boolean; nameOf: (reader: number) => string }) {
  const t = useTranslations(translateInterpreting);
  const found = useQuery(interpretersQuery(report.id));
  const [isGiving, setGiving] = useState(false);
  const interpreters = found.data?.interpreters ?? [];
  const given = interpreters.filter((one) => one.given !== null);
  return (
    <Section title={t('title')}>
      <p className="small muted">{t('about')}</p>
      {found.error && <ProblemNote error={found.error} retry={() => void found.refetch()} />}
      {found.data && given.length === 0 && <p>{t('nobody')}</p>}
      <ul className="report-history">
        {given.map((one) => (
          <GivenTo key={one.number} reportId={report.id} interpreter={one} nameOf={nameOf} />
        ))}
      </ul>
      {found.data && interpreters.length === 0 && <p className="small muted">{t('none-joined')}</p>}
      {interpreters.length > 0 && isOpened && !isGiving && (
        <p className="no-print">
          <Button onClick={() => setGiving(true)}>{t('give')}</Button>
        </p>
      )}
      {isGiving && isOpened && <GiveForm report={report} interpreters={interpreters} close={() => setGiving(false)} />}
    </Section>
  );
}

function useInterpretingWrite<Input>(reportId: string, write: (input: Input, key: string) => Promise<unknown>, onSuccess?: () => void) {
  const queries = useQueryClient();
  return useReportWrite(write, () => {
    void queries.invalidateQueries({ queryKey: interpretersQuery(reportId).queryKey });
    onSuccess?.();
  });
}

function GivenTo({
  reportId,
  interpreter: { number, name, nation, given },
  nameOf,
}: {
  reportId: string;
  interpreter: Interpreter;
  nameOf: (reader: number) => string;
}) {
  const t = useTranslations(translateInterpreting);
  const end = useInterpretingWrite(reportId, (_: true, key) =>
    send('DELETE /reports/:reportId/interpreters/:number', { reportId, number }, key),
  );
  if (given === null) return null;
  return (
    <li>
      <p>
        {t('given', { name, nation })} <DateText date={given.until} />
      </p>
      <p className="small muted">
        {t('given-by', { name: nameOf(given.by) })} <DateText date={given.on} />
      </p>
      {end.error && <ProblemNote error={end.error} />}
      <Button kind="quiet" waiting={end.isPending} onClick={() => end.mutate(true)}>
        {t('end', { name })}
      </Button>
    </li>
  );
}

function GiveForm({ report, interpreters, close }: { report: DeskReport; interpreters: readonly Interpreter[]; close: () => void }) {
  const t = useTranslations(translateInterpreting);
  const locale = useLocale();
  const [chosen, setChosen] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const [check, setCheck] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const today = dayOf(new Date());
  const write = useInterpretingWrite(
    report.id,
    (given: Given, key) => send('PUT /reports/:reportId/interpreters/:number', { reportId: report.id, ...given }, key),
    close,
  );
  async function give(event: FormEvent) {
    event.preventDefault();
    const interpreter = interpreters.find(({ number }) => String(number) === chosen);
    if (interpreter === undefined) return setFault('choose');
    if (check.trim() === '') return setFault('check');
    const made = await wrapFor(report, interpreter, check);
    if (typeof made === 'string') return setFault(made);
    setFault(null);
    write.mutate({ number: interpreter.number, until: plusDays(today, days), ...made });
  }
  const words = fault === null ? undefined : t(`fault.${fault}`);
  return (
    <form className="panel form no-print" noValidate aria-label={t('give')} onSubmit={(event) => void give(event)}>
      <p>{t('give-about')}</p>
      <SelectField
        id="interpreter"
        label={t('to')}
        value={chosen}
        error={fault === 'choose' || fault === 'excluded' ? words : undefined}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{t('choose')}</option>
        {interpreters.map(({ number, name, nation }) => (
          <option key={number} value={number}>
            {name} · {nation}
          </option>
        ))}
      </SelectField>
      <SelectField id="interpreter-until" label={t('until')} value={days} onChange={(event) => setDays(Number(event.target.value))}>
        {DAYS.map((count) => (
          <option key={count} value={count}>
            {t('until-day', { n: count, day: formatDay(locale, plusDays(today, count)) })}
          </option>
        ))}
      </SelectField>
      <TextField
        id="interpreter-check"
        label={t('check')}
        hint={t('check-hint')}
        value={check}
        inputMode="numeric"
        autoComplete="off"
        error={fault === 'check' || fault === 'other-keys' ? words : undefined}
        onChange={(event) => setCheck(event.target.value)}
      />
      {(fault === 'damaged' || fault === 'locked') && (
        <p role="alert" className="error">
          {words}
        </p>
      )}
      <FormFoot action={t('give-now')} waiting={write.isPending} error={write.error} close={close} />
    </form>
  );
}

/** The key of the report for the interpreter, and the note that names the interpreter's key to the other readers. */
async function wrapFor(report: DeskReport, interpreter: Interpreter, check: string): Promise<Pick<Given, 'wrap' | 'note'> | Fault> {
  const { id, channelId: channel, ciphertext } = report;
  const made = await readerKeys
    .call('wrapForInterpreter', { channel, report: { report: id, ...ciphertext }, interpreter, check })
    .catch(() => 'locked' as const);
  if (typeof made === 'string') return made;
  const choice = interpreterChoice(interpreter.number, interpreter.verifyKey);
  const note = await encryptNoteFor(id, { kind: 'give-to-interpreter', choice, text: '' });
  return typeof note === 'string' ? 'locked' : { wrap: made.wrap, note };
}
