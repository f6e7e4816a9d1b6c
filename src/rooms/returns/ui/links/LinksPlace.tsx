import { useState } from 'react';
import { LOWEST, labelCovers } from '#kernel/labels.ts';
import { offers } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { ReturnView } from '../../return.schema.ts';
import { letterOf } from '../return-words.ts';
import { useReturnWrite } from '../returns-data.ts';
import { translateLinks } from './texts.ts';

/** Sections given to colleagues, each with its link, its use, and a button to withdraw it. */
export function LinksPlace({ view }: { view: ReturnView }) {
  const t = useTranslations(translateLinks);
  const locale = useLocale();
  const [adding, setAdding] = useState(false);
  const isLabelled = !labelCovers(LOWEST, view.label);
  const mayHandOut = offers(view.actions, 'hand-out') && !isLabelled;
  const withdraw = useReturnWrite((linkId: string, key) => send('POST /section-links/:linkId/withdrawal', { linkId }, key));
  const nameOf = (sectionId: string) => {
    const place = view.sections.findIndex(({ id }) => id === sectionId);
    return `${letterOf(place)} ${view.sections[place]?.title[locale] ?? ''}`;
  };
  /** When a link expires, and by when it is to be accepted if that is earlier. For a link that no longer works, only when it expired. */
  const describeEnd = ({ state, endsAt, acceptBy, waits }: ReturnView['links'][number]) => {
    const end = endsAt.slice(0, 10);
    if (state === 'over') return t('links.ended', { day: formatDay(locale, end) });
    if (state === 'withdrawn' || state === 'handed-back') return '';
    const accept =
      acceptBy !== null && (waits || acceptBy < end) && t(waits ? 'links.waits' : 'links.accept-by', { day: formatDay(locale, acceptBy) });
    return [t('links.ends', { day: formatDay(locale, end) }), accept].filter(Boolean).join(' ');
  };
  return (
    <Section title={t('links.title')}>
      {isLabelled && <p className="small muted">{t('links.labelled')}</p>}
      {view.links.length === 0 && !isLabelled && <p className="small muted">{t('links.none')}</p>}
      <ul className="return-way small">
        {view.links.map((link) => (
          <li key={link.id}>
            <b>{nameOf(link.sectionId)}</b>
            <br />
            {link.name}, {t(`link.${link.state}`)}
            <br />
            <span className="muted">
              {t('links.uses', { count: link.uses })} {describeEnd(link)}
            </span>
            {mayHandOut && (link.state === 'sent' || link.state === 'accepted') && (
              <p>
                <Button kind="quiet" waiting={withdraw.isPending} onClick={() => withdraw.mutate(link.id)}>
                  {t('links.withdraw')} <span className="out-of-sight">{`${nameOf(link.sectionId)}, ${link.name}`}</span>
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {withdraw.error && <ProblemNote error={withdraw.error} />}
      {mayHandOut && !adding && (
        <p>
          <Button onClick={() => setAdding(true)}>{t('links.add')}</Button>
        </p>
      )}
      {mayHandOut && adding && <HandOutForm view={view} close={() => setAdding(false)} />}
    </Section>
  );
}

function HandOutForm({ view, close }: { view: ReturnView; close: () => void }) {
  const t = useTranslations(translateLinks);
  const locale = useLocale();
  const [sectionId, setSection] = useState(view.sections[0]!.id);
  const [name, setName] = useState('');
  const [days, setDays] = useState('10');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState('');
  const add = useReturnWrite(
    ({ section, ...body }: { section: string; name: string; days: number }, key) =>
      send('POST /returns/:returnId/sections/:sectionId/links', { returnId: view.id, sectionId: section, ...body }, key),
    ({ link }) => setMade(link),
  );
  const wrong = {
    name: name.trim() === '' ? t('links.name-needed') : undefined,
    days: /^([1-9]|[1-5]\d|60)$/.test(days) ? undefined : t('links.days-needed'),
  };
  if (made !== '')
    return (
      <div className="form" role="status">
        <p className="small">{t('links.once')}</p>
        <TextField label={t('links.link')} readOnly value={made} onFocus={(event) => event.target.select()} />
        <p>
          <Button onClick={close}>{t('links.done')}</Button>
        </p>
      </div>
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!wrong.name && !wrong.days) add.mutate({ section: sectionId, name: name.trim(), days: Number(days) });
      }}
    >
      <SelectField label={t('links.section')} value={sectionId} onChange={(event) => setSection(event.target.value)}>
        {view.sections.map(({ id, title }, place) => (
          <option key={id} value={id}>
            {letterOf(place)} {title[locale]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('links.name')}
        hint={t('links.name-hint')}
        error={tried ? wrong.name : undefined}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('links.days')}
        error={tried ? wrong.days : undefined}
        inputMode="numeric"
        maxLength={2}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      <FormFoot action={t('links.make')} waiting={add.isPending} error={add.error} close={close} />
    </form>
  );
}
