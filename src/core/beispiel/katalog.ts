// data table
import type { Quote } from './zaehlung.ts';

// What the invented town's figures grow from. Levels and directions are those of any large town; no figure is taken
// from a real one.

/** Counts that are a share of an earlier count, in this order. `von` is the base. */
export const QUOTEN: Readonly<Record<string, Quote & { readonly von: string }>> = {
  // Demografie
  'kinder-migration': { von: 'minderjaehrige', verlauf: [0.382, 0.428, 0.465], gefaelle: { herkunft: 0.55 }, merkmale: { alter: { u6: 1.06, a06: 0.97 }, geschlecht: { m: 1, w: 1 } } },
  // Wirtschaftliche Situation
  'regelleistung-u15': { von: 'kinder-u15', verlauf: [0.214, 0.209, 0.206, 0.204, 0.203, 0.199, 0.195, 0.193, 0.187, 0.182, 0.177], gefaelle: { armut: 0.62 }, merkmale: { alter: { a00: 1.1, a03: 1.05, a06: 0.95 }, geschlecht: { m: 1, w: 1 }, staatsangehoerigkeit: { d: 0.72, a: 2.1 } } },
  'bg-uebrige': { von: 'minderjaehrige-stufen', verlauf: [0.046, 0.044, 0.039], gefaelle: { armut: 0.6 }, merkmale: { geschlecht: { m: 1, w: 1 } } },
  'bg-alleinerziehend': { von: 'alleinerziehende', verlauf: [0.395, 0.386, 0.365], gefaelle: { armut: 0.34 }, merkmale: { kinderzahl: { k1: 0.85, k2: 1.1, k3: 1.5 } } },
  'bg-paare': { von: 'paare', verlauf: [0.098, 0.094, 0.084], gefaelle: { armut: 0.72 }, merkmale: { kinderzahl: { k1: 0.75, k2: 0.85, k3: 2 } } },
  mindestsicherung: { von: 'einwohner', verlauf: [0.112, 0.107, 0.104], gefaelle: { armut: 0.6 }, merkmale: { alter: { a00: 1.9, a18: 1, a65: 0.42 }, geschlecht: { m: 0.97, w: 1.03 }, staatsangehoerigkeit: { d: 0.68, a: 2.3 } } },
  wohngeldhaushalte: { von: 'familien', verlauf: [0.0282, 0.0286, 0.0288, 0.029, 0.0296, 0.0312, 0.0318, 0.0335, 0.0392, 0.0441, 0.0468], gefaelle: { armut: 0.3 }, merkmale: { kinderzahl: { k1: 0.5, k2: 1.1, k3: 2.4 } } },
  unterhaltsvorschuss: { von: 'minderjaehrige-stufen', verlauf: [0.044, 0.045, 0.047, 0.0495, 0.051, 0.0525, 0.0535, 0.0545, 0.0555, 0.0565, 0.058], gefaelle: { armut: 0.45 }, merkmale: { alter: { u6: 1.2, a06: 1.1, a12: 0.7 } } },
  'kita-kinder-u3': { von: 'kinder-u3-vorjahr', verlauf: [0.236, 0.279, 0.334], gefaelle: { armut: -0.12, dicht: 0.1 }, merkmale: { alter: { a00: 0.08, a01: 1.1, a02: 1.75 }, betreuung: { kita: 0.74, tagespflege: 0.26 } } },
  'kita-kinder': { von: 'kinder-u6', verlauf: [0.6, 0.615, 0.63], gefaelle: { armut: -0.06 }, unruhe: 0.02 },
  'beitragsbefreite': { von: 'kita-kinder', verlauf: [0.38, 0.44, 0.515], gefaelle: { armut: 0.5 } },
  'erwerbspersonen-u25': { von: 'jugend-15-24', verlauf: [0.52, 0.515, 0.53], unruhe: 0.02, merkmale: { geschlecht: { m: 1.05, w: 0.95 }, staatsangehoerigkeit: { d: 1, a: 1 } } },
  'arbeitslose-u25': { von: 'erwerbspersonen-u25', verlauf: [0.066, 0.064, 0.062, 0.06, 0.058, 0.064, 0.061, 0.057, 0.058, 0.057, 0.055], gefaelle: { armut: 0.5 }, merkmale: { geschlecht: { m: 1.12, w: 0.87 }, staatsangehoerigkeit: { d: 0.85, a: 1.75 } } },
  einkommen: { von: 'einwohner-mittel', verlauf: [18.4, 18.85, 19.3, 19.9, 20.41, 20.69, 21.18, 22.24, 23.31, 23.9, 24.5], unruhe: 0, ohneDeckel: true },
  // Vereinbarkeit
  'plaetze-u3': { von: 'kinder-u3-vorjahr', verlauf: [0.302, 0.318, 0.329, 0.34, 0.352, 0.366, 0.377, 0.391, 0.401, 0.421, 0.438], gefaelle: { armut: -0.14, dicht: 0.12 }, merkmale: { betreuung: { kita: 0.73, tagespflege: 0.27 } } },
  'plaetze-ue3': { von: 'kinder-3-6-vorjahr', verlauf: [0.972, 0.981, 1.007], gefaelle: { armut: -0.035 }, unruhe: 0.02, ohneDeckel: true },
  'vertrag-45': { von: 'kita-kinder', verlauf: [0.492, 0.53, 0.562], gefaelle: { armut: 0.08, dicht: 0.08 } },
  grundschulkinder: { von: 'kinder-6-9', verlauf: [0.985, 0.985, 0.986], unruhe: 0.005, merkmale: { geschlecht: { m: 1, w: 1 } } },
  ganztag: { von: 'grundschulkinder', verlauf: [0.462, 0.477, 0.49, 0.502, 0.518, 0.531, 0.547, 0.568, 0.604, 0.641, 0.676], gefaelle: { dicht: 0.08, armut: -0.03 }, merkmale: { angebot: { ogs: 0.84, uemb: 0.16 } } },
  'frauen-beschaeftigt': { von: 'frauen-15-64', verlauf: [0.488, 0.531, 0.566], gefaelle: { armut: -0.1, herkunft: -0.06 }, unruhe: 0.02, merkmale: { alter: { a15: 0.72, a25: 1.16, a55: 0.86 }, staatsangehoerigkeit: { d: 1.06, a: 0.72 } } },
  // Bildung
  'kita-sprache': { von: 'kita-kinder', verlauf: [0.288, 0.322, 0.352], gefaelle: { herkunft: 0.62 } },
  'schueler': { von: 'kinder-6-17', verlauf: [0.985, 0.985, 0.984], unruhe: 0.004, merkmale: { schulform: { gs: 0.345, ge: 0.26, gy: 0.215, rs: 0.12, hs: 0.06 } } },
  'schueler-sprache': { von: 'schueler', verlauf: [0.306, 0.347, 0.386], gefaelle: { herkunft: 0.6 }, merkmale: { schulform: { gs: 1.08, ge: 1.1, gy: 0.56, rs: 1.02, hs: 1.55 } } },
  'viertklaessler': { von: 'kinder-9', verlauf: [0.98, 0.981, 0.982], unruhe: 0.006, merkmale: { geschlecht: { m: 1, w: 1 } } },
  'uebergang-gymnasium': { von: 'viertklaessler', verlauf: [0.352, 0.361, 0.367], gefaelle: { armut: -0.42 }, merkmale: { geschlecht: { m: 0.92, w: 1.08 } } },
  hauptschulempfehlung: { von: 'viertklaessler', verlauf: [0.214, 0.203, 0.192], gefaelle: { armut: 0.5 }, merkmale: { geschlecht: { m: 1.12, w: 0.88 } } },
  abgaenge: { von: 'jugend-16', verlauf: [0.985, 0.988, 0.986], unruhe: 0.01, merkmale: { geschlecht: { m: 1, w: 1 } } },
  'ohne-abschluss': { von: 'abgaenge', verlauf: [0.08, 0.081, 0.08, 0.082, 0.083, 0.075, 0.071, 0.076, 0.073, 0.069, 0.066], gefaelle: { armut: 0.6 }, merkmale: { geschlecht: { m: 1.27, w: 0.73 } } },
  abitur: { von: 'abgaenge', verlauf: [0.318, 0.341, 0.362], gefaelle: { armut: -0.4 }, merkmale: { geschlecht: { m: 0.87, w: 1.13 } } },
  anschluss: { von: 'abgaenge', verlauf: [0.7, 0.7, 0.7, 0.7, 0.7, 0.702, 0.714, 0.735, 0.758, 0.793, 0.821], gefaelle: { armut: -0.08 }, merkmale: { geschlecht: { m: 0.98, w: 1.02 } } },
  familienzentren: { von: 'kinder-u6', verlauf: [0.00185, 0.0023, 0.0029], gefaelle: { armut: 0.4 } },
  willkommensbesuche: { von: 'geburten', verlauf: [0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.797, 0.813, 0.826, 0.841], gefaelle: { armut: -0.09 }, unruhe: 0.02 },
  hilfen: { von: 'junge-u21', verlauf: [0.0318, 0.0342, 0.0361], gefaelle: { armut: 0.58 }, merkmale: { alter: { u6: 0.55, a06: 1.12, a14: 1.3 }, geschlecht: { m: 1.1, w: 0.9 } } },
  // Gesundheit
  untersuchte: { von: 'kinder-5', verlauf: [0.955, 0.956, 0.958], unruhe: 0.015, merkmale: { geschlecht: { m: 1, w: 1 } } },
  vorsorgehefte: { von: 'untersuchte', verlauf: [0.905, 0.908, 0.915], gefaelle: { armut: -0.05 }, unruhe: 0.01, merkmale: { geschlecht: { m: 1, w: 1 } } },
  'vorsorge-u8-u9': { von: 'vorsorgehefte', verlauf: [0.894, 0.897, 0.9, 0.904, 0.908, 0.91, 0.914, 0.92, 0.922, 0.926, 0.936], gefaelle: { armut: -0.055 }, unruhe: 0.008, merkmale: { geschlecht: { m: 0.995, w: 1.005 } } },
  impfbuecher: { von: 'untersuchte', verlauf: [0.93, 0.935, 0.94], unruhe: 0.01, merkmale: { geschlecht: { m: 1, w: 1 } } },
  'masern-zweifach': { von: 'impfbuecher', verlauf: [0.918, 0.929, 0.938], gefaelle: { armut: -0.02 }, unruhe: 0.008, merkmale: { geschlecht: { m: 1, w: 1 } } },
  adipositas: { von: 'untersuchte', verlauf: [0.047, 0.05, 0.053], gefaelle: { armut: 0.6 }, merkmale: { geschlecht: { m: 1.03, w: 0.97 } } },
  'sprache-auffaellig': { von: 'untersuchte', verlauf: [0.238, 0.256, 0.271], gefaelle: { armut: 0.4, herkunft: 0.15 }, merkmale: { geschlecht: { m: 1.12, w: 0.88 } } },
  'koordination-auffaellig': { von: 'untersuchte', verlauf: [0.119, 0.128, 0.125], gefaelle: { armut: 0.35 }, merkmale: { geschlecht: { m: 1.3, w: 0.7 } } },
  pflegegeld: { von: 'einwohner', verlauf: [0.0148, 0.0212, 0.0275], gefaelle: { alt: 0.5 }, merkmale: { alter: { a00: 0.45, a18: 0.4, a65: 3.4 }, geschlecht: { m: 0.86, w: 1.14 } } },
  // Wohnen
  'gefoerderte-wohnungen': { von: 'haushalte', verlauf: [0.0918, 0.0792, 0.0708], gefaelle: { armut: 0.7 } },
  'beengte-familien': { von: 'familien', verlauf: [0.138, 0.143, 0.147], gefaelle: { armut: 0.5, dicht: 0.25 }, merkmale: { kinderzahl: { k1: 0.35, k2: 1, k3: 2.8 } } },
  spielflaeche: { von: 'kinder-u14', verlauf: [11.2, 11.4, 11.5, 11.7, 11.8, 12, 12.1, 12.3, 12.4, 12.6, 12.8], gefaelle: { dicht: -0.45, armut: -0.1 }, unruhe: 0.12, ohneDeckel: true },
  'spielplatz-nah': { von: 'kinder-u12', verlauf: [0.782, 0.815, 0.853], gefaelle: { dicht: 0.08 }, unruhe: 0.05, merkmale: { alter: { u6: 1.01, a06: 0.99 } } },
  // Mobilität
  'ticket-berechtigte': { von: 'kinder-10-17', verlauf: [0.94, 0.942, 0.945], unruhe: 0.01 },
  ticketnutzer: { von: 'ticket-berechtigte', verlauf: [0.312, 0.318, 0.322, 0.325, 0.328, 0.302, 0.298, 0.335, 0.372, 0.405, 0.431], gefaelle: { armut: 0.1, dicht: -0.1 } },
  'sensible-orte': { von: 'kinder-u12', verlauf: [0.0094, 0.0095, 0.0097], unruhe: 0.02 },
  'tempo-30': { von: 'sensible-orte', verlauf: [0.34, 0.352, 0.365, 0.378, 0.39, 0.402, 0.418, 0.436, 0.458, 0.503, 0.548], gefaelle: { dicht: 0.1 } },
  // Freizeit
  sportverein: { von: 'minderjaehrige', verlauf: [0.622, 0.624, 0.621, 0.618, 0.615, 0.583, 0.566, 0.592, 0.611, 0.622, 0.628], gefaelle: { armut: -0.22 }, merkmale: { geschlecht: { m: 1.14, w: 0.86 }, alter: { u6: 0.55, a06: 1.24 } } },
  musikschule: { von: 'kinder-6-17', verlauf: [0.0618, 0.0621, 0.0622, 0.0619, 0.0616, 0.0562, 0.0545, 0.0579, 0.0608, 0.0622, 0.0634], gefaelle: { armut: -0.5 }, merkmale: { geschlecht: { m: 0.88, w: 1.12 }, alter: { a06: 1.3, a10: 1.05, a14: 0.6 } } },
  buecherei: { von: 'kinder-u15', verlauf: [0.162, 0.163, 0.161, 0.16, 0.158, 0.133, 0.128, 0.151, 0.163, 0.172, 0.178], gefaelle: { armut: -0.25, dicht: 0.2 }, merkmale: { alter: { a00: 0.25, a03: 1.1, a06: 1.28 }, geschlecht: { m: 0.93, w: 1.07 } } },
  oeffnungsstunden: { von: 'kinder-6-17', verlauf: [0.0139, 0.0146, 0.0164], gefaelle: { armut: 0.35 } },
  ferienplaetze: { von: 'kinder-6-14', verlauf: [0.098, 0.099, 0.101, 0.104, 0.107, 0.081, 0.088, 0.108, 0.122, 0.13, 0.136], unruhe: 0.02 },
};

