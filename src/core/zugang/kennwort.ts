import type { Problem } from '../../base/problem.ts';
import { hasForbiddenCharacter } from '../../base/text.ts';
import { GRUNDWOERTER, KENNWORTLISTE } from './kennwortliste.ts';

const MINDESTENS = 12;
const HOECHSTENS = 128;
/** So many characters at least must differ from each other, and must not follow from the one before. */
const UNERWARTET = 5;
/** Shorter parts of names and addresses say nothing about anybody. */
const WORTLAENGE = 3;
const PROGRAMM = 'leitwerk';
/** Keys that lie side by side, on German and English keyboards. */
const TASTENREIHEN = ['1234567890ß', '!"§$%&/()=', 'qwertzuiopü+', 'asdfghjklöä#', '<yxcvbnm,.-', 'qwertyuiop', 'zxcvbnm'];
const NACHBARN = new Set(TASTENREIHEN.flatMap((reihe) => [...reihe].slice(1).flatMap((taste, index) => [`${reihe[index]}${taste}`, `${taste}${reihe[index]}`])));
const NUR_GRUNDWOERTER = new RegExp(`^(?:${GRUNDWOERTER.join('|')}){1,3}$`);

/**
 * Every fault of a new password: length, the list of known ones, sequences, words that belong to the person. There are no
 * rules of composition (NIST SP 800-63B-4, 3.1.1.2). `zusammenhang` holds name, mail address and town. Judged is the composed form
 * (NFKC), which must be the one that is hashed; lengths count code points.
 */
export function pruefeKennwort(kennwort: string, zusammenhang: readonly string[]): Problem[] {
  const text = kennwort.normalize('NFKC');
  const laenge = [...text].length;
  if (laenge > HOECHSTENS) return [{ satz: `Das Kennwort ist zu lang: Es darf höchstens ${HOECHSTENS} Zeichen haben.` }];
  return [
    ...(laenge < MINDESTENS ? [`Das Kennwort ist zu kurz: Es braucht mindestens ${MINDESTENS} Zeichen.`] : []),
    ...(hasForbiddenCharacter(text) ? ['Das Kennwort enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).'] : []),
    ...(isBekannt(text) ? ['Dieses Kennwort ist zu bekannt: Es steht auf der Liste häufiger Kennwörter oder besteht nur aus Wörtern, die jeder zuerst versucht.'] : []),
    ...(isErwartbar(text) ? ['Das Kennwort besteht fast nur aus Folgen (1234, qwertz) oder Wiederholungen.'] : []),
    ...(isPersoenlich(text, zusammenhang) ? ['Das Kennwort besteht zum großen Teil aus Ihrem Namen, Ihrer Adresse, dem Namen der Stadt oder des Programms.'] : []),
  ].map((satz) => ({ satz }));
}

function isBekannt(text: string): boolean {
  return KENNWORTLISTE.has(text.toLowerCase()) || NUR_GRUNDWOERTER.test(fold(text).replace(/\P{L}/gu, ''));
}

/** `Müller` → `mueller`, `Café` → `cafe`: so are names written in addresses, and so are they compared. */
function fold(text: string): string {
  const spelt = text.normalize('NFKC').toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');
  return spelt.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** Has hardly a character that could not be told from those before it? Short texts are measured by half their length. */
function isErwartbar(text: string): boolean {
  const zeichen = [...text.toLowerCase()];
  const einheit = findEinheit(zeichen);
  const neu = einheit.filter((each, index) => !isFolge(einheit[index - 1], each));
  return Math.min(neu.length, new Set(einheit).size) < Math.min(UNERWARTET, zeichen.length / 2);
}

/** The shortest beginning of which the whole is a repetition, at least twice; the whole if there is none. */
function findEinheit(zeichen: readonly string[]): readonly string[] {
  const laengen = Array.from({ length: Math.floor(zeichen.length / 2) }, (_, index) => index + 1);
  const periode = laengen.find((laenge) => zeichen.every((each, index) => each === zeichen[index % laenge]));
  return zeichen.slice(0, periode);
}

function isFolge(vorher: string | undefined, zeichen: string): boolean {
  if (vorher === undefined) return false;
  const schritt = (zeichen.codePointAt(0) ?? 0) - (vorher.codePointAt(0) ?? 0);
  return Math.abs(schritt) <= 1 || NACHBARN.has(`${vorher}${zeichen}`);
}

/** Do words of the person make up half of it or more? */
function isPersoenlich(text: string, zusammenhang: readonly string[]): boolean {
  const gefaltet = fold(text);
  const woerter = [PROGRAMM, ...zusammenhang.flatMap((each) => fold(each).split(/[^\p{L}\p{N}]/u))].filter((wort) => wort.length >= WORTLAENGE);
  const bedeckt = new Set(woerter.flatMap((wort) => findStellen(gefaltet, wort).flatMap((stelle) => Array.from(wort, (_, index) => stelle + index))));
  return bedeckt.size > 0 && bedeckt.size * 2 >= gefaltet.length;
}

function findStellen(text: string, wort: string): number[] {
  return Array.from(text, (_, stelle) => stelle).filter((stelle) => text.startsWith(wort, stelle));
}
