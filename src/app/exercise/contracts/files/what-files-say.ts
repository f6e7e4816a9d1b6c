import type { Locale } from '#kernel/languages.ts';
import { SHIPPED_SETS } from '#rooms/contractors/clauses/sets/load-set.ts';
import type { ProvisionState } from '#rooms/contractors/index.ts';

/** A paragraph of an invented contract, and how its file marks all of it. */
export type Marked = { readonly text: string; readonly as?: 'inserted' | 'deleted' | 'struck' | 'hidden' };
/** What an invented contract says of its clause set: its paragraphs, and the state of provisions of which the check should find something other than `present`. */
export type Said = {
  readonly clause: readonly Marked[];
  readonly language: Locale | 'de';
  readonly shows: Readonly<Record<string, ProvisionState>>;
  /** How its file is not read as others are: a page that is only a picture, or a password that nobody knows. */
  readonly unread?: 'picture' | 'password';
};

// The three provisions of the least set in words of the firms' own lawyers, not in those of the set.
const OWN_EN = {
  engaging: 'Nobody whom the Contractor employs may take part in trafficking in human beings of any kind.',
  facilitating: 'Neither the Contractor nor its agents shall aid or otherwise facilitate trafficking in human beings.',
  penalties:
    'A breach of this ban on trafficking in human beings entitles the Buyer to suspend payments, to remove staff from the site and to terminate the contract.',
};
const OWN_FR = {
  engaging:
    'Il est interdit au titulaire et à son personnel de prendre part à la traite des êtres humains, sous quelque forme que ce soit.',
  facilitating: 'Le titulaire et son personnel ne doivent en aucune manière faciliter la traite des êtres humains.',
  penalties:
    'Tout manquement du titulaire à l’interdiction de la traite des êtres humains donne lieu à des sanctions, pouvant aller jusqu’à la résiliation.',
};
const IN_GERMAN = [
  'Der Auftragnehmer und seine Beschäftigten dürfen sich nicht am Menschenhandel beteiligen und ihn auch nicht durch andere fördern lassen.',
  'Wird diese Pflicht verletzt, so ist der Auftraggeber berechtigt, den Vertrag mit sofortiger Wirkung zu kündigen und die Zahlung einzustellen.',
];
const WEAKER = 'The Contractor and its staff should not take part in trafficking in human beings.';
/** The title of the general conditions of Corvania that are on file; a contract that names the edition of another year names a document that is not. */
export const CONDITIONS = 'General Conditions of Corvania, edition 2023';
const takenOver = (conditions: string) => `The ${conditions}, form part of this contract.`;

const texts = (provisions: Readonly<Record<string, string>>, but: Readonly<Record<string, Omit<Marked, 'text'> | null>> = {}): Marked[] =>
  Object.entries(provisions).flatMap(([id, text]) => (but[id] === null ? [] : [{ text, ...but[id] }]));

/** The wordings of a shipped set in a language, by provision. */
export function wordingsOf(setId: string, language: Locale): Record<string, string> {
  const provisions = SHIPPED_SETS.get(setId)!.provisions;
  return Object.fromEntries(
    provisions.flatMap(({ id, wordings }) => {
      const text = wordings.find((one) => one.language === language)?.text;
      return text === undefined ? [] : [[id, text]];
    }),
  );
}

const [LEAST, FAR] = ['least-5f', 'far-52.222-50'] as const;
const all = (setId: string, state: ProvisionState) =>
  Object.fromEntries(SHIPPED_SETS.get(setId)!.provisions.map(({ id }) => [id, state] as const));
const least = wordingsOf(LEAST, 'en');
const said = (clause: readonly Marked[], shows: Said['shows'] = {}, more: Partial<Said> = {}): Said => ({
  ...{ clause, shows, language: 'en' },
  ...more,
});