/** Figures of the whole town that are no share of its people: base and share, or the value itself, by year. */
export interface Stadtreihe {
  readonly nenner?: readonly number[];
  readonly quote?: readonly number[];
  /** Decimals of the numerator. */
  readonly stellen?: number;
  /** Values without numerator and denominator. */
  readonly wert?: readonly number[];
  readonly merkmale?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const STADTREIHEN: Readonly<Record<string, Stadtreihe>> = {
  W06: { nenner: [9600, 10150, 9850], quote: [0.421, 0.43, 0.436, 0.441, 0.468, 0.425, 0.439, 0.487, 0.522, 0.551, 0.574], merkmale: { leistung: { lernfoerderung: 0.12, mittagessen: 0.46, teilhabe: 0.2, ausfluege: 0.22 } } },
  V07: { nenner: [104, 109, 114], quote: [0.182, 0.221, 0.272] },
  V08: { nenner: [2080, 2160, 2140], quote: [0.061, 0.075, 0.058] },
  B08: { nenner: [20350, 20700, 21250], quote: [0.00092, 0.00112, 0.00168], stellen: 1 },
  B09: { nenner: [1560, 1620, 1690], quote: [0.092, 0.099, 0.083] },
  M04: { nenner: [268, 268, 269], quote: [0.412, 0.441, 0.49], stellen: 1 },
  A01: { nenner: [0, 0, 0, 0, 0, 0, 0, 62, 247, 249, 248], quote: [0, 0, 0, 0, 0, 0, 0, 21.4, 33.8, 41.2, 47.9] },
  A02: { wert: [41, 40, 42, 40, 38, 39, 36, 33, 29, 25, 22] },
  A03: { nenner: [14800, 16200, 18300], quote: [0.041, 0.052, 0.061, 0.074, 0.093, 0.158, 0.196, 0.228, 0.271, 0.338, 0.407] },
  G06: { wert: [4.12, 4.15, 4.11, 4.2, 4.24, 4.22, 4.3, 4.33, 4.29, 4.37, 4.41] },
};

/** Rents have no numerator: the town's course and what the Stadtbezirke differ by. */
export const MIETEN = { verlauf: [5.92, 6.14, 6.39, 6.66, 6.9, 7.12, 7.45, 7.86, 8.27, 8.64, 8.98], bezirke: { altstadt: 1.07, nordfeld: 0.93, hafen: 0.96, lindenau: 1.02, ostheide: 1, muehlengrund: 0.99, westerholz: 1.06 } } as const;

/** Which counts make an indicator; where the definition changed, one numerator and denominator a version. */
export const INDIKATOREN: Readonly<Record<string, readonly (readonly [zaehler: string, nenner: string | null])[]>> = {
  D01: [['bevoelkerung', null]],
  D02: [['kinder-u18', 'einwohner']],
  D03: [['familien', 'haushalte']],
  D04: [['alleinerziehendeFrueher', 'familien'], ['alleinerziehende', 'familien']],
  D05: [['kinderreiche', 'familien']],
  D06: [['kinder-migration', 'minderjaehrige']],
  D07: [['geburten', 'frauen-15-44']],
  D08: [['wanderung', 'minderjaehrige']],
  D09: [['junge-u20', 'mittlere-20-64']],
  W01: [['regelleistung-u15', 'kinder-u15']],
  W02: [['personen-in-bg', 'minderjaehrige']],
  W03: [['bg-alleinerziehend', 'alleinerziehendeFrueher'], ['bg-alleinerziehend', 'alleinerziehende']],
  W04: [['bg-paare', 'paare']],
  W05: [['mindestsicherung', 'einwohner']],
  W07: [['wohngeldhaushalte', 'familien']],
  W08: [['unterhaltsvorschuss', 'minderjaehrige-stufen']],
  W09: [['beitragsbefreite', 'kita-kinder']],
  W10: [['arbeitslose-u25', 'erwerbspersonen-u25']],
  W11: [['einkommen', 'einwohner-mittel']],
  V01: [['plaetze-u3', 'kinder-u3-vorjahr']],
  V02: [['kita-kinder-u3', 'kinder-u3-vorjahr']],
  V03: [['plaetze-ue3', 'kinder-3-6-vorjahr']],
  V04: [['vertrag-45', 'kita-kinder']],
  V05: [['ganztag', 'grundschulkinder']],
  V06: [['frauen-beschaeftigt', 'frauen-15-64']],
  B01: [['kita-sprache', 'kita-kinder']],
  B02: [['schueler-sprache', 'schueler']],
  B03: [['uebergang-gymnasium', 'viertklaessler']],
  B04: [['hauptschulempfehlung', 'viertklaessler']],
  B05: [['ohne-abschluss', 'abgaenge']],
  B06: [['abitur', 'abgaenge']],
  B07: [['anschluss', 'abgaenge']],
  B10: [['familienzentren', 'kinder-u6']],
  B11: [['willkommensbesuche', 'geburten']],
  B12: [['hilfen', 'junge-u21']],
  G01: [['vorsorge-u8-u9', 'vorsorgehefte']],
  G02: [['masern-zweifach', 'impfbuecher']],
  G03: [['adipositas', 'untersuchte']],
  G04: [['sprache-auffaellig', 'untersuchte']],
  G05: [['koordination-auffaellig', 'untersuchte']],
  G07: [['pflegegeld', 'einwohner']],
  O02: [['gefoerderte-wohnungen', 'haushalte']],
  O03: [['beengte-familien', 'familien']],
  O04: [['spielflaeche', 'kinder-u14']],
  O05: [['spielplatz-nah', 'kinder-u12']],
  M01: [['verunglueckte', 'kinder-u15']],
  M02: [['ticketnutzer', 'ticket-berechtigte']],
  M03: [['tempo-30', 'sensible-orte']],
  F01: [['sportverein', 'minderjaehrige']],
  F02: [['musikschule', 'kinder-6-17']],
  F03: [['buecherei', 'kinder-u15']],
  F04: [['oeffnungsstunden', 'kinder-6-17']],
  F05: [['ferienplaetze', 'kinder-6-14']],
};

/** Invented values to compare with: 2015, 2020, 2025. */
export const VERGLEICHE: Readonly<Record<'nrw' | 'deutschland', Readonly<Record<string, readonly number[]>>>> = {
  nrw: {
    D02: [16.5, 16.7, 17.2], D03: [20.6, 20.3, 20.1], D04: [], D06: [38.4, 42.1, 44.8], D07: [46.4, 47.2, 40.6], D09: [30.7, 31.1, 32.0],
    W01: [18.6, 17.8, 17.1], W02: [18.9, 18.1, 17.4], W04: [8.1, 7.7, 7.2], W05: [12.0, 11.4, 11.7], W08: [3.9, 4.7, 5.1], W10: [6.2, 6.0, 5.8], W11: [20300, 22100, 26400],
    V02: [25.8, 28.9, 33.0], V03: [96.4, 97.8, 99.1], V04: [46.8, 50.9, 54.2], V05: [44.5, 51.8, 60.4], V06: [49.6, 53.4, 56.9],
    B03: [40.2, 40.6, 40.1], B05: [5.9, 5.7, 6.2], B06: [37.9, 37.2, 36.8], B12: [30.6, 33.1, 34.4],
    G01: [89.5, 90.1, 91.4], G02: [93.1, 93.6, 94.0], G03: [4.4, 4.7, 5.0], G04: [21.9, 23.8, 25.1], G05: [11.2, 11.9, 11.8], G06: [4.6, 4.7, 4.9], G07: [17.2, 22.9, 28.4],
    O02: [58.4, 49.2, 44.6], M01: [2.34, 2.01, 2.02], A02: [37, 36, 28],
  },
  deutschland: {
    D02: [16.1, 16.5, 16.8], D03: [20.1, 19.6, 19.3], D07: [44.9, 46.8, 40.1], D09: [29.9, 30.6, 31.4],
    W01: [14.6, 13.4, 12.9], W02: [14.9, 13.7, 13.2], W05: [9.7, 8.9, 9.4], W08: [3.3, 4.2, 4.6], W10: [4.6, 4.9, 4.8], W11: [21100, 23300, 28200],
    V02: [32.9, 35.0, 37.4], V06: [51.6, 54.7, 57.8],
    B05: [5.9, 6.1, 6.8], B06: [34.1, 34.8, 34.6], B12: [27.8, 30.2, 31.0],
    G07: [16.9, 24.6, 30.9], M01: [2.61, 2.12, 2.16],
  },
};
