import { Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { DrawerPlace } from '../kit/drawer/drawer-place.ts';
import { HelpProvider } from '../kit/Help.tsx';
import { later } from '../kit/later.tsx';
import { translateDesk } from '../texts/texts.ts';
import { Tour } from '../tour/Tour.tsx';
import { Bands } from './Bands.tsx';
import { Navigation } from './Navigation.tsx';

// Loaded after the page: it waits for an answer of the server anyway.
const LogBand = later(() => import('./shell-rest.ts').then((file) => file.LogBand), null);

/** Everything around a page behind sign-in: bands, navigation, the page itself, and the place for its drawer. */
export function Shell() {
  const t = useTranslations(translateDesk);
  const { exercise, onePersonMode } = useSession();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <HelpProvider>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Bands exercise={exercise} alone={onePersonMode}>
        <LogBand exercise={exercise} />
      </Bands>
      <div className="shell">
        <Navigation />
        <DrawerPlace.Provider value={place}>
          <main id="main" className="page" tabIndex={-1}>
            {exercise && <Tour />}
            <Outlet />
          </main>
        </DrawerPlace.Provider>
        <div className="drawer-place" ref={setPlace} />
      </div>
    </HelpProvider>
  );
}
