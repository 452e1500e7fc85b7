import { formatDayShort, isDay } from '../base/date.ts';
import { parseGermanNumber } from '../base/number.ts';
import { hasForbiddenCharacter } from '../base/text.ts';
import { textsOf, type Lang, type Texts } from './texts.ts';

/** Kinds of fields. `einmalcode` is the code of an authenticator, `haken` one box to tick, `mehrfach` several. */
export type Feldart = 'text' | 'email' | 'kennwort' | 'neues-kennwort' | 'einmalcode' | 'tag' | 'zahl' | 'mehrzeilig' | 'auswahl' | 'radio' | 'haken' | 'mehrfach' | 'verborgen';

/** One field of a form. */
export interface Feld {
  /** Key in the body of the request; unique in the form, never `aktion`. */
  readonly name: string;
  readonly art: Feldart;
  readonly beschriftung: string;
  readonly hilfe?: string | undefined;
  readonly pflicht: boolean;
  /** Characters; without it 200, an e-mail address 254, several lines 10 000. */
  readonly hoechstens?: number | undefined;
  /** What `auswahl`, `radio` and `mehrfach` offer. */
  readonly auswahl?: readonly Option[] | undefined;
  /** What stands in the field before anybody typed: a day in ISO, a number as `writeGermanNumber` writes it, `ja` for a tick, a list for `mehrfach`. Never for secrets. */
  readonly vorgabe?: string | readonly string[] | undefined;
  /** Token of the HTML attribute; without it that of a secret's kind, else `off`: what staff type is mostly about somebody else. */
  readonly autocomplete?: string | undefined;
}

export interface Option {
  readonly wert: string;
  readonly text: string;
}

/** A form as data: the same value prints it and reads what comes back. */
export interface Formular {
  /** Begins every id of the form; unique on the page. */
  readonly code: string;
  readonly felder: readonly Feld[];
  /** Inscription of the button that sends it. */
  readonly knopf: string;
  /** Offers to keep a draft. */
  readonly entwurf?: boolean;
  /** What it does is dangerous; the button says so by its look too. */
  readonly gefahr?: boolean;
}

export interface FeldProblem {
  /** Name of the field. */
  readonly feld: string;
  readonly satz: string;
}

export const AKTIONEN = ['absenden', 'entwurf', 'verwerfen'] as const;
export type Aktion = (typeof AKTIONEN)[number];

/** What a request said. */
export interface FormReading {
  /** Keys that the printed form can't have sent: the request is refused as a whole (400). */
  readonly unbekannt: readonly string[];
  readonly aktion: Aktion;
  /** As it was typed, for showing it again and for drafts: without secrets and without signs that can't be stored. Every other field has an entry. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  /** What was understood, by field; `''` where nothing was typed and where there is a problem. Not for `mehrfach`. */
  readonly value: Readonly<Record<string, string>>;
  /** What was chosen in fields of several boxes. */
  readonly list: Readonly<Record<string, readonly string[]>>;
  /** One a field at most, in the order of the form. A draft may have problems. */
  readonly problems: readonly FeldProblem[];
}

const SECRETS: readonly Feldart[] = ['kennwort', 'neues-kennwort', 'einmalcode'];
const CHOICES: readonly Feldart[] = ['auswahl', 'radio', 'mehrfach'];

/** Is what is typed here neither shown again nor kept in a draft? */
export function isSecret(feld: Feld): boolean {
  return SECRETS.includes(feld.art);
}

/**
 * Reads the body of a form, pairs in the order they came. Text is trimmed and in Unicode form C with plain line ends, a day is ISO, a number
 * is written so that `Number()` reads it, a tick is `ja`; secrets stay as they were typed, but for the blanks in a code.
 */
export function readFormular(formular: Formular, entries: readonly (readonly [string, string])[], lang: Lang = 'de'): FormReading {
  const words = textsOf(lang).fehler;
  const given = (name: string): string[] => entries.filter(([key]) => key === name).map(([, text]) => text);
  const read = formular.felder.map((feld) => readFeld(feld, given(feld.name), words));
  return {
    unbekannt: [...new Set([...findUnknown(formular, entries), ...read.filter(({ forged }) => forged).map(({ feld }) => feld.name)])],
    aktion: AKTIONEN.find((aktion) => given('aktion')[0] === aktion) ?? 'absenden',
    typed: Object.fromEntries(formular.felder.filter((feld) => !isSecret(feld)).map((feld) => [feld.name, given(feld.name).map(storable)])),
    value: Object.fromEntries(read.filter(({ feld }) => feld.art !== 'mehrfach').map(({ feld, values }) => [feld.name, values[0] ?? ''])),
    list: Object.fromEntries(read.filter(({ feld }) => feld.art === 'mehrfach').map(({ feld, values }) => [feld.name, values])),
    problems: read.flatMap(({ feld, satz }) => (satz === undefined ? [] : [{ feld: feld.name, satz }])),
  };
}

