import { translateViolations } from '#rooms/contractors/ui/violations/texts.ts';
import { deskOf } from '../returns/returns.ts';
import type { Screen } from '../screens.ts';

async function contractOf(): Promise<string> {
  const desk = await deskOf('Ada Brandt');
  const { items } = await desk.call<{ items: { id: string }[] }>('GET', 'contracts?limit=1');
  return `/desk/contracts/${items[0]!.id}`;
}

/** The violation of headquarters that went through all steps to the record. */
async function violationOf(): Promise<string> {
  const desk = await deskOf('Ruth Calder');
  const { items } = await desk.call<{ items: { id: string; state: string }[] }>('GET', 'violations');
  return `/desk/violations/${items.find(({ state }) => state === 'recorded')!.id}`;
}

/** The address of a new link for the contractor of a contract that no other story looks at. */
export async function firmLink(): Promise<string> {
  const desk = await deskOf('Ada Brandt');
  const { items } = await desk.call<{ items: { id: string }[] }>('GET', 'contracts?limit=50');
  const endsOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { link } = await desk.call<{ link: string }>('POST', `contracts/${items.at(-1)!.id}/firm-links`, {
    ...{ memberId: null, name: 'Rosa Keller', capacity: 'Compliance manager', email: null, telephone: '+999 555 0142', endsOn },
  });
  return new URL(link).pathname;
}

/** The screens of contracts. */
export const CONTRACT_SCREENS: readonly Screen[] = [
  { screen: 'contracts (5f)', as: 'Ada Brandt', path: '/desk/contracts' },
  { screen: 'contracts, their coverage', as: 'Ada Brandt', path: '/desk/contracts/coverage' },
  { screen: 'contracts by party, for the Council', as: 'Ines Harrow', path: '/desk/contracts/council' },
  { screen: 'contracts, their files', as: 'Ada Brandt', path: '/desk/contracts/files' },
  { screen: 'contracts, clause sets', as: 'Ada Brandt', path: '/desk/contracts/sets' },
  { screen: 'contracts, passages to decide', as: 'Ada Brandt', path: '/desk/contracts/queue' },
  { screen: 'firms of a contract', as: 'Ada Brandt', path: async () => `${await contractOf()}/firms` },
  { screen: 'contracts, plans and certifications due', as: 'Ada Brandt', path: '/desk/contracts/due' },
  { screen: 'a contract with its plans', as: 'Ada Brandt', path: contractOf },
  { screen: 'workers of a contract', as: 'Ada Brandt', path: async () => `${await contractOf()}/workers` },
  { screen: 'site visit under a contract', as: 'Ada Brandt', path: async () => `${await contractOf()}/visit` },
  {
    ...{ screen: 'a violation, with the form of a debarment', as: 'Ruth Calder', path: violationOf },
    press: (locale) => translateViolations(locale, 'action.debar'),
  },
  { screen: 'interview, no channel', as: 'Ada Brandt', path: async () => `${await contractOf()}/interview` },
];
