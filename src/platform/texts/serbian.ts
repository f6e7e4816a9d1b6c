// Serbian Latin (gajica) has a letter or a pair of letters for each Cyrillic letter. The way back is not certain: "nj" may be one letter or two.
const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'đ', е: 'e', ж: 'ž', з: 'z', и: 'i', ј: 'j', к: 'k', л: 'l', љ: 'lj', м: 'm' },
  ...{ н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'ć', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'č', џ: 'dž', ш: 'š' },
};

/** Writes Serbian Cyrillic in Latin letters. Everything else, such as Latin words, digits and placeholders, stays as it is. */
export function toLatin(text: string): string {
  return text.replaceAll(/\p{Script=Cyrillic}/gu, (letter, at: number) => {
    const small = letter.toLowerCase();
    const latin = LETTERS[small];
    if (latin === undefined) throw new Error(`${letter} is not a letter of Serbian Cyrillic.`);
    if (small === letter) return latin;
    // A pair of letters is "Nj" at the head of a word, and "NJ" in a word of capitals.
    const isAllCapitals = [text.at(at + 1), at > 0 ? text[at - 1] : undefined].some((one) => one !== undefined && isCapital(one));
    return isAllCapitals ? latin.toUpperCase() : latin[0]!.toUpperCase() + latin.slice(1);
  });
}

const isCapital = (letter: string) => letter !== letter.toLowerCase();
