import { KONTOTAFEL, KONTOZUSTAENDE, type Kontouebergang } from './konto.ts';
import { ALLE_RECHTE, OBJEKTE, reichweiteVon, ZUGRIFFE, type Objekt, type Recht, type Zugriff } from './recht.ts';
import { MIT_BEREICH, NICHT_VERTRETBAR, ROLLEN, VERGEBBAR, type Rolle } from './rolle.ts';
import { ZWEI_PERSONEN } from './zweipersonen.ts';

const ROLLENFOLGE = Object.keys(ROLLEN) as Rolle[];
const REICHWEITEN = { alle: 'ja', eigene: 'eigene' } as const;

/** The table of rights for the handbook, in Markdown: a table for each object, one row a right, one column a role. */
export function describeRechte(): string {
  return (Object.keys(OBJEKTE) as Objekt[]).map(describeObjekt).join('\n\n');
}

/** The roles for the handbook, in Markdown. */
export function describeRollen(): string {
  const rows = ROLLENFOLGE.map((rolle) => [`**${rolle}**`, ROLLEN[rolle].titel, ROLLEN[rolle].wer, describeBereich(rolle), describeVertretbar(rolle)]);
  return table(['Kürzel', 'Rolle', 'Wer das ist', 'gilt für', 'Vertretung'], rows);
}

/** The two-person rule for the handbook, in Markdown. */
export function describeZweipersonen(): string {
  const rows = ZWEI_PERSONEN.flatMap(({ titel, schritte }) => schritte.map((schritt, index) => [titel, `${index + 1}. ${schritt.titel}`, rollenMit(schritt.recht).join(', ')]));
  return table(['Vorgang', 'Schritt', 'Wer'], rows);
}

/** The life of an account for the handbook, in Markdown. */
export function describeZustaende(): string {
  const rows = Object.entries(KONTOTAFEL).flatMap(([zustand, handlungen]) =>
    Object.values(handlungen).map((zeile) => [zustand, `${zeile.beschriftung}${describeBedingung(zeile)}`, zeile.nach, zeile.recht === null ? 'die eingeladene Person' : `\`${zeile.recht}\``]),
  );
  const zustaende = Object.values(KONTOZUSTAENDE).map(({ titel, hinweis }) => `- **${titel}**: ${hinweis}`);
  return `${zustaende.join('\n')}\n\n${table(['Zustand', 'Handlung', 'danach', 'Wer'], rows)}`;
}

function describeObjekt(objekt: Objekt): string {
  const { titel, hinweis } = OBJEKTE[objekt];
  const rows = ALLE_RECHTE.filter((recht) => recht.startsWith(`${objekt}.`)).map((recht) => [ZUGRIFFE[recht.slice(objekt.length + 1) as Zugriff], `\`${recht}\``, ...describeZellen(recht)]);
  return [`### ${titel}`, ...(hinweis === undefined ? [] : [hinweis]), table(['Handlung', 'Recht', ...ROLLENFOLGE], rows)].join('\n\n');
}

function describeZellen(recht: Recht): string[] {
  return ROLLENFOLGE.map((rolle) => {
    const weite = reichweiteVon(recht, rolle);
    return weite === undefined ? '–' : REICHWEITEN[weite];
  });
}

function describeBereich(rolle: Rolle): string {
  if (rolle === 'TN') return 'den eigenen Antwortbogen';
  return MIT_BEREICH.includes(rolle) ? 'ein Amt und alles darunter' : 'die ganze Stadt';
}

function describeVertretbar(rolle: Rolle): string {
  if (!VERGEBBAR.includes(rolle)) return '–';
  return NICHT_VERTRETBAR.includes(rolle) ? 'nein' : 'ja';
}

function describeBedingung({ eingerichtet }: Kontouebergang): string {
  if (eingerichtet === undefined) return '';
  return eingerichtet ? ' (wenn es schon eingerichtet war)' : ' (wenn es nie eingerichtet war)';
}

function rollenMit(recht: Recht): string[] {
  return ROLLENFOLGE.filter((rolle) => reichweiteVon(recht, rolle) !== undefined).map((rolle) => ROLLEN[rolle].titel);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
