import { useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, useState } from 'react';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { redrawSmall } from './redraw.ts';
import { translateWorkersPage } from './texts.ts';
import { visitsQuery } from './workers-data.ts';

/** The photographs of a site visit. Each is fetched when a person asks for it: not everybody wants to see it. */
export function Photos({
  visitId,
  contractId,
  photos,
  mayAdd,
}: {
  visitId: string;
  contractId: string;
  photos: readonly string[];
  mayAdd: boolean;
}) {
  const t = useTranslations(translateWorkersPage);
  const queries = useQueryClient();
  const [shown, setShown] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<unknown>(null);
  const [isUnread, setUnread] = useState(false);
  const add = useWrite((picture: string, key) => send('POST /site-visits/:visitId/photos', { visitId, picture }, key), {
    onSuccess: () => queries.invalidateQueries({ queryKey: visitsQuery(contractId).queryKey }),
  });
  async function show(photoId: string) {
    setProblem(null);
    try {
      const { type, picture } = await get('/site-photos/:photoId', { photoId });
      setShown((before) => new Map([...before, [photoId, `data:${type};base64,${picture}`]]));
    } catch (error) {
      setProblem(error);
    }
  }
  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    target.value = '';
    if (file === undefined) return;
    setProblem(null);
    const picture = await redrawSmall(file).catch(() => null);
    setUnread(picture === null);
    if (picture === null) return;
    add.mutate(picture);
  }
  return (
    <>
      {photos.map((id, at) => {
        const address = shown.get(id);
        return address === undefined ? (
          <Button key={id} kind="quiet" onClick={() => void show(id)}>
            {t('photo.show', { n: at + 1 })}
          </Button>
        ) : (
          <img key={id} className="site-photo" src={address} alt={t('photo.alt', { n: at + 1 })} />
        );
      })}
      {mayAdd && (
        <p className="no-print">
          <label>
            {t('photo.add')}{' '}
            <input type="file" accept="image/jpeg,image/png" disabled={add.isPending} onChange={(event) => void choose(event)} />
          </label>
        </p>
      )}
      {isUnread && (
        <p role="alert" className="note fault">
          {t('photo.not-read')}
        </p>
      )}
      {problem !== null && <ProblemNote error={problem} />}
      {add.error && <ProblemNote error={add.error} />}
    </>
  );
}
