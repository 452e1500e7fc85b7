import { countNoun } from '../../base/text.ts';
import { catalogue } from '../catalogue.ts';

const RHYTHMEN: Readonly<Record<number, string>> = { 1: 'monatlich', 3: 'vierteljährlich', 6: 'halbjährlich', 12: 'jährlich' };

/** Words of the catalogue of indicators and of one definition. */
export const kennzahlenTexte = catalogue({
  de: {
    /** How an indicator comes about. */
    arten: {
      erhoben: 'erhoben',
      berechnet: 'berechnet',
      aggregiert: 'zusammengefasst',
      befragung: 'aus der Befragung',
    },
    richtungen: { '+': 'höher ist besser', '-': 'niedriger ist besser', o: 'ohne Wertung' },
    zeitarten: {
      bestand: 'Bestand an einem Tag',
      verlauf: 'Verlauf über einen Zeitraum',
      anwesenheit: 'wer im Zeitraum mindestens einmal dabei war',
    },
    vergleichbar: { ja: 'ja', eingeschraenkt: 'eingeschränkt', nein: 'nein' },
    /** `jährlich`, `alle 2 Jahre`, `alle 5 Monate` */
    rhythmus: (months: number) => RHYTHMEN[months] ?? (months % 12 === 0 ? `alle ${months / 12} Jahre` : `alle ${months} Monate`),
    kernindikator: { ja: 'ja', nein: 'nein' },
    katalog: {
      titel: 'Kennzahlen',
      einzahl: 'Kennzahl',
      mehrzahl: 'Kennzahlen',
      hilfe: [
        'Der Katalog zeigt, wie jede Kennzahl bestimmt ist: was gezählt wird, woher es kommt und wo ihre Grenzen liegen. Werte stehen in den Berichten.',
        'Alle sehen die freigegebenen Kennzahlen. Entwürfe sehen die Stabsstelle, die sie schreibt, und die Statistikstelle, die sie freigibt.',
        'Ein Klick auf den Kopf einer Spalte sortiert danach. Die CSV-Datei enthält dieselben Zeilen.',
      ],
      leer: 'Noch ist keine Kennzahl freigegeben.',
      spalten: {
        name: 'Kennzahl',
        kuerzel: 'Kürzel',
        handlungsfeld: 'Handlungsfelder',
        einheit: 'Einheit',
        art: 'Art',
        quelle: 'Quelle',
        rhythmus: 'Rhythmus',
        verantwortlich: 'Verantwortlich',
        kern: 'Kernindikator',
        status: 'Status',
      },
      oeffentlichAb: (tag: string) => `öffentlich ab ${tag}`,
    },
    kennzahl: {
      hilfe: [
        'Diese Seite zeigt, wie die Kennzahl bestimmt ist. Werte stehen in den Berichten.',
        'Ändern sich Zähler, Nenner, Quelle oder Basis, entsteht eine neue Version; verglichen wird nur, was vergleichbar ist.',
      ],
      nichtOeffentlich: 'Diese Kennzahl ist noch nicht öffentlich.',
      bestimmung: {
        titel: 'Bestimmung',
        kuerzel: 'Kürzel',
        kurzname: 'Kurzname',
        handlungsfelder: 'Handlungsfelder',
        einheit: 'Einheit',
        einheitMitStellen: (einheit: string, stellen: number) => `${einheit}, ${countNoun(stellen, 'Nachkommastelle', 'Nachkommastellen')}`,
        richtung: 'Richtung',
        art: 'Art',
        zeit: 'Zeit',
        raeume: 'Räume',
        merkmale: 'Merkmale',
        lesehilfe: 'Lesehilfe',
        grenzen: 'Grenzen',
        kernindikator: 'Kernindikator',
      },
      herkunft: {
        titel: 'Herkunft und Güte',
        quelle: 'Quelle',
        rhythmus: 'Rhythmus',
        liegtVor: 'Liegt vor',
        amEnde: 'am Ende der Bezugszeit',
        monateDanach: (count: number) => `${countNoun(count, 'Monat', 'Monate')} nach der Bezugszeit`,
        verantwortlich: 'Verantwortlich',
        verfuegbarkeit: 'Verfügbarkeit',
        qualitaet: 'Qualität',
        grad: (grad: number) => `${grad} von 3`,
        geheimhaltung: 'Geheimhaltung',
        verdeckt: (zaehler: number, nenner: number) => `Zähler unter ${zaehler} und Nenner unter ${nenner} werden nicht gezeigt`,
        ohnePersonen: 'nicht nötig, zählt keine Personen',
        status: 'Status',
        oeffentlichAb: 'Öffentlich ab',
        nichtFestgelegt: 'nicht festgelegt',
        belege: 'Belege',
      },
      versionen: {
        titel: 'Versionen der Definition',
        tabelle: 'Alle Versionen',
        version: 'Version',
        nummer: (version: number) => `Version ${version}`,
        giltAb: 'gilt ab',
        beginn: 'Beginn',
        zaehler: 'Zähler',
        nenner: 'Nenner',
        faktor: 'Faktor',
        vergleichbar: 'vergleichbar mit der vorigen',
        grund: 'Grund der Änderung',
      },
      zielwerte: {
        titel: 'Zielwerte',
        tabelle: 'Alle Zielwerte',
        raum: 'Raum',
        jahr: 'Jahr',
        zielwert: 'Zielwert',
        beschlossen: 'beschlossen',
      },
      massnahmen: 'Maßnahmen dazu',
    },
  },
});

export type KennzahlenTexte = ReturnType<typeof kennzahlenTexte>;
