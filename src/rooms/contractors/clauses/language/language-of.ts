/** Languages in which a contract is recognised. Provisions are checked in English and French; the others are named so that nothing is called missing unread. */
const COMMON: Readonly<Record<string, string>> = {
  en: 'the of and to in shall be or any by for is this that with as on not such from are which under all it its may will',
  fr: 'de la le et les des du en un une est dans par pour que qui sur au aux ou il ne pas ce se sont avec sa son cette doit',
  de: 'der die und das des den dem ist von zu mit für auf im nicht ein eine einer als auch sind wird durch bei nach werden oder',
  nl: 'de het een van en in is dat op te zijn voor met niet door aan worden deze bij als ook naar of dient wordt indien',
  es: 'de la el los las y en que del un una por con para se su no es al lo como o sus esta este debe sera',
  it: 'di il la che e le dei del della un una per con non si è sono al dal nel come alla o ai deve delle gli',
  pt: 'de a o que e do da em um uma para com não os as no na por se dos das é ao pelo deve ou',
  pl: 'i w z na do nie się że jest o od przez dla oraz lub po są który jak ich umowy przy',
  tr: 've bir bu ile için olarak veya da de olan tarafından her gibi göre daha sözleşme kadar',
  ro: 'de și în la cu pe din care nu o un este sunt pentru sau prin se al ale fi să',
  cs: 'a v na se je že s z do o k i pro nebo jsou by podle byl jeho které',
  da: 'og i at det er en til på af for med som ikke den de der et har skal',
};
const COMMON_WORDS = new Map(Object.entries(COMMON).map(([language, words]) => [language, new Set(words.split(' '))]));
/** The most common words of English and French. */
export const COMMON_IN_CHECKED: ReadonlySet<string> = new Set(`${COMMON.en} ${COMMON.fr}`.split(' '));

// Running text has this share of common words in its language; tables and lists of parts have fewer.
const LEAST_SHARE = 0.18;
const BLOCK_WORDS = 120;
// And so many different ones of two letters or more: bullets can come out of a PDF as v or o, which are words of Czech.
const LEAST_DIFFERENT = 4;

/** The language of a piece of text: a code, `other` for a script other than Latin, null where there is too little running text to decide. */
export function languageOf(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < 20) return null;
  const foreign = words.filter((word) => !/^[\p{Script=Latin}]+$/u.test(word)).length;
  if (foreign > words.length / 2) return 'other';
  let best: { language: string; share: number } | null = null;
  for (const [language, common] of COMMON_WORDS) {
    const held = words.filter((word) => common.has(word));
    if (new Set(held.filter((word) => word.length > 1)).size < LEAST_DIFFERENT) continue;
    const share = held.length / words.length;
    if (share >= LEAST_SHARE && share > (best?.share ?? 0)) best = { language, share };
  }
  return best?.language ?? null;
}

/** The languages of a whole text with their share of its running text, from 0 to 1. */
export function languagesOf(paragraphs: readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  let block: string[] = [];
  let size = 0;
  let all = 0;
  const count = () => {
    const language = languageOf(block.join(' '));
    if (language !== null) {
      counted.set(language, (counted.get(language) ?? 0) + size);
      all += size;
    }
    block = [];
    size = 0;
  };
  for (const paragraph of paragraphs) {
    block.push(paragraph);
    size += paragraph.split(/\s+/).length;
    if (size >= BLOCK_WORDS) count();
  }
  count();
  return new Map([...counted].map(([language, words]) => [language, words / all]));
}
