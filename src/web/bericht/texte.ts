import { catalogue } from '../catalogue.ts';

/** The words of the pages on which editions are frozen and released. Those of the public pages stand there. */
export const berichtTexte = catalogue({
  de: {
    /** How far a frozen edition is on its way to the public. */
    staende: { eingefroren: 'eingefroren', daten: 'Daten freigegeben', freigegeben: 'freigegeben' },
    unbekannt: 'unbekannt',
    ausgaben: {
      titel: 'Ausgaben',
      hilfe: [
        'Eine Ausgabe ist ein Bericht, der eingefroren wurde: seine Daten, Texte und Dateien bleiben, wie sie an diesem Tag waren.',
        'Öffentlich wird sie erst, wenn zwei Personen sie freigegeben haben: zuerst die Statistikstelle die Daten, dann das Dezernat die ganze Ausgabe. Niemand kann beide Schritte tun.',
        'Freigegeben werden kann vor dem Tag der Veröffentlichung, der beim Bericht steht. Die Öffentlichkeit sieht die Ausgabe erst von diesem Tag an.',
      ],
      einfrieren: 'Ausgabe einfrieren',
      leer: 'Noch ist keine Ausgabe eingefroren. Das tut die Stabsstelle, wenn ein Bericht fertig ist.',
      einzahl: 'Ausgabe',
      mehrzahl: 'Ausgaben',
      spalten: { bericht: 'Bericht', stichtag: 'Stichtag', eingefroren: 'Eingefroren am', stand: 'Stand', naechster: 'Nächster Schritt' },
    },
    ausgabe: {
      titel: (bericht: string, stichtag: string) => `${bericht}, Stichtag ${stichtag}`,
      hilfe: [
        'Eine eingefrorene Ausgabe ändert sich nicht mehr. Bevor eine Datei gezeigt wird, wird sie mit ihrer Prüfsumme verglichen; was nicht passt, wird nicht gezeigt.',
        'Zwei Schritte machen sie öffentlich, sobald der Tag der Veröffentlichung gekommen ist, jeder von einer anderen Person. Wer jemanden vertritt, handelt an dessen Stelle; dann zählen beide als beteiligt.',
      ],
      /** Between `vor` and `nach` stands the command. */
      beschaedigt: {
        titel: 'Die Dateien dieser Ausgabe fehlen oder wurden verändert.',
        vor: 'Deshalb wird keine gezeigt und nichts freigegeben. Was abweicht, nennt auf dem Server der Befehl',
        nach: '; die Administration kann die Dateien aus einer Sicherung zurückholen.',
      },
      angaben: { stand: 'Stand', eingefroren: 'Eingefroren', oeffentlich: 'Öffentlich' },
      oeffentlich: {
        ohneTag: 'nein: Beim Bericht fehlt der Tag der Veröffentlichung.',
        nachFreigabe: 'nein: Sie wird es mit der Freigabe.',
        nachFreigabeAb: (tag: string) => `nein: Sie wird es nach der Freigabe, frühestens am ${tag}.`,
        ab: (tag: string) => `wird am ${tag} öffentlich`,
      },
      lesen: { web: 'Im Web lesen', pdf: 'Als PDF' },
      pruefsummen: { titel: 'Prüfsummen', kennung: 'Kennung', ausgabe: 'Ausgabe (SHA-256)', datenstand: 'Datenstand (SHA-256)', gebautMit: 'Gebaut mit', pruefen: 'Auf dem Server prüfen' },
      dateien: {
        ueberschrift: 'Dateien',
        titel: 'Dateien der Ausgabe',
        leer: 'Diese Ausgabe hat keine Dateien.',
        einzahl: 'Datei',
        mehrzahl: 'Dateien',
        spalten: { pfad: 'Datei', bytes: 'Byte', sha256: 'Prüfsumme (SHA-256)' },
      },
    },
    freigabe: {
      titel: 'Freigabe',
      knopf: 'Freigeben',
      geprueft: 'Ich habe die Ausgabe geprüft. Die Freigabe lässt sich nicht zurücknehmen.',
      offen: 'offen',
      getan: (wer: string, zeit: string) => `${wer}, ${zeit}`,
      getanInVertretung: (wer: string, vertretene: string, zeit: string) => `${wer}, in Vertretung für ${vertretene}, ${zeit}`,
      vollstaendig: 'Alle Schritte sind getan.',
      alsNaechstes: (schritt: string, grund: string) => `Als Nächstes: ${schritt}. ${grund}`,
      inVertretung: (vertretene: string) => `Sie handeln in Vertretung für ${vertretene}.`,
      beschaedigt: 'Nichts freigegeben: Mindestens eine Datei dieser Ausgabe fehlt oder wurde verändert.',
      zuSpaet: 'Jemand anders war schneller. Es wurde nichts geändert.',
      mail: {
        betreff: (bericht: string, schritt: string) => `${bericht}: ${schritt}`,
        text: ({ name, bericht, stichtag, schritt, link }: Readonly<Record<'name' | 'bericht' | 'stichtag' | 'schritt' | 'link', string>>) =>
          `Guten Tag ${name},\n\ndie eingefrorene Ausgabe „${bericht}“ (Stichtag ${stichtag}) wartet auf den Schritt „${schritt}“. Sie können ihn tun:\n\n${link}\n`,
      },
    },
    einfrieren: {
      titel: 'Ausgabe einfrieren',
      hilfe: ['Der Bericht wird aus den Daten von jetzt gebaut. Was eingefroren ist, ändert sich nicht mehr, auch wenn später Daten berichtigt werden.', 'Einfrieren macht nichts öffentlich. Dafür müssen zwei andere Schritte getan werden.'],
      knopf: 'Einfrieren',
      bericht: 'Bericht',
      berichtMitStichtag: (bericht: string, stichtag: string) => `${bericht} (Stichtag ${stichtag})`,
      stichtag: 'Anderer Stichtag',
      stichtagHilfe: 'Leer lassen, wenn der Stichtag des Berichts gelten soll. Sonst zum Beispiel 31.12.2025.',
      stichtagKuenftig: 'Der Stichtag liegt in der Zukunft. Einfrieren lässt sich nur, was schon gilt.',
      stichtagKuenftigBericht: (stichtag: string) => `Der Stichtag des Berichts ist der ${stichtag} und liegt in der Zukunft. Bitte bis dahin warten oder einen früheren Stichtag eintragen.`,
      hinweis: 'Das Bauen dauert je nach Bericht einige Sekunden bis Minuten. Sie können inzwischen weiterarbeiten und bekommen eine Nachricht, wenn es fertig ist.',
      leer: 'Diese Stadt hat noch keinen Bericht, der sich einfrieren lässt.',
    },
  },
});

export type BerichtTexte = ReturnType<typeof berichtTexte>;