/** The ways in which the contracts of the exercise carry their set, or do not. */
export const WAYS = {
  'as-set': said(texts(least)),
  'as-set-fr': said(texts(wordingsOf(LEAST, 'fr')), {}, { language: 'fr' }),
  own: said(texts(OWN_EN)),
  'own-fr': said(texts(OWN_FR), {}, { language: 'fr' }),
  weaker: said([{ text: WEAKER }, ...texts(least, { engaging: null })], { engaging: 'differs-in-substance' }),
  lacking: said(texts(least, { penalties: null }), { penalties: 'missing' }),
  struck: said(texts(least, { facilitating: { as: 'struck' } }), { facilitating: 'struck-out' }),
  deleted: said(texts(least, { penalties: { as: 'deleted' } }), { penalties: 'struck-out' }),
  proposed: said(
    texts(least, { engaging: { as: 'inserted' }, facilitating: { as: 'inserted' }, penalties: { as: 'inserted' } }),
    all(LEAST, 'only-proposed'),
  ),
  hidden: said(texts(least, { facilitating: { as: 'hidden' } }), { facilitating: 'hidden' }),
  'by-reference': said([{ text: takenOver(CONDITIONS) }], all(LEAST, 'by-reference')),
  'not-there': said([{ text: takenOver(CONDITIONS.replace('2023', '2019')) }], all(LEAST, 'reference-not-resolved')),
  picture: said(texts(least), all(LEAST, 'not-readable'), { unread: 'picture' }),
  password: said(texts(least), all(LEAST, 'not-readable'), { unread: 'password' }),
  german: said(
    IN_GERMAN.map((text) => ({ text })),
    all(LEAST, 'other-language'),
    { language: 'de' },
  ),
  far: said(texts(wordingsOf(FAR, 'en'))),
  'far-lacking': said(texts(wordingsOf(FAR, 'en'), { h5: null, i: null }), { h5: 'missing', i: 'missing' }),
  'far-struck': said(texts(wordingsOf(FAR, 'en'), { b4: { as: 'struck' } }), { b4: 'struck-out' }),
  'far-reference': said(
    [{ text: '52.222-50, Combating Trafficking in Persons (NOV 2021), is incorporated by reference.' }],
    all(FAR, 'reference-not-resolved'),
  ),
} as const satisfies Record<string, Said>;
export type Way = keyof typeof WAYS;

/** What contracts say besides, by language: enough running text for its language to be known. */
export const AROUND: Readonly<Record<Said['language'], readonly string[]>> = {
  en: [
    'The Contractor shall do the work that Annex A describes, at the places and hours that the Buyer states in writing.',
    'Invoices are payable within thirty days of their receipt. An invoice without the number of the contract is sent back.',
    'The Buyer may visit kitchens, stores, vehicles and lodgings at any time, and the Contractor shall give access to them.',
    'Either party may end the contract with ninety days of notice. Rights that have arisen before are not affected.',
    'This contract is changed in writing only, by people who may sign for the parties.',
  ],
  fr: [
    'Le titulaire exécute les prestations que l’annexe A décrit, aux lieux et aux heures que l’acheteur indique par écrit.',
    'Les factures sont payées dans les trente jours de leur réception. Une facture sans numéro de marché est retournée.',
    'L’acheteur peut visiter à tout moment les cuisines, les magasins, les véhicules et les logements.',
    'Chacune des parties peut résilier le marché avec un préavis de quatre-vingt-dix jours, sans effet sur les droits déjà nés.',
    'Le présent marché ne peut être modifié que par écrit, par des personnes habilitées à signer.',
  ],
  de: [
    'Der Auftragnehmer erbringt die Leistungen, die in der Anlage A beschrieben sind, an den Orten und zu den Zeiten, die ihm mitgeteilt werden.',
    'Rechnungen sind innerhalb von dreißig Tagen nach ihrem Eingang zu bezahlen. Eine Rechnung ohne die Nummer des Vertrags wird nicht bezahlt.',
    'Der Auftraggeber darf die Küchen, die Lager und die Unterkünfte jederzeit besichtigen, und der Zugang ist ihm zu ermöglichen.',
    'Der Vertrag kann von jeder Partei mit einer Frist von neunzig Tagen gekündigt werden, ohne dass bereits entstandene Rechte davon berührt werden.',
  ],
};
