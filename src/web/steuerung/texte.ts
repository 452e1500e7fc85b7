import type { Statusmeldung } from '../../core/steuerung/meldung.ts';
import { catalogue } from '../catalogue.ts';

/** Words of the pages of measures. */
export const steuerungTexte = catalogue({
  de: {
    faelligkeit: {
      nieGemeldet: 'noch nie gemeldet',
    },
    massnahmen: {
      titel: 'Maßnahmen',
      einzahl: 'Maßnahme',
      mehrzahl: 'Maßnahmen',
      hilfe: [
        'Die Liste zeigt alle veröffentlichten Maßnahmen der Stadt, dazu die noch nicht veröffentlichten, für die Sie zuständig sind oder die Sie lesen dürfen.',
        'Ein Klick auf den Kopf einer Spalte sortiert danach. Was gefiltert und sortiert ist, steht in der Adresse; sie lässt sich als Lesezeichen behalten. Die CSV-Datei enthält dieselben Zeilen.',
        'Maßnahmen kommen mit der Stadtmappe herein; hier werden sie gelesen.',
      ],
      leer: 'Noch ist keine Maßnahme veröffentlicht, und es gibt keine, für die Sie zuständig sind.',
      spalten: {
        titel: 'Maßnahme',
        kuerzel: 'Kürzel',
        handlungsfeld: 'Handlungsfeld',
        federfuehrung: 'Federführung',
        leitprojekt: 'Leitprojekt',
        status: 'Status',
        anstehend: 'Was ansteht',
        beginn: 'Beginn',
        ende: 'Ende',
        oeffentlich: 'Öffentlich',
      },
      filter: {
        meinBereich: 'Nur mein Bereich',
        ohneLeitprojekt: 'ohne Leitprojekt',
        irgendetwas: 'irgendetwas',
        oeffentlich: 'ja',
        nochNicht: 'noch nicht',
      },
      geplant: (tag: string) => `${tag} (geplant)`,
      oeffentlich: 'ja',
      nichtOeffentlich: 'nein',
      oeffentlichAb: (tag: string) => `ab ${tag}`,
    },
    massnahme: {
      hilfe: [
        'Diese Seite zeigt eine Maßnahme mit ihren Meilensteinen, Statusmeldungen und Mitteln.',
        'Die Ampel wird aus der letzten Statusmeldung errechnet. Sie ist grau, wenn seit zwölf Monaten keine kam.',
        'Geändert wird die Maßnahme in der Stadtmappe.',
      ],
      anstehend: {
        statusmeldung: (stichtag: string) => `Statusmeldung zum ${stichtag}.`,
        seit: (tag: string) => `Seit: ${tag}`,
        termin: (tag: string) => `Termin: ${tag}`,
      },
      eckdaten: {
        titel: 'Eckdaten',
        kuerzel: 'Kürzel',
        handlungsfeld: 'Handlungsfeld',
        weitereFelder: 'Gehört auch zu',
        leitprojekt: 'Leitprojekt',
        federfuehrung: 'Federführung',
        stellvertretung: 'Stellvertretung',
        beteiligte: 'Beteiligte',
        art: 'Art',
        zielgruppen: 'Zielgruppen',
        raeume: 'Räume',
        herkunft: 'Herkunft',
        status: 'Status',
        ampel: 'Ampel',
        beginn: 'Beginn',
        ende: 'Ende',
        geplant: (tag: string) => `geplant ${tag}`,
        wiedervorlage: 'Wiedervorlage',
        entfallen: 'Entfallen, weil',
        ersatz: 'Stattdessen',
        oeffentlich: 'Öffentlich',
        nichtOeffentlich: 'nein',
        oeffentlichSeit: (tag: string) => `seit ${tag}`,
        oeffentlichAb: (tag: string) => `noch nicht, erst ab ${tag}`,
      },
      meilensteine: {
        titel: 'Meilensteine',
        keine: 'Zu dieser Maßnahme sind keine Meilensteine eingetragen.',
        tabelle: 'Alle Meilensteine',
        meilenstein: 'Meilenstein',
        geplant: 'geplant',
        erwartet: 'erwartet',
        erreicht: 'erreicht',
        stand: 'Stand',
        nachweis: 'Nachweis',
      },
      statusmeldungen: {
        titel: 'Statusmeldungen',
        keine: 'Zu dieser Maßnahme ist noch keine Meldung eingegangen.',
        /** Follows the day of the report. */
        stand: ({ status, termin, kosten, inhalt }: Pick<Statusmeldung, 'status' | 'termin' | 'kosten' | 'inhalt'>) => `${status} · Termin ${termin}, Kosten ${kosten}, Inhalt ${inhalt}`,
        gegenmassnahme: (text: string) => `Gegenmaßnahme: ${text}`,
        naechsteSchritte: (text: string) => `Nächste Schritte: ${text}`,
      },
      mittel: {
        titel: 'Mittel',
        tabelle: 'Mittel nach Jahren',
        jahr: 'Jahr',
        ansatz: 'Ansatz',
        ausgegeben: 'ausgegeben',
        quelle: 'Quelle',
        anmerkung: 'Anmerkung',
      },
      wirkung: {
        titel: 'Wirkung',
        ebenen: {
          input: 'Einsatz',
          leistung: 'Leistung',
          direkt: 'Direkte Wirkung',
          zielgruppe: 'Wirkung bei der Zielgruppe',
          gesellschaft: 'Wirkung in der Gesellschaft',
        },
        ziele: 'Ziele, zu denen sie beiträgt',
        /** By how much, from 1 to 3. */
        beitrag: {
          1: (begruendung: string) => `Beitrag gering: ${begruendung}`,
          2: (begruendung: string) => `Beitrag mittel: ${begruendung}`,
          3: (begruendung: string) => `Beitrag groß: ${begruendung}`,
        },
      },
      kennzahlen: 'Woran man es sehen soll',
      quellen: (count: number, titel: string) => `${count === 1 ? 'Quelle' : 'Quellen'}: ${titel}`,
    },
  },
});

export type SteuerungTexte = ReturnType<typeof steuerungTexte>;
