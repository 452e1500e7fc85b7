import { describe, expect, it } from 'vitest';
import { ALLE_RECHTE, OBJEKTE, RECHTE, reichweiteVon, ZUGRIFFE, type Recht } from './recht.ts';
import { ROLLEN, type Rolle } from './rolle.ts';

// The table of domain.md D.1, written down a second time by hand: a = over the whole town, e = over the own area. A cell
// that is changed in one place only turns this test red.
const TAFEL = `
                                PUB TN BEI INST FA FAL STAB STAT DEZ RAT GB DSB ADM
veroeffentlichtes.lesen          a  a   a   a   a   a   a    a    a   a  a   a   a
antwortbogen.anlegen             -  e   -   -   -   -   -    -    -   -  -   -   -
antwortbogen.erfassen            -  -   -   -   -   -   -    a    -   -  -   -   -
adressen.lesen                   -  -   -   -   -   -   -    a    -   -  -   -   -
adressen.anlegen                 -  -   -   -   -   -   -    a    -   -  -   -   -
adressen.aendern                 -  -   -   -   -   -   -    a    -   -  -   -   -
adressen.loeschen                -  -   -   -   -   -   -    a    -   -  -   -   -
adressen.lesen_protokoll         -  -   -   -   -   -   -    -    -   -  -   a   -
freitext.lesen                   -  -   -   -   -   -   -    a    -   -  -   -   -
freitext.lesen_geschwaerzt       -  -   -   -   -   -   a    a    -   -  -   -   -
freitext.anlegen                 -  -   -   -   -   -   -    a    -   -  -   -   -
freitext.schwaerzen              -  -   -   -   -   -   -    a    -   -  -   -   -
freitext.lesen_protokoll         -  -   -   -   -   -   -    -    -   -  -   a   -
kleinzahlen.lesen                -  -   -   -   -   -   -    a    -   -  -   -   -
fragebogen.lesen                 -  -   a   a   a   -   a    a    a   -  -   a   -
fragebogen.kommentieren          -  -   a   a   a   -   -    -    -   -  -   -   -
fragebogen.anlegen               -  -   -   -   -   -   a    -    -   -  -   -   -
fragebogen.aendern               -  -   -   -   -   -   a    -    -   -  -   -   -
fragebogen.freigeben_methode     -  -   -   -   -   -   -    a    -   -  -   -   -
fragebogen.freigeben_datenschutz -  -   -   -   -   -   -    -    -   -  -   a   -
fragebogen.freigeben             -  -   -   -   -   -   -    -    a   -  -   -   -
kennzahl.lesen                   a  a   a   a   a   a   a    a    a   a  a   a   a
kennzahl.vorschlagen             -  -   -   -   a   -   -    -    -   -  -   -   -
kennzahl.anlegen                 -  -   -   -   -   -   a    -    -   -  -   -   -
kennzahl.aendern                 -  -   -   -   -   -   a    -    -   -  -   -   -
kennzahl.freigeben               -  -   -   -   -   -   -    a    -   -  -   -   -
werte_roh.lesen                  -  -   -   -   e   -   -    a    -   -  -   -   -
werte_roh.anlegen                -  -   -   -   -   -   -    a    -   -  -   -   -
werte_roh.aendern                -  -   -   -   -   -   -    a    -   -  -   -   -
werte_roh.freigeben              -  -   -   -   -   -   -    a    -   -  -   -   -
werte.lesen                      -  -   -   -   a   a   a    a    a   -  -   -   -
werte.lesen_oeffentlich          a  a   a   a   a   a   a    a    a   a  a   a   a
werte.freigeben                  -  -   -   -   -   -   -    a    -   -  -   -   -
massnahme.lesen                  -  -   a   a   e   e   a    -    a   a  -   -   -
massnahme.lesen_oeffentlich      a  a   a   a   a   a   a    a    a   a  a   a   a
massnahme.anlegen                -  -   -   -   e   -   a    -    -   -  -   -   -
massnahme.aendern                -  -   -   -   e   -   a    -    -   -  -   -   -
massnahme.freigeben              -  -   -   -   -   e   a    -    a   -  -   -   -
massnahme.abstimmen              -  -   a   -   -   -   -    -    -   -  -   -   -
statustext.lesen                 -  -   -   -   e   a   a    -    a   -  -   -   -
statustext.aendern               -  -   -   -   e   -   a    -    -   -  -   -   -
ampel.lesen                      a  a   a   a   a   a   a    a    a   a  a   a   a
ampel.aendern                    -  -   -   -   e   -   -    -    -   -  -   -   -
ampel.freigeben                  -  -   -   -   -   e   a    -    a   -  -   -   -
empfehlung.lesen                 -  -   a   a   e   e   a    -    a   a  -   -   -
empfehlung.lesen_oeffentlich     a  a   a   a   a   a   a    a    a   a  a   a   a
empfehlung.anlegen               -  -   a   a   -   -   -    -    -   -  -   -   -
empfehlung.aendern               -  -   -   -   -   -   a    -    -   -  -   -   -
empfehlung.stellungnehmen        -  -   -   -   e   -   -    -    -   -  -   -   -
empfehlung.freigeben             -  -   -   -   -   e   -    -    -   -  -   -   -
baustein.lesen                   -  -   -   -   e   e   a    a    a   -  a   -   -
baustein.anlegen                 -  -   -   -   -   -   a    -    -   -  -   -   -
baustein.aendern                 -  -   -   -   e   -   a    -    -   -  -   -   -
baustein.aendern_daten           -  -   -   -   -   -   -    a    -   -  -   -   -
baustein.freigeben               -  -   -   -   -   e   -    -    a   -  -   -   -
ausgabe.lesen                    -  -   -   -   -   a   a    a    a   -  -   -   -
ausgabe.lesen_oeffentlich        a  a   a   a   a   a   a    a    a   a  a   a   a
ausgabe.einfrieren               -  -   -   -   -   -   a    -    -   -  -   -   -
ausgabe.freigeben_daten          -  -   -   -   -   -   -    a    -   -  -   -   -
ausgabe.freigeben                -  -   -   -   -   -   -    -    a   -  -   -   -
vorlage.lesen                    -  -   a   a   e   e   a    -    a   a  a   -   -
vorlage.lesen_oeffentlich        a  a   a   a   a   a   a    a    a   a  a   a   a
vorlage.anlegen                  -  -   -   -   -   -   a    -    -   -  -   -   -
vorlage.aendern                  -  -   -   -   e   -   a    -    -   -  a   -   -
vorlage.mitzeichnen              -  -   -   -   -   e   -    -    -   -  -   -   -
vorlage.freigeben                -  -   -   -   -   -   -    -    a   -  a   -   -
konto.lesen                      -  -   -   -   -   -   -    -    -   -  -   a   a
konto.anlegen                    -  -   -   -   -   -   -    -    -   -  -   -   a
konto.aendern                    -  -   -   -   -   -   -    -    -   -  -   -   a
konto.lesen_beirat               -  -   -   -   -   -   a    -    -   -  -   a   a
konto.anlegen_beirat             -  -   -   -   -   -   a    -    -   -  -   -   a
konto.aendern_beirat             -  -   -   -   -   -   a    -    -   -  -   -   a
anmeldung.beenden                -  -   -   -   -   -   -    -    -   -  -   -   a
mandant.aendern                  -  -   -   -   -   -   -    -    -   -  -   -   a
protokoll.lesen                  -  -   -   -   -   -   -    -    -   -  -   a   a
auftrag.lesen                    -  -   -   -   -   -   -    -    -   -  -   -   a
auftrag.verwalten                -  -   -   -   -   -   -    -    -   -  -   -   a
postausgang.lesen                -  -   -   -   -   -   -    -    -   -  -   -   a
sicherung.anlegen                -  -   -   -   -   -   -    -    -   -  -   -   a
organisation.lesen               -  -   -   -   a   a   a    a    a   -  a   a   a
organisation.aendern             -  -   -   -   -   -   a    -    -   -  -   -   a
arbeitsplatz.benutzen            -  -   a   a   a   a   a    a    a   a  a   a   a
`;
const [kopf = [], ...zeilen] = TAFEL.trim().split('\n').map((zeile) => zeile.trim().split(/\s+/));
const rollen = kopf as Rolle[];
const ZELLEN = { a: 'alle', e: 'eigene' } as const;
const erwartet = new Map(zeilen.map(([recht = '', ...zellen]) => [recht, zellen.map((zelle) => ZELLEN[zelle as 'a' | 'e'])]));

