// data table
import type { Massnahme, MassnahmeStatus } from '../steuerung/massnahme.ts';

// What offices of an invented town report. Short sentences that fit many measures, sorted by state.

/** Steps of a measure by its kind, in their order. */
export const SCHRITTE: Readonly<Record<NonNullable<Massnahme['art']>, readonly string[]>> = {
  einmalig: ['Vorbereitung abgeschlossen', 'Partner gewonnen', 'Umsetzung begonnen', 'Ergebnis übergeben'],
  fortlaufend: ['Erster Durchgang gestartet', 'Rückmeldungen ausgewertet', 'In allen Stadtbezirken angekommen', 'Im Haushalt verankert'],
  Investition: ['Planung abgeschlossen', 'Auftrag vergeben', 'Bau begonnen', 'Fertig und übergeben'],
  Konzept: ['Bestandsaufnahme liegt vor', 'Gespräche mit den Beteiligten geführt', 'Entwurf im Ausschuss beraten', 'Konzept beschlossen'],
  'Satzung/Beitrag': ['Entwurf abgestimmt', 'Im Ausschuss beraten', 'Vom Rat beschlossen', 'In Kraft getreten'],
  Struktur: ['Stelle besetzt', 'Vereinbarung unterschrieben', 'Probebetrieb gestartet', 'Regelbetrieb aufgenommen'],
};

/** What is said of a measure in a state when all goes well. */
export const MELDUNGEN: Readonly<Partial<Record<MassnahmeStatus, readonly string[]>>> = {
  geplant: ['Die Vorbereitungen laufen.', 'Ein Zeitplan ist mit den Beteiligten abgestimmt.', 'Erste Gespräche haben stattgefunden.', 'Die Mittel sind für den Haushalt angemeldet.', 'Vorbilder aus anderen Städten sind ausgewertet.', 'Die Aufgaben sind im Amt verteilt.'],
  beschlossen: ['Der Beschluss liegt vor, die Umsetzung wird vorbereitet.', 'Die Ausschreibung ist in Arbeit.', 'Personal wird gesucht.', 'Die Partner haben zugesagt.', 'Der Auftrag ist formuliert.'],
  begonnen: ['Die Arbeit hat begonnen.', 'Die ersten Familien sind dabei.', 'Zwei von vier Schritten sind getan.', 'Die Nachfrage ist größer als erwartet.', 'Die Zusammenarbeit zwischen den Ämtern hat sich eingespielt.', 'Ein Zwischenstand wurde im Ausschuss vorgestellt.', 'Die Rückmeldungen sind überwiegend gut.', 'Der zweite Standort kommt dazu.', 'Die Beteiligten treffen sich jeden Monat.', 'Nach der Probezeit wurde einiges vereinfacht.'],
  fortlaufend: ['Das Angebot läuft wie geplant.', 'Die Plätze sind belegt.', 'Neue Ehrenamtliche sind dazugekommen.', 'Alle Stadtbezirke sind erreicht.', 'Die Warteliste ist kürzer geworden.', 'Die Zahl der Teilnehmenden ist gestiegen.', 'Eine Befragung der Teilnehmenden wird ausgewertet.', 'Die Zusammenarbeit mit den Trägern ist verlässlich.', 'Das Angebot wird im Herbst erweitert.', 'Die Termine bis zum Jahresende stehen fest.'],
  abgeschlossen: ['Das Vorhaben ist abgeschlossen.', 'Das Ergebnis ist übergeben und wird genutzt.', 'Der Abschlussbericht liegt vor.'],
  verstetigt: ['Das Angebot gehört nun zum festen Bestand.', 'Die Mittel stehen dauerhaft im Haushalt.', 'Die Stelle ist entfristet.'],
  zurückgestellt: ['Das Vorhaben ruht, bis die Mittel gesichert sind.', 'Die Flächenfrage ist offen; das Vorhaben wird zurückgestellt.', 'Ohne Personal lässt sich nicht beginnen; das Vorhaben wartet.'],
  entfallen: ['Das Vorhaben wird nicht weiterverfolgt.'],
};

export const VERZUG: readonly string[] = ['Eine Stelle ließ sich nicht besetzen; der Zeitplan verschiebt sich.', 'Die Ausschreibung blieb ohne Angebot und wird wiederholt.', 'Die Genehmigung steht noch aus.', 'Die Abstimmung mit den Trägern dauert länger als gedacht.', 'Lieferungen verzögern sich.', 'Der zweite Standort ist noch nicht gefunden.', 'Eine Baufirma ist ausgefallen.', 'Die Förderzusage des Landes fehlt noch.'];
export const TEURER: readonly string[] = ['Die Preise sind gestiegen; die Mittel werden knapp.', 'Sachkosten liegen über dem Ansatz.', 'Die Miete ist höher als geplant.', 'Tarifsteigerungen sind noch nicht gedeckt.'];
export const ERNST: readonly string[] = ['Der Termin ist nicht zu halten; eine Entscheidung ist nötig.', 'Das Vorhaben steht, weil die Finanzierung offen ist.', 'Ohne zusätzliches Personal kann nicht weitergearbeitet werden.'];
export const GEGENMITTEL: readonly string[] = ['Die Aufgaben werden auf zwei Ämter verteilt.', 'Bis dahin hilft eine Übergangslösung.', 'Ein Teil beginnt früher als der andere.', 'Die Ausschreibung wird in Lose geteilt.', 'Ein Nachtrag ist beantragt.', 'Ehrenamtliche überbrücken die Zeit.'];
export const NAECHSTES: readonly string[] = ['Zwischenbericht im Ausschuss vorstellen', 'Rückmeldungen der Familien auswerten', 'Standort in Nordfeld prüfen', 'Vereinbarung mit den Trägern schließen', 'Stelle erneut ausschreiben', 'Termine für das nächste Halbjahr festlegen', 'Angebot in mehreren Sprachen bewerben', 'Mittel für das nächste Jahr anmelden'];

/** What a measure came out of, from which day on. */
export const HERKUENFTE: readonly { readonly ab: string; readonly herkunft: NonNullable<Massnahme['herkunft']> }[] = [
  { ab: '2022-03-01', herkunft: { art: 'Verwaltung', bezug: null } },
  { ab: '2022-03-01', herkunft: { art: 'Beschluss', bezug: 'Rat, 15.02.2022' } },
  { ab: '2023-01-01', herkunft: { art: 'Anliegen', bezug: 'Eltern aus dem Stadtbezirk' } },
  { ab: '2023-01-01', herkunft: { art: 'Verwaltung', bezug: null } },
  { ab: '2024-09-01', herkunft: { art: 'Befragung', bezug: 'Offene Befragung 2024' } },
  { ab: '2024-10-09', herkunft: { art: 'Beschluss', bezug: 'Jugendhilfeausschuss, 08.10.2024' } },
  { ab: '2025-03-19', herkunft: { art: 'Beschluss', bezug: 'Rat, 18.03.2025' } },
  { ab: '2026-05-01', herkunft: { art: 'Befragung', bezug: 'Familienbefragung 2026' } },
];

export const ENTFALLEN: readonly string[] = ['Ein Träger bietet das Gleiche inzwischen selbst an.', 'Die Erprobung hat zu wenige Familien erreicht.'];
