// data table

// How the invented people of the surveys answer, and what they write. No sentence is taken from a real survey.

/** A question on a scale: middle of the answers (3 is the middle of five), and how far poverty and a dense district pull. */
export interface Neigung {
  readonly mitte: number;
  readonly armut?: number;
  readonly dicht?: number;
  /** Against the others: lone parents, and families with children. */
  readonly allein?: number;
  readonly familie?: number;
}

export const ZUFRIEDENHEIT: Readonly<Record<string, Neigung>> = {
  f01: { mitte: 3.55, armut: -0.3, allein: -0.25 },
  f02: { mitte: 3.5, armut: -0.3, familie: -0.05 },
  f03: { mitte: 3.3, armut: -0.1, allein: -0.1 },
  f04: { mitte: 2.9, armut: -0.15, allein: -0.55, familie: -0.2 },
  f06: { mitte: 3.85, armut: -0.45, dicht: -0.15 },
  f07: { mitte: 3.25, dicht: -0.4, armut: -0.2, familie: -0.1 },
  f08: { mitte: 3.75, dicht: 0.2, armut: -0.15, allein: -0.2 },
  f09: { mitte: 3.2, armut: -0.25, familie: -0.15 },
  f10: { mitte: 3.3, dicht: -0.15 },
  f11: { mitte: 3.05, dicht: -0.3, familie: -0.25 },
  f12: { mitte: 3.4, armut: -0.5, allein: -0.75 },
  f13: { mitte: 3.1, armut: -0.1, familie: -0.1 },
  f35: { mitte: 2.75, armut: -0.2, dicht: -0.25, allein: -0.4 },
  f38: { mitte: 3.15, armut: -0.15 },
};

export const WICHTIGKEIT: Readonly<Record<string, Neigung>> = {
  f15: { mitte: 4.35, familie: 0.4 },
  f16: { mitte: 4.2, familie: 0.45, allein: 0.2 },
  f17: { mitte: 4.4, armut: 0.1 },
  f18: { mitte: 3.75, familie: 0.15 },
  f19: { mitte: 4.45, familie: 0.2 },
  f20: { mitte: 4.05, familie: 0.15 },
  f21: { mitte: 4.3, armut: 0.15, allein: 0.2 },
  f22: { mitte: 3.65, armut: 0.1 },
};

/** Shares of the answers of questions without a scale, in the order of the answers. */
export const ANTEILE: Readonly<Record<string, readonly number[]>> = {
  f05: [0.5, 0.42, 0.08],
  f14: [0.71, 0.17, 0.12],
  f23: [0.21, 0.5, 0.29],
  f24: [0.17, 0.41, 0.42],
  f25: [0.08, 0.42, 0.5],
  f26: [0.09, 0.38, 0.53],
  f27: [0.13, 0.5, 0.37],
  f28: [0.41, 0.53, 0.06],
  f29: [0.07, 0.48, 0.45],
  f30: [0.1, 0.36, 0.54],
  f31: [0.03, 0.38, 0.59],
  f32: [0.02, 0.2, 0.78],
  f34: [0.19, 0.46, 0.21, 0.14],
  f36: [0.68, 0.28, 0.04],
  f37: [0.16, 0.82, 0.02],
};

/** Middles of the school grades: of 2026 for the town as a whole, of 2024 for everything asked. */
export const NOTEN: Readonly<Record<string, number>> = { f33: 2.75, n01: 2.95, n02: 3.65, n03: 3.2, n04: 2.9, n05: 2.85, n06: 2.35, n07: 3.05, n08: 3.1, n09: 3.0 };

export const WUENSCHE: readonly string[] = [
  'Kitas, die schon um halb sieben öffnen.', 'Mehr Plätze in der OGS, auch in den Ferien.', 'Bezahlbare Wohnungen mit vier Zimmern.', 'Einen sicheren Radweg zur Gesamtschule.', 'Tempo 30 in unserer Straße.',
  'Spielplätze mit Schatten und einer Toilette.', 'Einen Kinderarzt im Norden.', 'Weniger Formulare.', 'Anträge, die man am Telefon fertig machen kann.', 'Beratung am Abend, wenn die Kinder schlafen.',
  'Schwimmkurse, für die man nicht zwei Jahre wartet.', 'Einen Bus, der auch sonntags fährt.', 'Die Familienkarte auch für Großeltern.', 'Mehr für Jugendliche, nicht nur für kleine Kinder.', 'Eine Stelle, die mir alles erklärt.',
  'Vertretung, wenn in der Kita Personal fehlt.', 'Hilfe für Eltern, die nachts arbeiten.', 'Mehr Bänke und weniger Autos am Markt.', 'Saubere Toiletten in den Schulen.', 'Nachhilfe, die nichts kostet.',
  'Einen Ort, an dem man sich bei Regen mit Kindern treffen kann.', 'Informationen auch auf Arabisch und Ukrainisch.', 'Mehr Rücksicht auf Kinder mit Behinderung.', 'Eine Ampel vor der Grundschule.', 'Hilfe bei der Pflege meiner Mutter.',
  'Kleinere Klassen.', 'Dass die Stadt antwortet, wenn man schreibt.', 'Günstigere Eintrittspreise im Bad.', 'Ferienangebote für Kinder ab zwölf.', 'Mehr Grün im Hafen.',
  'Verlässliche Öffnungszeiten im Familienbüro in Nordfeld.', 'Eine Wohnungstauschbörse für Familien.', 'Dass der Spielplatz am Kai nicht immer gesperrt ist.', 'Sprachkurse mit Kinderbetreuung.', 'Weniger Baustellen auf dem Schulweg.',
];

export const LOB: readonly string[] = [
  'Die Bücherei.', 'Dass man schnell im Grünen ist.', 'Das Ferienprogramm.', 'Die Leute im Familienbüro.', 'Der Wochenmarkt.', 'Unsere Kita.', 'Viele Vereine.', 'Kurze Wege.', 'Der Park an der Mühle.',
  'Dass man sich kennt.', 'Das Stadtfest für Kinder.', 'Der Besuch nach der Geburt, das war eine große Hilfe.', 'Die Musikschule.', 'Die neuen Spielplätze im Hafen.', 'Ruhige Straßen bei uns in Westerholz.', 'Der Wald.', 'Dass es bezahlbarer ist als anderswo.',
];