function findUnknown(formular: Formular, entries: readonly (readonly [string, string])[]): string[] {
  const fields = new Map(formular.felder.map((feld) => [feld.name, feld.art]));
  const actions: readonly string[] = formular.entwurf === true ? AKTIONEN : ['absenden'];
  const seen = new Set<string>();
  const isWrong = ([key, text]: readonly [string, string]): boolean => {
    if (key !== 'aktion' && !fields.has(key)) return true;
    const isRepeated = seen.has(key) && fields.get(key) !== 'mehrfach';
    seen.add(key);
    return isRepeated || (key === 'aktion' && !actions.includes(text));
  };
  return entries.filter(isWrong).map(([key]) => key);
}

function storable(text: string): string {
  return hasForbiddenCharacter(text) ? [...text.toWellFormed()].filter((sign) => !hasForbiddenCharacter(sign)).join('') : text;
}

interface FeldReading {
  readonly feld: Feld;
  readonly values: readonly string[];
  readonly satz?: string | undefined;
  /** Holds what no person can have typed there. */
  readonly forged?: boolean;
}

type Words = Texts['fehler'];

function readFeld(feld: Feld, texts: readonly string[], words: Words): FeldReading {
  if (feld.art === 'haken') return readTick(feld, texts, words);
  if (CHOICES.includes(feld.art)) return readChoice(feld, feld.auswahl ?? [], texts, words);
  const [text = ''] = texts;
  const { value, satz } = readText(feld, text, words);
  if (feld.art === 'verborgen') return { feld, values: [satz === undefined ? value : ''], forged: satz !== undefined };
  return { feld, values: [satz === undefined ? value : ''], satz };
}

function readTick(feld: Feld, [text = '']: readonly string[], words: Words): FeldReading {
  const satz = text === '' && feld.pflicht ? words.ohneHaken(feld.beschriftung) : undefined;
  return { feld, values: [text === 'ja' ? 'ja' : ''], satz, forged: text !== '' && text !== 'ja' };
}

/** An option may have gone since the form was printed, so an unknown one is a problem of the field and no forgery. */
function readChoice(feld: Feld, options: readonly Option[], texts: readonly string[], words: Words): FeldReading {
  const chosen = [...new Set(texts)].filter((text) => text !== '');
  if (chosen.some((text) => !options.some(({ wert }) => wert === text))) return { feld, values: [], satz: words.auswahl(feld.beschriftung) };
  if (chosen.length === 0 && feld.pflicht) return { feld, values: [], satz: words.nichtGewaehlt(feld.beschriftung) };
  return { feld, values: chosen };
}

interface Understood {
  readonly value: string;
  readonly satz?: string;
}

function readText(feld: Feld, text: string, words: Words): Understood {
  const value = normalize(feld, text);
  const most = feld.hoechstens ?? DEFAULT_LENGTHS[feld.art] ?? 200;
  const length = [...value].length;
  if (hasForbiddenCharacter(value) || (feld.art !== 'mehrzeilig' && /[\r\n\t]/.test(value))) return { value, satz: words.zeichen(feld.beschriftung) };
  if (value === '') return feld.pflicht ? { value, satz: words.leer(feld.beschriftung) } : { value };
  if (length > most) return { value, satz: words.zuLang(feld.beschriftung, most, length) };
  return READERS[feld.art]?.(value, feld.beschriftung, words) ?? { value };
}

/** Of an address by RFC 5321. */
const DEFAULT_LENGTHS: Partial<Record<Feldart, number>> = { email: 254, mehrzeilig: 10_000 };

function normalize(feld: Feld, text: string): string {
  if (feld.art === 'einmalcode') return text.replace(/\s/g, '');
  if (isSecret(feld) || feld.art === 'verborgen') return text;
  const plain = text.replace(/\r\n?/g, '\n').trim();
  const composed = plain.isWellFormed() ? plain.normalize('NFC') : plain;
  return feld.art === 'mehrzeilig' ? composed : composed.replaceAll('\t', ' ');
}

const READERS: Partial<Record<Feldart, (text: string, feld: string, words: Words) => Understood>> = {
  email: (value, feld, words) => (isAddress(value) ? { value } : { value, satz: words.email(feld) }),
  tag: readDay,
  zahl: readNumber,
};

/** Stricter than RFC 5322 where no town hall needs more: no quotes, no comments, and a domain with a dot. Domains may have umlauts. */
function isAddress(text: string): boolean {
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(text) ?? [];
  const isLocal = local.length <= 64 && /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local);
  const labels = domain.split('.');
  return isLocal && labels.length > 1 && labels.every((label) => label.length <= 63 && /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label));
}

function readDay(text: string, feld: string, words: Words): Understood {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(text) ?? [];
  const value = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return { value, satz: words.tag(feld) };
  return isDay(value) ? { value } : { value, satz: words.tagFehlt(feld, formatDayShort(value)) };
}

function readNumber(text: string, feld: string, words: Words): Understood {
  const number = parseGermanNumber(text);
  if (number === undefined) return { value: text, satz: /^[-−]?\d{1,3}\.\d{3}$/.test(text) ? words.zahlMehrdeutig(feld, text) : words.zahl(feld) };
  return Math.abs(number) > Number.MAX_SAFE_INTEGER ? { value: text, satz: words.zahlZuGross(feld) } : { value: String(number) };
}
