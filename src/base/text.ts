/** Compares by code units, as `COLLATE "C"` does: the order of everything that leaves the house as a file. */
export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const german = new Intl.Collator('de-DE', { numeric: true });

/** Order for readers: German alphabet, numbers by size. */
export function compareGerman(a: string, b: string): number {
  return german.compare(a, b);
}

/** Escapes text for XML, HTML and SVG, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** NUL, other control characters, U+FFFE, U+FFFF or half a surrogate pair: PostgreSQL and XML can't hold them. */
export function hasForbiddenCharacter(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are just the characters that are looked for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/.test(text) || !text.isWellFormed();
}

/** A part of a URL or file name: `Bildung & Erziehung` → `bildung-erziehung`, umlauts spelt out. */
export function slugify(text: string): string {
  const spelt = text.normalize('NFC').toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss');
  return spelt.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** `listWords(['A', 'B', 'C'])` → `A, B und C`; names that hold an „und“ themselves are only set apart: `Bildung und Erziehung; Gesundheit` */
export function listWords(words: readonly string[]): string {
  if (words.length > 1 && words.some((word) => word.includes(' und ') && !word.startsWith('„'))) return words.join('; ');
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} und ${words.at(-1)}`;
}

/** `countNoun(1, 'Maßnahme', 'Maßnahmen')` → `1 Maßnahme` */
export function countNoun(count: number, singular: string, plural: string): string {
  return `${count} ${count === 1 ? singular : plural}`;
}
