import type { ReactNode } from 'react';
import { PageHead } from '../kit/PageHead.tsx';
import { Wordmark } from '../kit/Wordmark.tsx';
import { Bands } from '../shell/Bands.tsx';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';

/** The plain frame of the pages before sign-in. */
export function SignInFrame({ title, lead, children }: { title: string; lead?: string | undefined; children: ReactNode }) {
  return (
    <div className="sign-in">
      <Bands exercise={document.documentElement.dataset.exercise !== undefined} alone={false} />
      <header>
        <span className="wordmark">
          <Wordmark />
          Manumit
        </span>
        <LanguageSwitch />
      </header>
      <main id="main">
        <PageHead title={title} />
        {lead && <p>{lead}</p>}
        {children}
      </main>
    </div>
  );
}
