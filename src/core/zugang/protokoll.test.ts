import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUFBEWAHRUNG, HANDLUNGEN, hashEintrag, kanonisch, KETTENANFANG, pruefeKette, ZWECK, type Protokolleintrag, type Protokollstand } from './protokoll.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const STADT = 'musterstadt';

type Inhalt = Omit<Protokolleintrag, 'hash' | 'vorher' | 'nr'>;
const inhalt = (index: number): Inhalt => ({ am: `2026-11-24T12:30:0${index % 10}.000Z`, konto: index % 2 === 0 ? 'k1' : null, handlung: 'konto.rolle', gegenstand: `konto ${index}`, angaben: `{"index":${index}}` });

function chain(inhalte: readonly Inhalt[], stadt = STADT): Protokolleintrag[] {
  return inhalte.reduce<Protokolleintrag[]>((bisher, each, index) => {
    const eintrag = { ...each, nr: index + 1, vorher: bisher.at(-1)?.hash ?? KETTENANFANG };
    return [...bisher, { ...eintrag, hash: hashEintrag(sha256, stadt, eintrag) }];
  }, []);
}
const standOf = (kette: readonly Protokolleintrag[]): Protokollstand => ({ nr: kette.length, hash: kette.at(-1)?.hash ?? KETTENANFANG });
const fuenf = chain(Array.from({ length: 5 }, (_, index) => inhalt(index)));
const pruefe = (eintraege: readonly Protokolleintrag[], stand: Protokollstand | null = standOf(fuenf)): string[] => pruefeKette(sha256, STADT, eintraege, stand);
const mit = (index: number, change: Partial<Protokolleintrag>): Protokolleintrag[] => fuenf.map((each, at) => (at === index ? { ...each, ...change } : each));
/** As somebody would who knows how hashes are made. */
const neuGerechnet = (index: number, change: Partial<Protokolleintrag>): Protokolleintrag[] => mit(index, change).map((each, at) => (at === index ? { ...each, hash: hashEintrag(sha256, STADT, each) } : each));

describe('canonical text', () => {
  it.each([
    [{ b: 1, a: [true, null, 'ü"'], B: { d: {}, c: [] } }, '{"B":{"c":[],"d":{}},"a":[true,null,"ü\\""],"b":1}'],
    [{ a: undefined, b: new Date('2026-11-24T12:30:00Z') }, '{"b":"2026-11-24T12:30:00.000Z"}'],
    [{ 10: 'x', 9: 'y', 'ä': 0 }, '{"10":"x","9":"y","ä":0}'],
    [[2, 1, [undefined]], '[2,1,[null]]'],
    ['text', '"text"'],
    [null, 'null'],
    [undefined, 'null'],
    [JSON.parse('{"__proto__":{"z":1},"a":2}'), '{"__proto__":{"z":1},"a":2}'],
  ])('of %o is %s', (wert, text) => {
    expect(kanonisch(wert)).toBe(text);
  });

  it('is the same for the same value, whatever the order, and is read back as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (wert) => {
        const plain: unknown = JSON.parse(JSON.stringify(wert));
        expect(JSON.parse(kanonisch(wert))).toEqual(plain);
        expect(kanonisch(turnRound(plain))).toBe(kanonisch(wert));
      }),
    );
  });
});

/** The same value with all names in the opposite order. */
function turnRound(wert: unknown): unknown {
  if (Array.isArray(wert)) return wert.map(turnRound);
  if (typeof wert !== 'object' || wert === null) return wert;
  return Object.fromEntries(Object.entries(wert).reverse().map(([name, inner]) => [name, turnRound(inner)]));
}

