import { countNoun, listWords } from '../../base/text.ts';
import { catalogue } from '../catalogue.ts';

/** Words of the pages on the offices of a town. */
export const organisationTexte = catalogue({
  de: {
    felder: { name: 'Name', kurz: 'Kurzbezeichnung', code: 'Kürzel', uebergeordnet: 'Übergeordnete Einheit', gueltig_ab: 'Gültig ab', gueltig_bis: 'Gültig bis' },
    baum: {
      titel: 'Organisation',
      hilfe: [
        'Der Baum zeigt, welche Ämter und Stellen es gibt und was zu ihnen gehört. Rollen wie Fachamt gelten für eine Einheit und alles, was darunter liegt.',
        'Einheiten werden nicht gelöscht: Berichte und Maßnahmen früherer Jahre nennen sie weiter. Wird eine aufgelöst, bekommt sie einen letzten Tag.',
      ],
      leer: 'Noch ist keine Organisationseinheit angelegt.',
      keineHeute: 'Heute gilt keine der Einheiten.',
      auswahl: 'Welche Einheiten gezeigt werden',
      alle: (anzahl: number) => `Alle (${anzahl})`,
      nurHeute: (anzahl: number) => `Nur heute gültige (${anzahl})`,
      giltNicht: '(gilt heute nicht)',
      falscheAdresse: { titel: 'Diese Adresse ist nicht richtig', satz: 'Gezeigt werden alle Organisationseinheiten oder nur die heute gültigen.' },
    },
    einheit: {
      hilfe: ['Hier steht, was zu dieser Organisationseinheit gehört: die Einheiten darunter, die Personen mit einer Rolle in ihr und die Maßnahmen, die sie federführend bearbeitet.', 'Wird die Einheit aufgelöst, tragen Sie den letzten Tag ein; gelöscht wird sie nicht. Rollen und Maßnahmen, die noch an ihr hängen, geben Sie vorher weiter.'],
      spitze: 'keine, sie steht an der Spitze',
      gueltigkeit: 'Gilt',
      gilt: (dauer: string, giltHeute: boolean) => `${dauer || 'ohne Anfang und Ende'}${giltHeute ? '' : ' (heute nicht)'}`,
      darunter: 'Darunter',
      nichtsDarunter: 'Darunter liegt keine Einheit.',
      personen: 'Personen mit einer Rolle hier',
      keinePersonen: 'Niemand hat heute eine Rolle in dieser Einheit.',
      massnahmen: 'Maßnahmen in ihrer Federführung',
      keineMassnahmen: 'Sie bearbeitet keine Maßnahme, die Sie sehen dürfen.',
      bearbeiten: 'Bearbeiten',
    },
    ende: {
      einheiten: (anzahl: number) => countNoun(anzahl, 'Einheit darunter, die länger gilt', 'Einheiten darunter, die länger gelten'),
      rollen: (anzahl: number) => countNoun(anzahl, 'Rolle', 'Rollen'),
      massnahmen: (anzahl: number) => countNoun(anzahl, 'Maßnahme', 'Maßnahmen'),
      satz: (istVorbei: boolean, tag: string, offen: readonly string[]) => `Diese Einheit ${istVorbei ? 'endete' : 'endet'} am ${tag}. Noch hängen an ihr: ${listWords(offen)}.`,
    },
    konflikt: {
      titel: 'Während Sie schrieben, hat jemand anderes diese Einheit geändert. Ihre Eingaben stehen noch im Formular; gespeichert ist davon nichts.',
      zeile: (feld: string, gespeichert: string, eingegeben: string) => `${feld}: gespeichert ist „${gespeichert}“, in Ihrem Formular steht „${eingegeben}“.`,
      weiter: 'Speichern Sie noch einmal, gilt Ihr Formular.',
    },
    neu: {
      titel: 'Einheit anlegen',
      hilfe: ['Eine neue Einheit gilt ab dem Tag, den Sie angeben. Löst sie eine andere ab, bekommt die alte auf ihrer eigenen Seite einen letzten Tag.'],
    },
    form: {
      speichern: 'Speichern',
      anlegen: 'Anlegen',
      kuerzelHilfe: 'Steht in Adressen und in der Stadtmappe und bleibt für immer. Leer: wird aus der Kurzbezeichnung gebildet.',
      kurzHilfe: 'Wie die Einheit im Haus genannt wird; sie steht in Listen.',
      uebergeordnetHilfe: 'Ohne Angabe steht die Einheit an der Spitze.',
      gueltigAbHilfe: 'Erster Tag. Leer: von Anfang an.',
      gueltigBisHilfe: 'Letzter Tag, etwa bei einer Zusammenlegung. Danach gelten auch Rollen in dieser Einheit nicht mehr. Leer: ohne Ende.',
      keineAngabe: 'keine Angabe',
      keinKuerzel: 'Aus der Kurzbezeichnung lässt sich kein Kürzel bilden. Bitte geben Sie eines an.',
      kuerzelIstSeite: (code: string) => `Das Kürzel „${code}“ ist schon die Adresse dieser Seite. Bitte geben Sie ein anderes an.`,
      kuerzelVergeben: (code: string) => `Das Kürzel „${code}“ hat schon eine andere Organisationseinheit. Bitte geben Sie ein anderes an.`,
    },
  },
});
