import type { PublicLanguage } from '#platform/texts/public-languages.ts';

/** Languages as they are once a speaker has read their texts on this day, or before that: null. The texts are written in English, which has no such day. */
export function asReadOn(day: string | null, languages: readonly PublicLanguage[]): PublicLanguage[] {
  return languages.map((one) => (one.readBySpeakerOn === undefined ? one : { ...one, readBySpeakerOn: day }));
}