describe('the hash of an entry', () => {
  it('is kept for good: entries of today verify in later versions', () => {
    const eintrag = { nr: 1, am: '2026-11-24T12:30:00.000Z', konto: null, handlung: 'konto.eingeladen', gegenstand: 'k1', angaben: '{}', vorher: '' };
    expect(hashEintrag((text) => text, 'hamm', eintrag)).toBe('["leitwerk-protokoll",1,"hamm",1,"2026-11-24T12:30:00.000Z",null,"konto.eingeladen","k1","{}",""]');
    expect(hashEintrag(sha256, 'hamm', eintrag)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs where anything differs, however the fields border on each other', () => {
    const text = fc.oneof(fc.constantFrom('', 'a', 'ab', '"', '","', 'null', '\\', '\ud800', '\udfff', '\ufffd'), fc.string({ maxLength: 4 }));
    const feld = fc.record({ nr: fc.nat(3), am: text, konto: fc.option(text), handlung: text, gegenstand: text, angaben: text, vorher: text });
    fc.assert(
      fc.property(feld, text, feld, text, (a, stadtA, b, stadtB) => {
        const gleich = stadtA === stadtB && (Object.keys(a) as (keyof typeof a)[]).every((name) => a[name] === b[name]);
        expect(hashEintrag(sha256, stadtA, a) === hashEintrag(sha256, stadtB, b)).toBe(gleich);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the chain', () => {
  it('holds as it was written, and when it is empty', () => {
    expect(fuenf[0]?.vorher).toBe('');
    expect(pruefe(fuenf)).toEqual([]);
    expect(pruefe([], { nr: 0, hash: KETTENANFANG })).toEqual([]);
    expect(pruefe([], null)).toEqual([]);
  });

  it('may be handed over entry by entry', () => {
    function* eintraege() {
      yield* fuenf;
    }
    expect(pruefeKette(sha256, STADT, eintraege(), standOf(fuenf))).toEqual([]);
  });

  it.each([
    { am: '2026-11-24T12:30:02.001Z' },
    { konto: 'k2' },
    { konto: null },
    { handlung: 'konto.gesperrt' },
    { gegenstand: 'konto 3' },
    { angaben: '{"index":3}' },
  ])('names an entry of which %o was changed', (change) => {
    expect(pruefe(mit(2, change))).toEqual(['Eintrag 3 wurde verändert: Seine Prüfsumme stimmt nicht.']);
    expect(pruefe(neuGerechnet(2, change))).toEqual(['Eintrag 4 schließt nicht an Eintrag 3 an: Einer von beiden wurde verändert oder ausgetauscht.']);
  });

  it('names an entry whose hash or predecessor was changed', () => {
    expect(pruefe(mit(2, { hash: 'f'.repeat(64) }))).toEqual(['Eintrag 3 wurde verändert: Seine Prüfsumme stimmt nicht.', 'Eintrag 4 schließt nicht an Eintrag 3 an: Einer von beiden wurde verändert oder ausgetauscht.']);
    expect(pruefe(mit(2, { vorher: 'f'.repeat(64) }))).toEqual(['Eintrag 3 schließt nicht an Eintrag 2 an: Einer von beiden wurde verändert oder ausgetauscht.', 'Eintrag 3 wurde verändert: Seine Prüfsumme stimmt nicht.']);
    expect(pruefe(neuGerechnet(0, { vorher: 'f'.repeat(64) }))[0]).toBe('Eintrag 1 ist nicht der Anfang der Kette: Er nennt einen Vorgänger.');
  });

  it('names what is missing', () => {
    expect(pruefe(fuenf.slice(1))).toEqual(['Eintrag 1 fehlt.']);
    expect(pruefe(fuenf.toSpliced(1, 2))).toEqual(['Die Einträge 2 bis 3 fehlen.']);
    expect(pruefe(fuenf.slice(0, 4))).toEqual(['Eintrag 5 fehlt. Das Ende des Protokolls wurde abgeschnitten.']);
    expect(pruefe(fuenf.slice(0, 3))).toEqual(['Die Einträge 4 bis 5 fehlen. Das Ende des Protokolls wurde abgeschnitten.']);
    expect(pruefe([])).toEqual(['Die Einträge 1 bis 5 fehlen. Das Ende des Protokolls wurde abgeschnitten.']);
  });

  it('names what stands there twice or at another place', () => {
    const [a, b, c, d, e] = fuenf as [Protokolleintrag, Protokolleintrag, Protokolleintrag, Protokolleintrag, Protokolleintrag];
    expect(pruefe([a, b, b, c, d, e])).toEqual(['Eintrag 2 steht hinter Eintrag 2, wo er nicht hingehört.']);
    expect(pruefe([a, c, b, d, e])).toEqual(['Eintrag 2 fehlt.', 'Eintrag 2 steht hinter Eintrag 3, wo er nicht hingehört.', 'Eintrag 3 fehlt.']);
  });

  it('names an end that is not that of its Stand', () => {
    expect(pruefe(fuenf, null)).toEqual(['Der Stand des Protokolls fehlt; der letzte Eintrag ist 5.']);
    expect(pruefe(fuenf, standOf(fuenf.slice(0, 4)))).toEqual(['Das Protokoll reicht bis Eintrag 5, sein Stand nur bis 4.']);
    expect(pruefe(neuGerechnet(4, { konto: 'k9' }))).toEqual(['Eintrag 5 am Ende ist nicht der, den der Stand des Protokolls nennt.']);
    expect(pruefe([], { nr: 0, hash: 'f' })).toEqual(['Eintrag 0 am Ende ist nicht der, den der Stand des Protokolls nennt.']);
  });

  it('belongs to its town', () => {
    expect(pruefe(chain(Array.from({ length: 5 }, (_, index) => inhalt(index)), 'andere'), null)[0]).toBe('Eintrag 1 wurde verändert: Seine Prüfsumme stimmt nicht.');
  });

  it('shows whatever is changed in any field of any entry, removed, doubled, swapped or added', () => {
    const anyInhalt = fc.record({ am: fc.string(), konto: fc.option(fc.string()), handlung: fc.string(), gegenstand: fc.string(), angaben: fc.string() });
    const anyKette = fc.array(anyInhalt, { minLength: 1, maxLength: 6 }).map((each) => chain(each));
    const feld = fc.constantFrom('nr', 'am', 'konto', 'handlung', 'gegenstand', 'angaben', 'vorher', 'hash');
    const art = fc.constantFrom('feld', 'feld, neu gerechnet', 'fehlt', 'doppelt', 'getauscht', 'angehängt');
    fc.assert(
      fc.property(anyKette, art, feld, fc.nat(), fc.nat(), fc.string(), (kette, wie, name, i, j, text) => {
        const versehrt = damage(kette, { wie, name, i: i % kette.length, j: j % kette.length, text });
        if (JSON.stringify(versehrt) !== JSON.stringify(kette)) expect(pruefe(versehrt, standOf(kette))).not.toEqual([]);
        expect(pruefe(kette, standOf(kette))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

function damage(kette: readonly Protokolleintrag[], { wie, name, i, j, text }: { wie: string; name: string; i: number; j: number; text: string }): Protokolleintrag[] {
  const a = kette[i] as Protokolleintrag;
  const b = kette[j] as Protokolleintrag;
  const changed = { ...a, [name]: name === 'nr' ? a.nr + text.length : text };
  switch (wie) {
    case 'fehlt':
      return kette.toSpliced(i, 1);
    case 'doppelt':
      return kette.toSpliced(i, 0, b);
    case 'getauscht':
      return kette.map((each) => (each === a ? b : each === b ? a : each));
    case 'angehängt': {
      const neu = { ...a, nr: kette.length + 1, vorher: kette.at(-1)?.hash ?? '' };
      return [...kette, { ...neu, hash: hashEintrag(sha256, STADT, neu) }];
    }
    default:
      return kette.with(i, wie === 'feld' ? changed : { ...changed, hash: hashEintrag(sha256, STADT, changed) });
  }
}

describe('the catalogue', () => {
  it('gives every action a title and a weight', () => {
    expect(Object.entries(HANDLUNGEN).filter(([code, { titel }]) => !/^[a-z]+\.[a-z]+$/.test(code) || !/^[A-ZÄÖÜ][a-zäöüß]/.test(titel))).toEqual([]);
    expect(new Set(Object.values(HANDLUNGEN).map(({ titel }) => titel)).size).toBe(Object.keys(HANDLUNGEN).length);
  });

  it('marks what is a matter of security', () => {
    const nach = (schwere: string): string[] => Object.entries(HANDLUNGEN).filter(([, each]) => each.schwere === schwere).map(([code]) => code);
    expect(nach('sicherheit')).toEqual(['konto.rolle', 'konto.gesperrt', 'konto.entsperrt', 'anmeldung.gescheitert', 'kennwort.zurueckgesetzt', 'faktor.entfernt', 'sicherung.zurueckgespielt']);
    expect(nach('alltag')).toEqual(['anmeldung.gelungen', 'anmeldung.beendet', 'auftrag.abgebrochen', 'auftrag.wiederholt']);
    expect(nach('wichtig')).toHaveLength(Object.keys(HANDLUNGEN).length - 11);
  });

  it('says what the log is for and how long it stays', () => {
    expect(ZWECK).toMatch(/Art\. 5 Abs\. 2 und Art\. 32 DSGVO/);
    expect(ZWECK).toMatch(/keine Rangfolge nach Personen/);
    expect(AUFBEWAHRUNG).toMatch(/^Jeder Eintrag/);
  });
});
