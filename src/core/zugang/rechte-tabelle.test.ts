import { describe, expect, it } from 'vitest';
import { ALLE_RECHTE } from './recht.ts';
import { describeRechte, describeRollen, describeZustaende, describeZweipersonen } from './rechte-tabelle.ts';

const zeilen = (text: string): string[] => text.split('\n');

describe('what the handbook prints', () => {
  it('holds every right once, with a cell for each of the thirteen roles', () => {
    const rechte = zeilen(describeRechte()).filter((zeile) => /\| `/.test(zeile));
    expect(rechte.map((zeile) => /`([^`]+)`/.exec(zeile)?.[1])).toEqual([...ALLE_RECHTE]);
    expect(rechte.filter((zeile) => zeile.split('|').length !== 17)).toEqual([]);
  });

  it('says ja, eigene or –', () => {
    expect(zeilen(describeRechte())).toContain('| freigeben | `massnahme.freigeben` | – | – | – | – | – | eigene | ja | – | ja | – | – | – | – |');
  });

  it('puts title and note above the rights of an object', () => {
    expect(describeRechte()).toContain('### Konto\n\nDie Stabsstelle betreut nur Konten, deren einzige Rolle Familienbeirat ist.\n\n| Handlung | Recht | PUB |');
    expect(describeRechte()).toContain('### Fragebogen\n\n| Handlung |');
  });

  it('says of a role whom it concerns, how far it reaches and whether it is handed over', () => {
    expect(zeilen(describeRollen()).filter((zeile) => /\*\*(FA|ADM|TN)\*\*/.test(zeile)).map((zeile) => zeile.split('|').slice(-3, -1).map((zelle) => zelle.trim()))).toEqual([
      ['den eigenen Antwortbogen', '–'],
      ['ein Amt und alles darunter', 'ja'],
      ['die ganze Stadt', 'nein'],
    ]);
  });

  it('names who does which step', () => {
    expect(zeilen(describeZweipersonen()).slice(2)).toEqual(['| Freigabe einer eingefrorenen Ausgabe | 1. Daten freigeben | Statistikstelle |', '| Freigabe einer eingefrorenen Ausgabe | 2. Ausgabe freigeben | Dezernat |']);
  });

  it('tells the life of an account', () => {
    expect(zeilen(describeZustaende()).slice(4)).toEqual([
      '| Zustand | Handlung | danach | Wer |',
      '|---|---|---|---|',
      '| eingeladen | Konto einrichten | aktiv | die eingeladene Person |',
      '| eingeladen | Noch einmal einladen | eingeladen | `konto.anlegen` |',
      '| eingeladen | Einladung zurückziehen | gesperrt | `konto.aendern` |',
      '| aktiv | Konto sperren | gesperrt | `konto.aendern` |',
      '| gesperrt | Konto entsperren (wenn es schon eingerichtet war) | aktiv | `konto.aendern` |',
      '| gesperrt | Wieder einladen (wenn es nie eingerichtet war) | eingeladen | `konto.anlegen` |',
    ]);
  });
});
