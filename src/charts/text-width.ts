import { WIDTHS } from './widths.ts';

const widths = new Map(WIDTHS.flatMap(([first, row]) => row.map((width, step) => [first + step, width] as const)));
widths.set(0xad, 0);
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Letters outside the table come from a fallback font; these are wide guesses, so that nothing is clipped. */
const GUESS_LETTER = 700;
const GUESS_WIDE = 1000;

/** Width of one line of Source Sans 3 Regular, in the unit of `size` (font size). Kerning is left out; it only makes text narrower. */
export function measureText(text: string, size: number): number {
  let sum = 0;
  for (const sign of text) sum += advance(sign);
  return (sum * size) / 1000;
}

function advance(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  return widths.get(code) ?? guessWidth(sign, code);
}

function guessWidth(sign: string, code: number): number {
  if (ZERO_WIDTH.test(sign)) return 0;
  return code < 0x1100 ? GUESS_LETTER : GUESS_WIDE;
}

/**
 * Breaks a label into at most `maxLines` lines of at most `maxWidth`: at blanks, after `-` and `/`, at soft hyphens, and inside
 * a word only where the word alone is too wide. What still does not fit ends in `…`.
 */
export function wrapText(text: string, size: number, maxWidth: number, maxLines: number): string[] {
  const fits = (line: string): boolean => measureText(line, size) <= maxWidth + 0.01;
  if (!text.includes('\u00ad') && fits(text.trim())) return [text.trim()];
  const lines = fillLines(splitLabel(text, fits), fits);
  return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines - 1), shorten(lines[maxLines - 1] ?? '', fits)];
}

/** A part of a label that stays together. */
interface Piece {
  readonly text: string;
  /** What joins it to the piece before it when both stand in one line. */
  readonly glue: '' | ' ';
  /** What it ends in when the line ends after it. */
  readonly end: '' | '-';
}

function splitLabel(text: string, fits: (line: string) => boolean): Piece[] {
  return text.split(/[ \t\r\n]+/).filter((word) => word !== '').flatMap((word) => splitWord(word, fits));
}

function splitWord(word: string, fits: (line: string) => boolean): Piece[] {
  const parts = word.split(/(?<=[-\u2013/](?=\p{L})|\u00ad)/u);
  return parts.flatMap((part, index) => {
    const end = part.endsWith('\u00ad') ? '-' : '';
    return splitPart(part.replaceAll('\u00ad', ''), end, fits).map((piece, step) => ({ ...piece, glue: index + step === 0 ? ' ' : '' }) as const);
  });
}

function splitPart(part: string, end: '' | '-', fits: (line: string) => boolean): Piece[] {
  if (fits(part + end)) return [{ text: part, glue: '', end }];
  const pieces = splitCompound(part).flatMap((word) => (fits(`${word}-`) ? [word] : splitSyllables(word)));
  const narrow = pieces.flatMap((piece) => (fits(`${piece}-`) ? [piece] : Array.from(piece)));
  return narrow.map((text, index) => ({ text, glue: '', end: index === narrow.length - 1 ? end : '-' }));
}

/** Words at whose beginning a long compound is best broken; those that labels of towns are full of. */
const COMPOUNDED = [
  'abschluss', 'alleinerziehend', 'angebot', 'arbeit', 'bahnhof', 'beauftragt', 'beratung', 'betreuung', 'bezirk', 'bildung', 'beteiligung',
  'einkommen', 'einrichtung', 'entwicklung', 'familie', 'förderung', 'freundlich', 'gebiet', 'gebühr', 'generation', 'geschichte', 'gesundheit', 'gewerbe',
  'gruppe', 'haushalt', 'helfer', 'jugend', 'kinder', 'konzept', 'leistung', 'losigkeit', 'möglichkeit', 'pflege', 'planung', 'platz', 'plätze', 'probleme',
  'quartier', 'quote', 'schule', 'schaft', 'siedlung', 'sicherung', 'spiel', 'stadt', 'stelle', 'stätte', 'straße', 'stunden', 'tages', 'träger',
  'unterstützung', 'verein', 'verkehr', 'versorgung', 'verwaltung', 'viertel', 'vorsorge', 'wohnung', 'zentrum', 'zentren', 'zeiten', 'zuschlag', 'zuschuss',
];
const COMPOUND_START = new RegExp(`(?<=\\p{L}{3})(?=${COMPOUNDED.join('|')})`, 'iu');

function splitCompound(word: string): string[] {
  return word.split(COMPOUND_START);
}

/** German rule of thumb: the last consonant before a vowel goes to the next line; `ch`, `ck`, `sch`, `ph`, `th`, `qu` stay together. */
function splitSyllables(word: string): string[] {
  const start = /(?<=[aeiouyäöü]\p{L}*)(?<=\p{L}{2})(?<!c(?=[hk])|[pt](?=h)|s(?=ch))(?=(?:sch|ch|ck|ph|th|qu|[b-df-hj-np-tv-xzß])[aeiouyäöü]\p{L})/iu;
  return word.split(start);
}

function fillLines(pieces: readonly Piece[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  let end = '';
  for (const piece of pieces) {
    const longer = line === '' ? piece.text : line + piece.glue + piece.text;
    if (line !== '' && !fits(longer + piece.end)) lines.push(line + end);
    line = line !== '' && !fits(longer + piece.end) ? piece.text : longer;
    end = piece.end;
  }
  return line === '' ? lines : [...lines, line];
}

function shorten(line: string, fits: (line: string) => boolean): string {
  const signs = Array.from(line.replace(/-$/, ''));
  while (signs.length > 0 && !fits(`${signs.join('').trimEnd()}…`)) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** True where `wrapText` had to cut the label. */
export function isShortened(lines: readonly string[], text: string): boolean {
  return (lines.at(-1) ?? '').endsWith('…') && !text.trimEnd().endsWith('…');
}
