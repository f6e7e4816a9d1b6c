import { type ChangeEvent, useState } from 'react';
import { newId } from '#kernel/ids.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { MAX_PHOTOS } from '../../site-visits/visit.rules.ts';
import type { WrittenPhoto } from './kept-visits.ts';
import { redrawSmall } from './redraw.ts';
import { translateWorkersPage } from './texts.ts';

/** The photographs of a visit that is being written: each is redrawn at once, and the file of the camera is left where it is. */
export function VisitPhotos({
  photos,
  change,
}: {
  photos: readonly WrittenPhoto[];
  change: (next: (before: readonly WrittenPhoto[]) => readonly WrittenPhoto[]) => void;
}) {
  const t = useTranslations(translateWorkersPage);
  const [fault, setFault] = useState<'photo.not-read' | 'photo.most' | null>(null);
  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const files = [...(target.files ?? [])];
    target.value = '';
    const added: WrittenPhoto[] = [];
    // One after the other: a phone has no room for several pictures of its camera at once.
    for (const file of files) {
      const picture = await redrawSmall(file).catch(() => null);
      if (picture !== null) added.push({ key: newId(), picture });
    }
    setFault(photos.length + added.length > MAX_PHOTOS ? 'photo.most' : added.length < files.length ? 'photo.not-read' : null);
    change((before) => [...before, ...added].slice(0, MAX_PHOTOS));
  }
  return (
    <fieldset className="field">
      <legend className="label">{t('visit.photos')}</legend>
      {photos.length > 0 && (
        <ul className="visit-photos">
          {photos.map(({ key, picture }, at) => (
            <li key={key}>
              <img src={`data:image/jpeg;base64,${picture}`} alt={t('photo.alt', { n: at + 1 })} />
              <Button kind="quiet" onClick={() => change((before) => before.filter((one) => one.key !== key))}>
                {t('photo.remove', { n: at + 1 })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <label>
        {t('photo.add')} <input type="file" multiple accept="image/jpeg,image/png" onChange={(event) => void choose(event)} />
      </label>
      {fault && (
        <p role="alert" className="note fault">
          {t(fault)}
        </p>
      )}
    </fieldset>
  );
}
