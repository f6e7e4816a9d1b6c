import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { decideListOwner } from '../../help/help.rules.ts';
import type { PartyHelp } from '../../help/help.schema.ts';
import { HelpEntries } from './HelpEntries.tsx';
import { partyHelpQuery, useHelpWrite } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';
import './help.css';

const PlaceForm = later(() => import('./PlaceForm.tsx').then((file) => file.PlaceForm));
const EntryForm = later(() => import('./EntryForm.tsx').then((file) => file.EntryForm));

type Place = PartyHelp['places'][number];

/**
 * The list of people who can help near an operation or in a nation, on its page, where those who keep it work already. It has no page of its own: the navigation
 * has no room for one more entry.
 */
export default function HelpOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateHelpDesk);
  const party = useQuery(partyQuery(partyId));
  const keeps = can(useSession(), 'reports:keep-help', partyId) && party.data !== undefined && decideListOwner(party.data.kind).accepted;
  const { data, error, refetch } = useQuery({ ...partyHelpQuery(partyId), enabled: keeps });
  const [adding, setAdding] = useState(false);
  const [message, setMessage] = useState('');
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!keeps || data === undefined) return null;
  const due = data.places.flatMap(({ entries }) => entries).filter((entry) => entry.due).length;
  const done = (words: string) => {
    setAdding(false);
    setMessage(words);
  };
  return (
    <Section title={t('title')} side={data.places.length === 0 ? undefined : t('due', { n: due })}>
      <p role="status" className={message === '' ? 'out-of-sight' : 'small'}>
        {message}
      </p>
      <p className="small muted">{t('about', { n: data.recheckDays })}</p>
      {data.places.length === 0 && <p>{t('none')}</p>}
      {data.places.map((place) => (
        <PlacePart key={place.id} partyId={partyId} place={place} tell={setMessage} />
      ))}
      {adding ? (
        <PlaceForm partyId={partyId} close={() => setAdding(false)} done={() => done(t('place.added'))} />
      ) : (
        <p className="no-print">
          <Button onClick={() => setAdding(true)}>{t('place.add')}</Button>
        </p>
      )}
    </Section>
  );
}

function PlacePart({ partyId, place, tell }: { partyId: string; place: Place; tell: (words: string) => void }) {
  const t = useTranslations(translateHelpDesk);
  const locale = useLocale();
  const [open, setOpen] = useState<'entry' | 'place' | null>(null);
  const end = (words: string) => {
    setOpen(null);
    tell(words);
  };
  const publish = useHelpWrite(
    (published: boolean, key) =>
      send('PUT /help-places/:placeId/publication', { placeId: place.id, version: place.version, published }, key),
    () => tell(t(place.published ? 'place.taken-down' : 'place.now-public')),
  );
  const shown = place.entries.filter(({ callable }) => callable).length;
  return (
    <div className="help-place">
      <h3>{t('place.where', { place: place.name[locale], country: place.country[locale] })}</h3>
      <p className="small">
        {place.published ? (
          <a href={`${locale === DEFAULT_LOCALE ? '' : `/${locale}`}/help/${place.slug}`}>{t('place.public')}</a>
        ) : (
          t('place.private')
        )}{' '}
        {t('place.shown', { shown, all: place.entries.length })}
      </p>
      {publish.error && <ProblemNote error={publish.error} />}
      <HelpEntries entries={place.entries} zone={place.zone} tell={tell} />
      <p className="help-actions no-print">
        <Button onClick={() => setOpen('entry')}>{t('entry.add')}</Button>
        <Button onClick={() => setOpen('place')}>{t('place.change')}</Button>
        {(place.published || shown > 0) && (
          <Button waiting={publish.isPending} onClick={() => publish.mutate(!place.published)}>
            {t(place.published ? 'place.take-down' : 'place.publish')}
          </Button>
        )}
      </p>
      {open === 'entry' && <EntryForm placeId={place.id} close={() => setOpen(null)} done={() => end(t('entry.added'))} />}
      {open === 'place' && <PlaceForm partyId={partyId} place={place} close={() => setOpen(null)} done={() => end(t('place.changed'))} />}
    </div>
  );
}
