import { compareGerman } from '../../base/text.ts';

/** Something that can be found. Whoever asks hands in only what the person may see. */
export interface Suchbares {
  /** What it is called: its title first, then a code or a short name. */
  readonly namen: readonly string[];
  /** What else is searched. */
  readonly texte: readonly string[];
}

/** Characters of a question, at most. */
export const MAX_SUCHTEXT = 200;

/** How many things are shown, at most. */
export const MAX_TREFFER = 200;

/** A thing made ready for searching: both spellings of each text, see `spell`. */
export interface Suchzeile<T> {
  readonly was: T;
  readonly titel: string;
  readonly namen: readonly Schreibung[];
  readonly texte: readonly Schreibung[];
}

/** How well something fits: 0 a name begins with what was asked, 1 a word of a name does, 2 the names hold it, 3 something else does. */
type Rang = 0 | 1 | 2 | 3;

export interface Treffer<T> {
  readonly was: T;
  readonly rang: Rang;
}

/** One text in two spellings, with umlauts spelt out (`foerderung`) and with their base letter (`forderung`), so that either way of typing finds it. */
type Schreibung = readonly [spelt: string, bare: string];

/** The words that are asked for, or the sentence why this can't be asked. No word at all finds nothing. */
export function readSuchtext(text: string): { readonly woerter: readonly string[] } | { readonly satz: string } {
  const length = [...text].length;
  if (length > MAX_SUCHTEXT) return { satz: `Gesucht werden kann nach höchstens ${MAX_SUCHTEXT} Zeichen; es sind ${length}. Bitte kürzen Sie den Suchtext.` };
  return { woerter: [...new Set(spell(text)[0].split(' ').filter((word) => word !== ''))] };
}

/** Makes things ready; worth keeping for as long as they do not change. */
export function prepareSuche<T extends Suchbares>(things: readonly T[]): Suchzeile<T>[] {
  return things.map((was) => ({ was, titel: was.namen[0] ?? '', namen: was.namen.map(spell), texte: was.texte.map(spell) }));
}

/** All things in which every word occurs, the best first, equal ones by their title. Words are taken literally, and also found inside of words. */
export function search<T>(zeilen: readonly Suchzeile<T>[], woerter: readonly string[]): Treffer<T>[] {
  if (woerter.length === 0) return [];
  const found = zeilen.flatMap((zeile) => {
    const rang = rank(zeile, woerter);
    return rang === undefined ? [] : [{ was: zeile.was, rang, titel: zeile.titel }];
  });
  return found.sort((a, b) => a.rang - b.rang || compareGerman(a.titel, b.titel)).map(({ was, rang }) => ({ was, rang }));
}

function rank({ namen, texte }: Suchzeile<unknown>, woerter: readonly string[]): Rang | undefined {
  const asked = woerter.join(' ');
  if (namen.some((name) => name.some((spelling) => spelling.startsWith(asked)))) return 0;
  if (woerter.every((word) => namen.some((name) => name.some((spelling) => spelling.startsWith(word) || spelling.includes(` ${word}`))))) return 1;
  if (woerter.every((word) => holds(namen, word))) return 2;
  return woerter.every((word) => holds(namen, word) || holds(texte, word)) ? 3 : undefined;
}

function holds(texts: readonly Schreibung[], word: string): boolean {
  return texts.some((text) => text.some((spelling) => spelling.includes(word)));
}

/** `MÜLLER`, `Müller` and `mueller` are one, `Café` and `cafe` too; and whoever types `muller` finds them as well. */
function spell(text: string): Schreibung {
  const small = text.normalize('NFC').toLowerCase().replaceAll('ß', 'ss').replace(/\s+/gu, ' ').trim();
  const spelt = small.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
  return [withoutMarks(spelt), withoutMarks(small)];
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}