describe('the table of rights', () => {
  it('names every role once and no right twice', () => {
    expect(rollen).toEqual(Object.keys(ROLLEN));
    expect(erwartet.size).toBe(zeilen.length);
    expect(zeilen.filter(({ length }) => length !== 14)).toEqual([]);
  });

  it('has these rights and no other', () => {
    expect([...ALLE_RECHTE].sort()).toEqual([...erwartet.keys()].sort());
  });

  it.each([...erwartet.keys()])('%s', (recht) => {
    expect(rollen.map((rolle) => reichweiteVon(recht as Recht, rolle))).toEqual(erwartet.get(recht));
  });

  it('gives nothing for a right that is not in it', () => {
    // @ts-expect-error a misspelt right does not compile
    const falsch: readonly Recht[] = ['massnahme.ändern', 'maßnahme.aendern', 'massnahme'];
    expect(falsch.flatMap((recht) => Object.keys(ROLLEN).filter((rolle) => reichweiteVon(recht, rolle as Rolle) !== undefined))).toEqual([]);
  });

  it('has a German title for every object and every way of access, and needs all of them', () => {
    expect(Object.keys(OBJEKTE)).toEqual(Object.keys(RECHTE));
    expect(Object.values(OBJEKTE).filter(({ titel }) => !/^[A-Z]/.test(titel))).toEqual([]);
    expect(Object.values(OBJEKTE).filter(({ hinweis }) => hinweis !== undefined && !/^[A-Z].*\.$/.test(hinweis))).toEqual([]);
    expect(new Set(Object.values(OBJEKTE).map(({ titel }) => titel)).size).toBe(Object.keys(RECHTE).length);
    expect(Object.values(ZUGRIFFE).filter((titel) => titel.length < 4)).toEqual([]);
    expect([...new Set(ALLE_RECHTE.map((recht) => recht.split('.')[1]))].sort()).toEqual(Object.keys(ZUGRIFFE).sort());
  });
});

