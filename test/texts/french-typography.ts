/** One rule of French typesetting or wording: what must not occur, and why. */
type Rule = { wrong: RegExp; reason: string };

// Addresses, times and codes are exempt, so they are blanked before the rules run. {name} is a placeholder for any value.
const EXEMPT = /https?:\/\/[^\s)»\u00a0]+|\b\d{1,2}:\d{2}\b|\b[a-z]+:\/\/\S+/g;

const RULES: readonly Rule[] = [
  { wrong: /(^|[^\u00a0]):/u, reason: 'a colon needs U+00A0 before it' },
  { wrong: /(^|[^\u202f!?])[;?!]/u, reason: 'the signs ; ? ! need U+202F before them' },
  { wrong: /«(?!\u00a0)|(?<!\u00a0)»/u, reason: '« » need U+00A0 inside' },
  { wrong: /"/u, reason: 'quotation marks are « »' },
  { wrong: /'/u, reason: 'the apostrophe is ’' },
  { wrong: /[\s\u00a0\u202f][,.…](?!\w)/u, reason: 'no space before , . …' },
  { wrong: /\([\s\u00a0\u202f]|[\s\u00a0\u202f]\)/u, reason: 'no space inside ( )' },
  { wrong: /—/u, reason: 'no em dash' },
  { wrong: /\.\.\./u, reason: 'the ellipsis is one character' },
  { wrong: /\d \d{3}(?!\d)/u, reason: 'thousands are separated by U+202F' },
  { wrong: /\d\.\d+ ?%|\d ?%/u, reason: 'number and % are joined by U+00A0, decimals have a comma' },
  {
    wrong: /\b1 (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b/u,
    reason: 'the first of a month is 1er',
  },
  { wrong: /(?<!\p{L})(tu|toi|tes|nous avons|veuillez)(?!\p{L})/iu, reason: 'vous for everyone, no nous for the program, no veuillez' },
  { wrong: /\p{L}·\p{L}|\p{L}\((e|s|es|ne|trice)\)/u, reason: 'no middle dot and no bracketed endings' },
  {
    wrong:
      /point focal|trafic d’êtres humains|trafic de personnes|erreur fatale|quartiers? généra(?:l|ux)|numéros? de service|au bureau(?! de la politique)|classe dans le bureau|instructeurs?(?! ou)|\b(dudit|ledit|ladite|susmentionné|afférent)/iu,
    reason: 'a word the glossary avoids',
  },
  { wrong: /\b(Etat|Etats|Egalement|Echéance|Evaluation|A propos)\b/u, reason: 'capitals keep their accents' },
];

/** The typographic faults of a French text, as reasons. The input is text, not an ICU message. */
export function typographyFaults(text: string): string[] {
  const plain = text.replace(EXEMPT, 'x');
  return RULES.filter((rule) => rule.wrong.test(plain)).map((rule) => rule.reason);
}
