import { countNoun } from '../../base/text.ts';
import { catalogue } from '../catalogue.ts';

const WOCHENTAG = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** Words of what everybody begins the day with: Heute, search, own area, changes. */
export const arbeitsplatzTexte = catalogue({
  de: {
    heute: {
      titel: 'Heute',
      hilfe: [
        'Diese Seite sammelt, was auf Sie wartet: Freigaben, die Sie erteilen können, Maßnahmen Ihres Bereichs mit fehlender Meldung oder nahem Ende, Ihre Entwürfe und, wenn Sie die Administration sind, was im Betrieb klemmt.',
        'Was zuerst fällig war, steht oben. Erledigtes verschwindet von selbst.',
        'Vertreten Sie jemanden, steht hier auch, was auf diese Person wartet, und die Übergabe, die sie geschrieben hat.',
      ],
      wochentag: (tag: number) => WOCHENTAG.format(tag),
      vertretung: (name: string, bis: string) => `Sie vertreten ${name} bis zum ${bis}`,
      ohneUebergabe: 'Eine Übergabe ist nicht geschrieben.',
      nichts: 'Heute wartet nichts auf Sie.',
      aufgaben: (count: number) => countNoun(count, 'Aufgabe', 'Aufgaben'),
      ersteAufgaben: (count: number) => `die ersten ${count}`,
      keineAenderung: 'Noch hat sich nichts geändert.',
      alleAenderungen: 'Alle Änderungen',
    },
    aufgaben: {
      meinBereich: 'Maßnahmen meines Bereichs',
      alleMeinesBereichs: (count: number) => `Alle ${count} Maßnahmen, bei denen etwas ansteht`,
      standMelden: (stichtag: string) => `Stand zum ${stichtag} melden`,
      inVertretung: 'in Vertretung',
      ganzeStadt: 'Maßnahmen der ganzen Stadt',
      standZum: (stichtag: string) => `Stand zum ${stichtag}`,
      /** How many measures wait for what, by kind. */
      stadtweit: {
        ueberfaellig: (count: number) => `${countNoun(count, 'Maßnahme ist', 'Maßnahmen sind')} nach Plan überfällig`,
        meldung: (count: number) => countNoun(count, 'Statusmeldung fehlt', 'Statusmeldungen fehlen'),
        veraltet: (count: number) => `${countNoun(count, 'Maßnahme ist', 'Maßnahmen sind')} seit zwölf Monaten ohne Meldung`,
        endet: (count: number) => `${countNoun(count, 'Maßnahme endet', 'Maßnahmen enden')} in den nächsten 30 Tagen`,
        wiedervorlage: (count: number) => `${countNoun(count, 'zurückgestellte Maßnahme ist', 'zurückgestellte Maßnahmen sind')} wieder vorzulegen`,
      },
    },
    freigaben: {
      titel: 'Freigaben',
      stichtag: (tag: string) => `Stichtag ${tag}`,
      eingefroren: (zeit: string) => `eingefroren am ${zeit}`,
      inVertretung: (name: string) => `in Vertretung von ${name}`,
    },
    entwuerfe: {
      titel: 'Meine Entwürfe',
      neueEinheit: 'Neue Organisationseinheit',
      einheit: (name: string) => `Organisationseinheit ${name}`,
      vom: (zeit: string) => `Entwurf vom ${zeit}: weiter ausfüllen oder verwerfen`,
    },
    betrieb: {
      titel: 'Betrieb',
      gescheitert: 'gescheitert',
      auftraege: (count: number) => `${count} Aufträge sind gescheitert`,
      auftraegeUeber: (count: number) => `Mehr als ${count} Aufträge sind gescheitert`,
      auftraegeTun: 'Ursache ansehen und wiederholen',
      auftrag: (art: string) => `Auftrag: ${art}`,
      gescheitertAm: (zeit: string) => `gescheitert am ${zeit}`,
      ursache: 'Ursache ansehen',
      nachrichten: (count: number) => `${countNoun(count, 'Nachricht ist', 'Nachrichten sind')} nicht gesendet`,
      nachrichtenUeber: (count: number) => `Mehr als ${count} Nachrichten sind nicht gesendet`,
      ohneMailserver: 'Es ist kein Mailserver eingestellt; bitte auf anderem Weg weitergeben',
      konto: (name: string) => `Konto ist nicht eingerichtet: ${name}`,
      eingeladen: (zeit: string) => `eingeladen am ${zeit}; noch einmal einladen oder zurückziehen`,
    },
    aenderungen: {
      titel: 'Letzte Änderungen',
      hilfe: [
        'Hier steht, was sich an den Angaben der Stadt geändert hat, das Neueste zuerst. Was in einem Zug eingelesen wurde, steht in einer Zeile.',
        'Sie sehen nur Änderungen an dem, was Sie lesen dürfen. Wer etwas geändert hat, steht im Protokoll, das Datenschutz und Administration lesen.',
      ],
      keine: 'Noch hat sich nichts geändert, das Sie lesen dürfen.',
      keineWeiteren: 'Weiter zurück reichen die Änderungen nicht.',
      genannt: (name: string) => `„${name}“`,
      /** Follows the last name. */
      undWeitere: (count: number) => `und ${count} weitere`,
    },
    bereich: {
      titel: 'Mein Bereich',
      hilfe: [
        'Hier steht, wofür Sie zuständig sind: Ihre Organisationseinheiten mit allem darunter, ihre Maßnahmen und wer dort mitarbeitet. Vertreten Sie jemanden, gehört dessen Bereich dazu.',
        'Darunter steht in Worten, was Sie mit Ihren Rollen tun dürfen. Rollen vergibt die Administration.',
      ],
      rollen: {
        eigene: 'Meine Rollen',
        keineHeute: 'keine, die heute gilt',
        inVertretung: 'In Vertretung',
        keine: 'keine Rolle',
      },
      einheit: {
        niemand: 'Noch hat hier niemand eine Rolle.',
        mitarbeitende: (namen: string) => `Hier arbeiten mit: ${namen}.`,
        anzahlMitarbeitende: (count: number) => `Hier arbeiten ${count} Personen mit`,
        keineMassnahme: 'Für diese Einheit ist keine Maßnahme eingetragen.',
        tabelle: (einheit: string) => `Maßnahmen: ${einheit}`,
        massnahme: 'Maßnahme',
        kuerzel: 'Kürzel',
        status: 'Status',
        ohneStatus: 'ohne Status',
        ansteht: 'Was ansteht',
      },
      stadt: {
        titel: (stadt: string) => `Ganz ${stadt}`,
        umfang: (massnahmen: number, leitprojekte: number, felder: number) =>
          `${countNoun(massnahmen, 'Maßnahme', 'Maßnahmen')}, ${countNoun(leitprojekte, 'Leitprojekt', 'Leitprojekte')}, ${countNoun(felder, 'Handlungsfeld', 'Handlungsfelder')}.`,
        alleMassnahmen: 'Alle Maßnahmen',
        keineEinheit: 'Noch leitet keine Organisationseinheit eine Maßnahme, die Sie sehen dürfen.',
        tabelle: 'Maßnahmen nach Federführung',
        einheit: 'Organisationseinheit',
        massnahmen: 'Maßnahmen',
        laufend: 'laufend',
        ansteht: 'steht etwas an',
      },
      rechte: {
        titel: 'Was ich darf',
        eigenerBereich: '(im eigenen Bereich)',
        inVertretung: (name: string) => `(in Vertretung von ${name})`,
      },
    },
    suche: {
      titel: 'Suche',
      hilfe: [
        'Gesucht wird in allem, was Sie sehen dürfen: Maßnahmen mit ihren Meldungen und Meilensteinen, Leitprojekte, Handlungsfelder, Kennzahlen, Organisationseinheiten, Seiten des Arbeitsplatzes und, je nach Ihren Rollen, Ausgaben und Konten.',
        'Mehrere Wörter müssen alle vorkommen. Groß und klein, ä und ae, ß und ss sind gleich. Gesucht wird auch mitten im Wort.',
      ],
      erklaerung: 'Schreiben Sie oben in das Suchfeld, was Sie suchen: ein Wort aus einem Titel, ein Kürzel, den Namen eines Amtes.',
      nichts: (gesucht: string) => `Zu „${gesucht}“ wurde nichts gefunden.`,
      nichtsRat: 'Weniger oder kürzere Wörter finden mehr. Gefunden wird nur, was Sie mit Ihren Rollen sehen dürfen.',
      treffer: (count: number, gesucht: string) => `${count} Treffer zu „${gesucht}“`,
      trefferSeite: (count: number, gesucht: string, seite: number, seiten: number) => `${count} Treffer zu „${gesucht}“, Seite ${seite} von ${seiten}`,
      nurBeste: (count: number) => `Gezeigt werden die ${count} besten; ein weiteres Wort grenzt ein.`,
    },
    /** What can be found. */
    fundus: {
      arten: {
        seite: 'Seiten des Arbeitsplatzes',
        massnahme: 'Maßnahmen',
        leitprojekt: 'Leitprojekte',
        handlungsfeld: 'Handlungsfelder',
        kennzahl: 'Kennzahlen',
        organisation: 'Organisation',
        ausgabe: 'Ausgaben',
        konto: 'Konten',
      },
      massnahmenDesFelds: 'Maßnahmen dieses Handlungsfelds',
      gehoertZu: (einheit: string) => `gehört zu ${einheit}`,
      stichtag: (tag: string) => `Stichtag ${tag}`,
      seiten: {
        konto: 'Mein Konto',
        einfrieren: 'Ausgabe einfrieren',
        neueEinheit: 'Neue Organisationseinheit',
        einladen: 'Person einladen',
      },
      /** Words that people look for a page by, beside its title. */
      seitenworte: {
        heute: ['Startseite', 'Aufgaben', 'Übersicht'],
        bereich: ['Rechte', 'Rollen', 'Zuständigkeit'],
        nutzer: ['Nutzer', 'Personen', 'Benutzer', 'Einladung'],
        auftraege: ['Hintergrund', 'Jobs'],
        postausgang: ['E-Mail', 'Nachrichten'],
        sicherungen: ['Backup', 'Datensicherung'],
        protokoll: ['Audit', 'Log'],
        ausgaben: ['Berichte', 'Freigabe', 'Einfrieren'],
        konto: ['Kennwort', 'Zweiter Faktor', 'Anmeldungen', 'Abwesenheit', 'Vertretung'],
        einfrieren: ['Bericht'],
        neueEinheit: ['Amt', 'anlegen'],
        einladen: ['Konto', 'anlegen'],
      },
    },
    blaettern: {
      titel: 'Seiten',
      zurueck: 'Vorige Seite',
      weiter: 'Nächste Seite',
      falscheAdresse: 'Diese Adresse ist nicht richtig',
      keineSeitenzahl: 'Die Seitenzahl in der Adresse ist keine.',
    },
  },
});
