import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pruefeKennwort } from './kennwort.ts';
import { GRUNDWOERTER, KENNWORTLISTE } from './kennwortliste.ts';

const KURZ = 'Das Kennwort ist zu kurz: Es braucht mindestens 12 Zeichen.';
const LANG = 'Das Kennwort ist zu lang: Es darf höchstens 128 Zeichen haben.';
const ZEICHEN = 'Das Kennwort enthält ein Zeichen, das nicht gespeichert werden kann (Steuerzeichen oder halbes Zeichen).';
const BEKANNT = 'Dieses Kennwort ist zu bekannt: Es steht auf der Liste häufiger Kennwörter oder besteht nur aus Wörtern, die jeder zuerst versucht.';
const FOLGE = 'Das Kennwort besteht fast nur aus Folgen (1234, qwertz) oder Wiederholungen.';
const PERSON = 'Das Kennwort besteht zum großen Teil aus Ihrem Namen, Ihrer Adresse, dem Namen der Stadt oder des Programms.';
const WER = ['Änne Müller-Groß', 'aenne.mueller@stadt-musterhausen.example', 'Musterhausen', ''];
const saetze = (kennwort: string): string[] => pruefeKennwort(kennwort, WER).map(({ satz }) => satz);

describe('a password', () => {
  it.each(['Drei Igel fahren Bus', 'xK9#vQ2!pLmZ', 'vogelhaeuschen am See', 'Übermorgen gibt es Kuchen', 'жирафы едят яблоки', '猫狗鳥魚馬牛羊豚鼠虎兎龍', 'wq7 hd2 zz9 4', 'sommerregen an der Lippe', '😀🐘🌻🚲📚🎈🍎🧩🪁🎻🧶🪴'])('may be %s', (kennwort) => {
    expect(saetze(kennwort)).toEqual([]);
  });

  it.each([
    ['', [KURZ]],
    ['xK9#vQ2!pLm', [KURZ]],
    ['xk7q', [KURZ]],
    ['   ', [KURZ, FOLGE]],
    ['12345', [KURZ, FOLGE]],
    ['Passwort', [KURZ, BEKANNT]],
    ['Groß!', [KURZ, PERSON]],
  ])('is too short: %j', (kennwort, erwartet) => {
    expect(saetze(kennwort)).toEqual(erwartet);
  });

  it('is measured in code points of its composed form', () => {
    expect(saetze('🐘1🌻2🚲3📚4🎈5🍎')).toEqual([KURZ]);
    expect(saetze('🐘1🌻2🚲3📚4🎈5🍎6')).toEqual([]);
    expect(saetze('a\u0308xk9#vq2!plm')).toEqual([]);
    expect(saetze('a\u0308xk9#vq2!pl')).toEqual([KURZ]);
  });

  it('may be long, but not without end', () => {
    const lang = (laenge: number): string => Array.from({ length: laenge }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 37) % 499))).join('');
    expect([saetze(lang(128)), saetze(lang(129)), saetze('1'.repeat(100_000))]).toEqual([[], [LANG], [LANG]]);
  });

  it.each(['xK9#vQ2!pLmZ\u0000', 'xK9#vQ2!pLmZ\ud83d'])('holds no character that can not be kept: %j', (kennwort) => {
    expect(saetze(kennwort)).toEqual([ZEICHEN]);
  });

  it.each(['finalfantasy', 'FinalFantasy', 'lassmichrein', 'chickenwing101', 'UNVERGESSLICH', 'ﬁnalfantasy', 'Passwort1234', 'passwort!!!!!!', '#Sommer2026!#', '2026-sommer-2026', 'Hallo Passwort 1', 'schatz schatz 1', 'März2026!!!!!', 'Mädchen 123456', 'geheim 123 sicher'])('is not what everybody tries first: %s', (kennwort) => {
    expect(saetze(kennwort)).toContain(BEKANNT);
  });

  it.each(['hallo schatz sommer winter', 'passwort tapir 26', 'mein passwort 1234', 'xfinalfantasy', '735091 264817'])('is fine where more than that stands there: %s', (kennwort) => {
    expect(saetze(kennwort)).not.toContain(BEKANNT);
  });

  it.each([
    'aaaaaaaaaaaa',
    '            ',
    '123456789012',
    '987654321098',
    'abcdefghijklmnop',
    'qwertzuiopüasdfghjkl',
    'lkjhgfdsapoiuztrewq',
    'QWERTYUIOPas',
    'abababababab',
    'abcabcabcabcabc',
    'xk7qxk7qxk7qxk',
    'axxaxaaxaxxaxa',
    'aaaabbbbccccdddd',
    '!"§$%&/()=!"§$',
    '12345678qwertz',
    'zxcvbnmzxcvb',
    'yxcvbnm,.-yx',
    '111222333444',
    'abcdxkabcdxk',
    'abcdefabcdefabcdefabcdefabcdef',
    'abcdexabcdexab',
    '7890ß0987890',
    'bnm,.,mnm,.,',
    'rtyuiuytyuyt',
    'zxcvbvcxzxzxzxzx',
  ])('is no sequence: %j', (kennwort) => {
    expect(saetze(kennwort)).toContain(FOLGE);
  });

  it.each(['abcdkqmwrtxh', '1234kiwibaum', 'wkzpfwkzpfwk', 'aaaaaaaaaakwpm', 'mnmnmnmnwkpfz', 'kwmabcdekwma'])('may hold one: %s', (kennwort) => {
    expect(saetze(kennwort)).not.toContain(FOLGE);
  });

  it.each(['aennemueller!', 'Änne Müller 7', 'MÜLLER-GROSS-1', 'musterhausen', 'Musterhausen#95', 'Leitwerk Müller', 'leitwerk-27x4', 'stadt-musterhausen', 'groß groß groß', 'mueller.aenne5kq'])('is not made of the person: %s', (kennwort) => {
    expect(saetze(kennwort)).toEqual(expect.arrayContaining([PERSON]));
  });

  it.each(['Leitwerk mag Tapire', 'müller kocht suppe um acht', 'Musterhausen liegt am See'])('may hold a name: %s', (kennwort) => {
    expect(saetze(kennwort)).toEqual([]);
  });

  it.each([
    ['Schröder', 'schroeder7xq'],
    ['Schroeder', 'schröder7xqz'],
    ['Würzburger', 'wuerzburger7xq'],
    ['Großmann', 'grossmann7xqz'],
    ['Jäger', 'jaegerjaeger1'],
    ['René Lefèvre', 'renelefevre7x'],
    ['Lefevre', 'lefèvre lefèvre'],
  ])('is compared as names are spelt in addresses: %s, %s', (name, kennwort) => {
    expect(pruefeKennwort(kennwort, [name])).toEqual([{ satz: PERSON }]);
  });

  it('is judged by half of it', () => {
    expect(saetze('leitwerkxk9pwqz')).toEqual([PERSON]);
    expect(saetze('leitwerkxk9pwqzv')).toEqual([PERSON]);
    expect(saetze('leitwerkxk9pwqzvr')).toEqual([]);
  });

  it('takes no part of a name of one or two letters, and no part twice', () => {
    expect(pruefeKennwort('xoxkxoqxoxzxo7', ['Xo'])).toEqual([]);
    expect(pruefeKennwort('xoakxoaqxoazxoa7', ['Xoa']).map(({ satz }) => satz)).toEqual([PERSON]);
    expect(pruefeKennwort('annakwiqzrtv', ['anna', 'annak', 'nna'])).toEqual([]);
    expect(pruefeKennwort('anannanakwpz', ['annan', 'nanna']).map(({ satz }) => satz)).toEqual([PERSON]);
  });

  it('has all its faults named at once', () => {
    expect(saetze('n\u0001')).toEqual([KURZ, ZEICHEN]);
    expect(saetze('hallo11')).toEqual([KURZ, BEKANNT]);
    expect(pruefeKennwort('123456789012', ['1234', '5678'])).toEqual([{ satz: BEKANNT }, { satz: FOLGE }, { satz: PERSON }]);
  });

  it('is judged alike however it is composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (kennwort) => {
        expect(saetze(kennwort.normalize('NFD'))).toEqual(saetze(kennwort.normalize('NFKC')));
      }),
    );
  });

  it('chosen at random from letters and digits passes', () => {
    const zeichen = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
    fc.assert(fc.property(fc.array(zeichen, { minLength: 20, maxLength: 128 }), (kennwort) => saetze(kennwort.join('')).length === 0), { numRuns: 200, seed: 4 });
  });
});

describe('the lists', () => {
  it('hold what can be compared, once, sorted', () => {
    const liste = [...KENNWORTLISTE];
    expect(liste.length).toBeGreaterThan(400);
    expect(liste.filter((each) => each !== each.normalize('NFKC').toLowerCase() || [...each].length < 12)).toEqual([]);
    expect(liste).toEqual([...new Set(liste)].sort());
    expect(GRUNDWOERTER).toEqual([...new Set(GRUNDWOERTER)].sort());
    expect(GRUNDWOERTER.filter((each) => !/^[a-z]{3,}$/.test(each))).toEqual([]);
  });

  it('refuse every entry, in capitals too', () => {
    expect([...KENNWORTLISTE].filter((each) => !saetze(each).includes(BEKANNT) || !saetze(each.toUpperCase().replaceAll('SS', 'ss')).includes(BEKANNT))).toEqual([]);
  });
});
