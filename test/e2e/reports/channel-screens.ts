import { translateChannels } from '#rooms/reports/ui/channels/texts.ts';
import { deskOf, nationOf } from '../returns/returns.ts';
import type { Screen } from '../screens.ts';

// A draft that nobody reads yet, made once for all checks of its page.
let draft: Promise<string> | undefined;
const channelOf = () => {
  draft ??= makeChannel();
  return draft;
};
async function makeChannel(): Promise<string> {
  const desk = await deskOf('Nils Arden');
  const found = (await desk.call<{ id: string; slug: string }[]>('GET', 'channels')).find(({ slug }) => slug === 'quay-help');
  if (found !== undefined) return `/desk/channels/${found.id}`;
  const made = await desk.call<{ id: string }>('POST', 'channels', {
    ...{ partyId: await nationOf(desk, 'Corvania'), operationId: null, parentId: null, slug: 'quay-help' },
    ...{ name: { en: 'Quay help', fr: 'Aide du quai' }, firstKey: Buffer.alloc(32, 7).toString('base64') },
  });
  return `/desk/channels/${made.id}`;
}

async function openChannel(): Promise<string> {
  const desk = await deskOf('Vera Olsen');
  const open = (await desk.call<{ id: string; slug: string }[]>('GET', 'channels')).find(({ slug }) => slug === 'port-amber');
  return `/desk/channels/${open!.id}`;
}

/** The screens of reporting channels. */
export const CHANNEL_SCREENS: readonly Screen[] = [
  {
    screen: 'reporting channels, a new one',
    as: 'Nils Arden',
    path: '/desk/channels',
    press: (locale) => translateChannels(locale, 'new.title'),
  },
  { screen: 'reporting channel, its steps (A1.5)', as: 'Nils Arden', path: channelOf },
  { screen: 'reporting channel, open, with its posters (5e)', as: 'Vera Olsen', path: openChannel },
  { screen: 'reporting channel, joining', as: 'Karl Munk', path: channelOf, press: (locale) => translateChannels(locale, 'join.title') },
  {
    screen: 'reporting channel, limits of confidentiality',
    as: 'Karl Munk',
    path: channelOf,
    press: (locale) => translateChannels(locale, 'limits.state'),
  },
];
