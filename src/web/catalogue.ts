import type { Lang } from '../document/texts.ts';

/** The language of what is said before it is known who asks, in a refusal above all. */
export const DEFAULT_LANG: Lang = 'de';

/** A catalogue with its literal texts widened: every language has the same keys, texts where there are texts, functions where there are functions. */
export type Catalogue<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] extends readonly string[] ? readonly string[] : T[K] extends (...given: infer Given) => string ? (...given: Given) => string : T[K] extends (...given: infer Given) => readonly string[] ? (...given: Given) => readonly string[] : Catalogue<T[K]> };

/**
 * The words of a subject by language. German is the measure: another language is one more object with the same keys, which the compiler
 * asks for as soon as `Lang` names it.
 */
export function catalogue<const T extends object>(languages: { readonly de: T } & Readonly<Record<Lang, Catalogue<T>>>): (lang: Lang) => Catalogue<T> {
  return (lang) => languages[lang];
}
