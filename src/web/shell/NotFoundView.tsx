import { Link } from '@tanstack/react-router';
import { useSay } from '../client/language.ts';
import { buttonClass } from '../kit/Button.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { sayDesk } from '../texts/texts.ts';

/** An unknown address, or one this person may not open: both look the same. */
export function NotFoundView() {
  const say = useSay(sayDesk);
  return (
    <div className="message-page">
      <PageHead title={say('not-found.title')} />
      <p>{say('not-found.says')}</p>
      <Link to="/" className={buttonClass('main')}>
        {say('not-found.back')}
      </Link>
    </div>
  );
}
