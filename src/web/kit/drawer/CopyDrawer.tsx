import { useState } from 'react';
import { useTranslations } from '../../client/language.ts';
import { Button } from '../Button.tsx';
import { TextArea } from '../fields/TextArea.tsx';
import { Drawer } from './Drawer.tsx';
import { translateDrawer } from './texts.ts';

/** A message to people whom the program cannot write to: the reader changes the text, copies it and sends it with their own mail. `says` names who can act on it. */
export function CopyDrawer({
  about,
  path,
  title,
  says,
  message,
  close,
}: {
  about: string;
  path: string;
  title: string;
  says: string;
  message: string;
  close: () => void;
}) {
  const t = useTranslations(translateDrawer);
  const [text, setText] = useState(message);
  const [isCopied, setIsCopied] = useState<boolean>();
  return (
    <Drawer about={about} path={path} title={title} close={close}>
      <div className="form">
        <p>{says}</p>
        <TextArea label={t('text')} rows={message.split('\n').length + 6} value={text} onChange={(event) => setText(event.target.value)} />
        <p>
          <Button
            kind="main"
            onClick={() =>
              void navigator.clipboard.writeText(text).then(
                () => setIsCopied(true),
                () => setIsCopied(false),
              )
            }
          >
            {t('copy')}
          </Button>{' '}
          <Button kind="quiet" onClick={close}>
            {t('cancel')}
          </Button>
        </p>
        <p role="status">{isCopied !== undefined && t(isCopied ? 'copied' : 'not-copied')}</p>
      </div>
    </Drawer>
  );
}
