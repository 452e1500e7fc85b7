import { formatNumber } from '../../base/number.ts';
import { countNoun } from '../../base/text.ts';
import { catalogue } from '../catalogue.ts';

/** The words of the pages on jobs, mails and backups. States and kinds of jobs bring their own (`base/auftrag.ts`). */
export const betriebTexte = catalogue({
  de: {
    unbekannt: 'unbekannt',
    /** As the one who ordered a job that nobody ordered. */
    programm: 'Leitwerk',
    auftraege: {
      titel: 'Aufträge',
      hilfe: [
        'Was länger dauert, erledigt Leitwerk im Hintergrund: Nachrichten senden, Ausgaben einfrieren, sichern, aufräumen. Jeder Auftrag läuft genau einmal, auch wenn der Server zwischendurch neu startet.',
        'Gescheiterte Aufträge bleiben stehen, bis jemand sie wiederholt. Erledigte und abgebrochene werden nach 30 Tagen gelöscht.',
      ],
      kacheln: { gescheitert: 'Gescheitert', offen: 'Wartet oder läuft' },
      leer: 'Noch gab es keinen Auftrag.',
      einzahl: 'Auftrag',
      mehrzahl: 'Aufträge',
      spalten: { art: 'Auftrag', zustand: 'Zustand', angelegt: 'Angelegt', beendet: 'Beendet', wer: 'Angestoßen von' },
      filterOffen: 'wartet oder läuft',
    },
    auftrag: {
      hilfe: ['Die Seite zeigt, wie weit der Auftrag ist. Sie können sie schließen; er läuft weiter. Was er ergibt, steht am Ende hier.', 'Ein Auftrag, der gescheitert ist, lässt sich wiederholen; das tut die Administration.'],
      beendet: (zustand: string) => `Der Auftrag ist ${zustand}.`,
      fortschritt: 'Fortschritt',
      wirdAbgebrochen: 'Wird abgebrochen.',
      wartet: 'Wartet, bis er an der Reihe ist.',
      wartetAufVersuch: (zeit: string) => `Wartet auf den nächsten Versuch (${zeit}).`,
      laeuft: 'Läuft.',
      ende: {
        fertig: 'Der Auftrag ist fertig.',
        abgebrochen: 'Der Auftrag wurde abgebrochen.',
        gescheitert: 'Der Auftrag ist gescheitert.',
        versuchGescheitert: 'Der letzte Versuch ist gescheitert.',
      },
      ergebnis: {
        zurAusgabe: 'Zur eingefrorenen Ausgabe',
        ausgelassen: 'Hier war nichts zu tun: Diese Installation sichert sich in einem anderen Auftrag.',
        /** The checksum follows. */
        gesichert: (bytes: number) => `${formatNumber(bytes)} Byte, geprüft. Prüfsumme (SHA-256):`,
        beanstandet: 'Im Bestand ist etwas zu beanstanden; was, zeigt an der Maschine leitwerk pruefe-sicherung.',
        geloescht: (auftraege: number, nachrichten: number) => `Gelöscht: ${countNoun(auftraege, 'Auftrag', 'Aufträge')}, ${countNoun(nachrichten, 'Nachricht', 'Nachrichten')}.`,
      },
      angaben: {
        titel: 'Angaben',
        zustand: 'Zustand',
        wirdAbgebrochen: 'wird abgebrochen',
        bericht: 'Bericht',
        berichtMitStichtag: (bericht: string, stichtag: string) => `${bericht}, Stichtag ${stichtag}`,
        nachricht: 'Nachricht',
        imPostausgang: 'Im Postausgang ansehen',
        wer: 'Angestoßen von',
        angelegt: 'Angelegt',
        begonnen: 'Begonnen',
        beendet: 'Beendet',
        versuche: 'Versuche',
      },
      aktualisieren: 'Aktualisieren',
      schonZuEnde: 'Der Auftrag ist schon zu Ende; da ist nichts mehr abzubrechen.',
      doppelt: 'Ein gleicher Auftrag wartet oder läuft schon; dieser wurde nicht wiederholt.',
      nichtGescheitert: 'Wiederholen lässt sich nur ein gescheiterter Auftrag.',
    },
    postausgang: {
      titel: 'Postausgang',
      hilfe: [
        'Hier liegt jede Nachricht, die Leitwerk schreibt: Einladungen, Links für ein neues Kennwort, Hinweise auf Aufgaben. Ist sie gesendet, wird ihr Text gelöscht; nach 30 Tagen verschwindet auch die Zeile.',
        'Was der Mailserver nicht annimmt, versucht Leitwerk mehrmals. Endgültig gescheiterte Versuche stehen unter Aufträge und lassen sich dort wiederholen.',
      ],
      ueberschrift: 'Nachrichten',
      leer: 'Noch wurde keine Nachricht geschrieben.',
      einzahl: 'Nachricht',
      mehrzahl: 'Nachrichten',
      staende: { offen: 'wartet', fehler: 'nicht angenommen', gesendet: 'gesendet' },
      /** Between `vor` and `nach` stands the name of the setting. */
      ohneServer: {
        titel: 'Es ist kein Mailserver eingestellt. Alle Nachrichten bleiben hier liegen.',
        vor: 'Bitte geben Sie weiter, was darin steht; ein Link gilt nur einmal und nur für die Person, an die er gerichtet ist. Den Mailserver legt die IT mit der Einstellung',
        nach: ' fest. Danach wird gesendet, was hier wartet.',
      },
    },
    nachricht: {
      hilfe: ['Solange die Nachricht nicht gesendet ist, steht hier ihr Text. Er ist nur für die Person bestimmt, an die sie gerichtet ist.'],
      /** In the list too. */
      angaben: { betreff: 'Betreff', an: 'An', stand: 'Stand', geschrieben: 'Geschrieben', gesendet: 'Gesendet', versuche: 'Versuche', fehler: 'Letzter Fehler' },
      geloescht: 'Der Text wurde nach dem Senden gelöscht.',
      /** Between `vor` and `nach` stands the command. */
      verschlossen: {
        titel: 'Der Text wird hier nicht gezeigt.',
        vor: 'Die Nachricht gehört zu einem Konto der Statistikstelle oder des Datenschutzes; mit einem Link daraus könnte die Administration dieses Konto übernehmen. Ohne Mailserver druckt die IT an der Maschine einen Link mit',
        nach: '.',
      },
      text: 'Text',
      link: 'Link zum Weitergeben',
    },
    sicherungen: {
      titel: 'Sicherungen',
      hilfe: [
        'Eine Sicherung enthält die ganze Installation: alle Städte, alle Konten, alle eingefrorenen Ausgaben. Nach dem Schreiben wird sie zurückgelesen und verglichen.',
        '„Jetzt sichern“ schreibt die Sicherung von heute neu; eine frühere von heute wird durch sie ersetzt.',
        'Herunterladen lässt sie sich hier nicht, weil darin die Daten aller Städte stehen. Die IT kopiert sie vom Server an einen anderen Ort.',
      ],
      keine: 'Noch gibt es keine Sicherung.',
      veraltet: (tage: number) => `Die neueste Sicherung ist ${countNoun(tage, 'Tag', 'Tage')} alt.`,
      plan: {
        titel: 'Wann gesichert wird',
        taeglich: (uhrzeit: string, naechstes: string, behalten: number) =>
          `Leitwerk sichert jeden Tag um ${uhrzeit} Uhr, das nächste Mal am ${naechstes}; ${behalten === 1 ? 'nur die neueste tägliche Sicherung bleibt' : `die neuesten ${formatNumber(behalten)} täglichen Sicherungen bleiben`}.`,
        abgestellt: 'Leitwerk sichert nicht von selbst; die IT hat es mit BACKUP_TIME=aus abgestellt.',
        verschluesselt: 'Die Dateien sind verschlüsselt; ohne den privaten Schlüssel der Stadt kann niemand sie lesen.',
        unverschluesselt: 'Die Dateien sind nicht verschlüsselt.',
        jetzt: 'Jetzt sichern',
      },
      dateien: {
        ueberschrift: 'Was auf dem Server liegt',
        titel: 'Sicherungen auf dem Server',
        leer: 'Hier liegt noch keine Sicherung.',
        einzahl: 'Sicherung',
        mehrzahl: 'Sicherungen',
        spalten: { name: 'Datei', anlass: 'Anlass', am: 'Geschrieben', bytes: 'Byte' },
        anlaesse: { taeglich: 'tägliche Sicherung', vor: 'vor einer Aktualisierung', hand: 'von Hand' },
      },
      auftraege: { titel: 'Letzte Aufträge', vom: (zeit: string) => `Sicherung vom ${zeit}` },
      /** Behind each step stands its command; between `vor` and `nach` of the key its option. */
      zurueck: {
        titel: 'Eine Sicherung zurückholen',
        wo: 'Das geht nur auf dem Server und nur in eine leere Installation. Die Dateien liegen im Datenordner unter „sicherungen“.',
        pruefen: 'Die Datei prüfen:',
        einspielen: 'In einer neuen, leeren Installation einspielen:',
        ausgaben: 'Jede Ausgabe prüfen:',
        schluessel: { vor: 'Ist die Sicherung verschlüsselt, gehört zu den ersten beiden Befehlen', nach: '.' },
      },
    },
  },
});

export type BetriebTexte = ReturnType<typeof betriebTexte>;
