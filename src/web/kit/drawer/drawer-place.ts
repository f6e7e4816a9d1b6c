import { createContext } from 'react';

/** The element at the right of the page that contains a drawer; provided by the shell. */
export const DrawerPlace = createContext<HTMLElement | null>(null);
