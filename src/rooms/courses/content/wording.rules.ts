import type { Locale } from '#kernel/languages.ts';

/** A word these texts do not use, and what to write instead. It covers glossary words, hurtful words and scolding words. */
type Avoided = { word: RegExp; instead: string };

const AVOIDED: Record<Locale, readonly Avoided[]> = {
  en: [
    avoid('slaves?', 'someone forced, tricked or not free to leave'),
    avoid('prostitutes?|hookers?|whores?|pimps?', 'person; someone in prostitution; who controls others'),
    avoid('illegals|illegal (?:im)?migrants?|aliens?', 'person without papers'),
    avoid('merchandise|for sale|human cargo', 'say what is done to the person'),
    avoid('rescue[ds]?|rescuing|saviou?rs?', 'help, bring to safety'),
    avoid('whistle-?blowers?|informants?|snitch(?:es)?', 'the person who reports'),
    avoid('minors?|youngsters?', 'child: anyone under eighteen'),
    avoid('slavic|oriental|gypsy|gypsies', 'leave it out'),
    avoid('stupid|shame on|you failed|obviously|careless|you should have known|wrong!', 'say what the better step gains'),
    avoid('naive|na\u00efve|gullible|her own fault|his own fault|asked for it|let (?:herself|himself) be', 'say what the other person did'),
    avoid('please note|utili[sz]e|pursuant to|aforementioned|hereby', 'a plain word'),
    avoid('lawyer|attorney', 'legal adviser'),
  ],
  fr: [
    avoid('esclaves?', 'une personne forcée, trompée ou qui n’est pas libre de partir'),
    avoid('prostituée?s?|putains?', 'personne ; personne en situation de prostitution'),
    avoid('clandestine?s?|illégaux|sans-papiers', 'personne sans papiers'),
    avoid('marchandises? humaines?|à vendre|bétail', 'dire ce qui est fait à la personne'),
    avoid('trafiquée?s?', 'victime'),
    avoid('dénonciat(?:eur|rice)s?|délat(?:eur|rice)s?|balances?|mouchards?', 'la personne qui signale'),
    avoid('coercition', 'contrainte'),
    avoid('déceptions?', 'tromperie'),
    avoid('abus de pouvoir', 'abus d’autorité'),
    avoid('abus de faiblesse', 'abus d’une situation de vulnérabilité'),
    avoid('recel|rapt|kidnapping', 'hébergement ; enlèvement'),
    avoid('gamine?s?', 'enfant'),
    avoid('briefings?|staff|check-?list', 'note ; agents ; liste de contrôle'),
    avoid('stupide|honte à|vous avez échoué|évidemment|bien sûr que non|faux\u202f!', 'dire ce que la meilleure étape apporte'),
    avoid('naïve?s?|crédules?|sa propre faute|l’a bien cherché|s’est laissé', 'dire ce que l’autre personne a fait'),
    avoid('nous devons|nous sommes|nous allons|afin de|lors de|au sein de', 'vous ; pour ; pendant ; dans'),
    avoid('avocate?s?|juristes?', 'conseiller ou conseillère juridique'),
    avoid('rétorsions?|vengeances?', 'représailles'),
    avoid('inconduites?|harcellements?', 'faute'),
  ],
};

function avoid(words: string, instead: string): Avoided {
  return { word: new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu'), instead };
}

/** The words to avoid that a text uses, as written in it, with what to write instead. */
export function avoidedIn(language: Locale, text: string): { found: string; instead: string }[] {
  return AVOIDED[language].flatMap(({ word, instead }) => {
    const hit = word.exec(text);
    return hit ? [{ found: hit[0], instead }] : [];
  });
}

/** How alike two texts are, from 0 to 1: the share of their longer words that both have. */
export function likeness(one: string, other: string): number {
  const [a, b] = [longWords(one), longWords(other)];
  if (a.size < 3 || b.size < 3) return one.toLowerCase() === other.toLowerCase() ? 1 : 0;
  const both = [...a].filter((word) => b.has(word)).length;
  return both / (a.size + b.size - both);
}

function longWords(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []);
}