describe('what the table promises as a whole', () => {
  it('what the public may, everybody may', () => {
    const offen = ALLE_RECHTE.filter((recht) => reichweiteVon(recht, 'PUB') !== undefined);
    expect(offen.flatMap((recht) => rollen.filter((rolle) => reichweiteVon(recht, rolle) !== 'alle'))).toEqual([]);
  });

  it('the zone of the Statistikstelle is closed to all but her, to the administration above all', () => {
    const zone = ALLE_RECHTE.filter((recht) => /^(adressen|freitext|kleinzahlen|werte_roh)\./.test(recht));
    expect(zone).toHaveLength(15);
    expect(zone.filter((recht) => reichweiteVon(recht, 'ADM') !== undefined)).toEqual([]);
    const andere = zone.flatMap((recht) => rollen.filter((rolle) => rolle !== 'STAT' && reichweiteVon(recht, rolle) !== undefined).map((rolle) => `${rolle} ${recht}`));
    expect(andere.sort()).toEqual(['DSB adressen.lesen_protokoll', 'DSB freitext.lesen_protokoll', 'FA werte_roh.lesen', 'STAB freitext.lesen_geschwaerzt']);
  });

  it('the administration sees of the subjects what the public sees', () => {
    const betrieb = /^(konto|anmeldung|mandant|protokoll|auftrag|postausgang|sicherung|organisation|arbeitsplatz)\./;
    expect(ALLE_RECHTE.filter((recht) => !betrieb.test(recht) && reichweiteVon(recht, 'ADM') !== reichweiteVon(recht, 'PUB'))).toEqual([]);
  });

  it('whoever creates, changes or approves may read as far', () => {
    const schreibend = /^(massnahme|empfehlung|baustein|ausgabe|vorlage|fragebogen|kennzahl|werte_roh|werte|ampel|adressen)\.(?!lesen)/;
    const blind = ALLE_RECHTE.filter((recht) => schreibend.test(recht)).flatMap((recht) =>
      rollen.filter((rolle) => {
        const lesen = reichweiteVon(`${recht.split('.')[0]}.lesen` as Recht, rolle);
        return reichweiteVon(recht, rolle) !== undefined && lesen !== 'alle' && lesen !== reichweiteVon(recht, rolle);
      }),
    );
    expect(blind).toEqual([]);
  });

  it('only offices and participants have rights over their own', () => {
    expect([...new Set(ALLE_RECHTE.flatMap((recht) => rollen.filter((rolle) => reichweiteVon(recht, rolle) === 'eigene')))].sort()).toEqual(['FA', 'FAL', 'TN']);
  });
});
