import type { Child, FC } from 'hono/jsx';
import { formatDay, formatZeit } from '../../base/date.ts';
import { formatNumber, formatUnit } from '../../base/number.ts';
import { countNoun, listWords } from '../../base/text.ts';
import { darfIndikatorLesen } from '../../core/bericht/sichtbarkeit.ts';
import { isReleased, type Indikator } from '../../core/kennzahlen/indikator.ts';
import { Beschreibung, Kasten } from '../../document/workplace-parts.tsx';
import { Abschnitt, nameOfEinheit, Tabelle } from '../arbeitsplatz/teile.tsx';
import { readUnterlagen, titleOfFeld, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { ARTEN, describeMonths, RICHTUNGEN, VERGLEICHBAR, ZEITARTEN } from './woerter.ts';

interface ViewProps {
  readonly asked: StaffAsked;
  readonly indikator: Indikator;
  readonly unterlagen: Unterlagen;
}

/** The definition of one indicator; a draft is there only for those who work on it. */
export async function showKennzahl(asked: StaffAsked): Promise<Reply | undefined> {
  const unterlagen = await readUnterlagen(asked);
  const indikator = unterlagen.indikatoren.find(({ code }) => code === asked.params['code']);
  if (!indikator || !darfIndikatorLesen(asked.who, asked.lage, indikator)) return undefined;
  const view = { asked, indikator, unterlagen };
  return staffPage(asked, {
    title: indikator.name,
    pfad: [{ titel: 'Kennzahlen', href: linkTo('kennzahlen', { stadt: asked.town.id }) }],
    hilfe: ['Diese Seite zeigt, wie die Kennzahl bestimmt ist. Werte stehen in den Berichten.', 'Ändern sich Zähler, Nenner, Quelle oder Basis, entsteht eine neue Version; verglichen wird nur, was vergleichbar ist.'],
    inhalt: (
      <>
        {isReleased(indikator, asked.today) ? null : <Kasten ton="hinweis" titel="Diese Kennzahl ist noch nicht öffentlich." />}
        {indikator.frage === null ? null : <p>{indikator.frage}</p>}
        <Abschnitt id="bestimmung" titel="Bestimmung">
          <Zeilen zeilen={describeBestimmung(view)} />
        </Abschnitt>
        <Abschnitt id="versionen" titel="Versionen der Definition">
          <Versionen indikator={indikator} />
        </Abschnitt>
        <Abschnitt id="herkunft" titel="Herkunft und Güte">
          <Zeilen zeilen={describeHerkunft(view)} />
        </Abschnitt>
        <Zielwerte {...view} />
        <Massnahmen {...view} />
      </>
    ),
  });
}

interface Angabe {
  readonly name: string;
  readonly wert: Child;
}

/** Without those that say nothing. */
const Zeilen: FC<{ zeilen: readonly Angabe[] }> = ({ zeilen }) => <Beschreibung zeilen={zeilen.filter(({ wert }) => wert !== '' && wert !== null)} />;

function describeBestimmung({ indikator, unterlagen }: ViewProps): Angabe[] {
  return [
    { name: 'Kürzel', wert: indikator.code },
    { name: 'Kurzname', wert: indikator.kurz },
    { name: 'Handlungsfelder', wert: listWords(indikator.handlungsfelder.map((code) => titleOfFeld(unterlagen, code))) },
    { name: 'Einheit', wert: `${indikator.einheit}, ${countNoun(indikator.nachkommastellen, 'Nachkommastelle', 'Nachkommastellen')}` },
    { name: 'Richtung', wert: RICHTUNGEN[indikator.richtung] },
    { name: 'Art', wert: ARTEN[indikator.art] },
    { name: 'Zeit', wert: `${indikator.bezugszeit}; ${ZEITARTEN[indikator.zeitart]}` },
    { name: 'Räume', wert: listWords(indikator.raumebenen.map((code) => unterlagen.raumebenen.get(code) ?? code)) },
    { name: 'Merkmale', wert: indikator.merkmale.map(({ titel, werte }) => `${titel}: ${werte.map(({ text }) => text).join(', ')}`).join('; ') },
    { name: 'Lesehilfe', wert: indikator.lesehilfe },
    { name: 'Grenzen', wert: indikator.grenzen },
    { name: 'Kernindikator', wert: indikator.kernindikator ? 'ja' : 'nein' },
  ];
}

function describeHerkunft({ asked, indikator, unterlagen }: ViewProps): Angabe[] {
  const quelle = unterlagen.quellen.get(indikator.quelle);
  const degree = (grade: number | null): string => (grade === null ? '' : `${grade} von 3`);
  return [
    { name: 'Quelle', wert: quelle ? `${quelle.titel} (${quelle.herausgeber})` : indikator.quelle },
    { name: 'Rhythmus', wert: describeMonths(indikator.rhythmus_monate) },
    { name: 'Liegt vor', wert: indikator.liefermonate === 0 ? 'am Ende der Bezugszeit' : `${countNoun(indikator.liefermonate, 'Monat', 'Monate')} nach der Bezugszeit` },
    { name: 'Verantwortlich', wert: nameOfEinheit(asked.town, indikator.verantwortlich) },
    { name: 'Verfügbarkeit', wert: degree(indikator.verfuegbarkeit) },
    { name: 'Qualität', wert: degree(indikator.qualitaet) },
    { name: 'Geheimhaltung', wert: indikator.personenbezogen ? `Zähler unter ${indikator.min_zaehler} und Nenner unter ${indikator.min_nenner} werden nicht gezeigt` : 'nicht nötig, zählt keine Personen' },
    { name: 'Status', wert: indikator.status },
    { name: 'Öffentlich ab', wert: indikator.veroeffentlicht_am === null ? 'nicht festgelegt' : formatDay(indikator.veroeffentlicht_am) },
    { name: 'Belege', wert: indikator.quellen.map((code) => unterlagen.quellen.get(code)?.titel ?? code).join('; ') },
  ];
}

const Versionen: FC<{ indikator: Indikator }> = ({ indikator: { versionen } }) => (
  <Tabelle
    id="versionen-tabelle"
    titel="Alle Versionen"
    kopf={['Version', 'gilt ab', 'Zähler', 'Nenner', 'Faktor', 'vergleichbar mit der vorigen', 'Grund der Änderung'].map((titel) => ({ titel }))}
    zeilen={[...versionen].sort((a, b) => b.version - a.version).map(({ version, gueltig_ab, zaehler, nenner, faktor, vergleichbar, grund }) => [
      `Version ${version}`,
      gueltig_ab === null ? 'Beginn' : formatZeit(gueltig_ab),
      zaehler,
      nenner ?? '–',
      formatNumber(faktor),
      version === 1 ? '–' : VERGLEICHBAR[vergleichbar],
      grund ?? '–',
    ])}
  />
);

const Zielwerte: FC<ViewProps> = ({ indikator, unterlagen }) => {
  if (indikator.zielwerte.length === 0) return <></>;
  return (
    <Abschnitt id="zielwerte" titel="Zielwerte">
      <Tabelle
        id="zielwerte-tabelle"
        titel="Alle Zielwerte"
        kopf={[{ titel: 'Raum' }, { titel: 'Jahr', numeric: true }, { titel: 'Zielwert', numeric: true }, { titel: 'beschlossen' }]}
        zeilen={indikator.zielwerte.map(({ raum, jahr, wert, beschlossen }) => [unterlagen.raeume.get(raum) ?? raum, String(jahr), `${formatNumber(wert, indikator.nachkommastellen)}${formatUnit(indikator.einheit)}`, beschlossen ?? '–'])}
      />
    </Abschnitt>
  );
};

/** Measures that want to move it, as far as this person may see them. */
const Massnahmen: FC<ViewProps> = ({ asked, indikator, unterlagen }) => {
  const moving = visibleMassnahmen(asked, unterlagen).filter(({ indikatoren }) => indikatoren.includes(indikator.code));
  if (moving.length === 0) return <></>;
  return (
    <Abschnitt id="massnahmen" titel="Maßnahmen dazu">
      <ul>
        {moving.map(({ code, titel }) => (
          <li>
            <a href={linkTo('massnahme', { stadt: asked.town.id, code })}>{titel}</a>
          </li>
        ))}
      </ul>
    </Abschnitt>
  );
};
