import type { Child, FC } from 'hono/jsx';
import { formatDay, formatZeit } from '../../base/date.ts';
import { formatNumber, formatUnit } from '../../base/number.ts';
import { listWords } from '../../base/text.ts';
import { darfIndikatorLesen } from '../../core/bericht/sichtbarkeit.ts';
import { isReleased, type Indikator } from '../../core/kennzahlen/indikator.ts';
import { Beschreibung, Kasten } from '../../document/workplace-parts.tsx';
import { Abschnitt, nameOfEinheit, Tabelle } from '../teile.tsx';
import { readUnterlagen, titleOfFeld, visibleMassnahmen, type Unterlagen } from '../arbeitsplatz/unterlagen.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { kennzahlenTexte, type KennzahlenTexte } from './texte.ts';

interface ViewProps {
  readonly asked: StaffAsked;
  readonly indikator: Indikator;
  readonly unterlagen: Unterlagen;
  readonly texte: KennzahlenTexte;
}

/** The definition of one indicator; a draft is there only for those who work on it. */
export async function showKennzahl(asked: StaffAsked): Promise<Reply | undefined> {
  const unterlagen = await readUnterlagen(asked);
  const indikator = unterlagen.indikatoren.find(({ code }) => code === asked.params['code']);
  if (!indikator || !darfIndikatorLesen(asked.who, asked.lage, indikator)) return undefined;
  const texte = kennzahlenTexte(asked.lang);
  const t = texte.kennzahl;
  const view = { asked, indikator, unterlagen, texte };
  return staffPage(asked, {
    title: indikator.name,
    pfad: [{ titel: texte.katalog.titel, href: linkTo('kennzahlen', { stadt: asked.town.id }) }],
    hilfe: t.hilfe,
    inhalt: (
      <>
        {isReleased(indikator, asked.today) ? null : <Kasten ton="hinweis" titel={t.nichtOeffentlich} />}
        {indikator.frage === null ? null : <p>{indikator.frage}</p>}
        <Abschnitt id="bestimmung" titel={t.bestimmung.titel}>
          <Zeilen zeilen={describeBestimmung(view)} />
        </Abschnitt>
        <Abschnitt id="versionen" titel={t.versionen.titel}>
          <Versionen {...view} />
        </Abschnitt>
        <Abschnitt id="herkunft" titel={t.herkunft.titel}>
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

function describeBestimmung({ indikator, unterlagen, texte }: ViewProps): Angabe[] {
  const t = texte.kennzahl.bestimmung;
  return [
    { name: t.kuerzel, wert: indikator.code },
    { name: t.kurzname, wert: indikator.kurz },
    { name: t.handlungsfelder, wert: listWords(indikator.handlungsfelder.map((code) => titleOfFeld(unterlagen, code))) },
    { name: t.einheit, wert: t.einheitMitStellen(indikator.einheit, indikator.nachkommastellen) },
    { name: t.richtung, wert: texte.richtungen[indikator.richtung] },
    { name: t.art, wert: texte.arten[indikator.art] },
    { name: t.zeit, wert: `${indikator.bezugszeit}; ${texte.zeitarten[indikator.zeitart]}` },
    { name: t.raeume, wert: listWords(indikator.raumebenen.map((code) => unterlagen.raumebenen.get(code) ?? code)) },
    { name: t.merkmale, wert: indikator.merkmale.map(({ titel, werte }) => `${titel}: ${werte.map(({ text }) => text).join(', ')}`).join('; ') },
    { name: t.lesehilfe, wert: indikator.lesehilfe },
    { name: t.grenzen, wert: indikator.grenzen },
    { name: t.kernindikator, wert: indikator.kernindikator ? texte.kernindikator.ja : texte.kernindikator.nein },
  ];
}

function describeHerkunft({ asked, indikator, unterlagen, texte }: ViewProps): Angabe[] {
  const t = texte.kennzahl.herkunft;
  const quelle = unterlagen.quellen.get(indikator.quelle);
  const degree = (grade: number | null): string => (grade === null ? '' : t.grad(grade));
  return [
    { name: t.quelle, wert: quelle ? `${quelle.titel} (${quelle.herausgeber})` : indikator.quelle },
    { name: t.rhythmus, wert: texte.rhythmus(indikator.rhythmus_monate) },
    { name: t.liegtVor, wert: indikator.liefermonate === 0 ? t.amEnde : t.monateDanach(indikator.liefermonate) },
    { name: t.verantwortlich, wert: nameOfEinheit(asked.town, indikator.verantwortlich) },
    { name: t.verfuegbarkeit, wert: degree(indikator.verfuegbarkeit) },
    { name: t.qualitaet, wert: degree(indikator.qualitaet) },
    { name: t.geheimhaltung, wert: indikator.personenbezogen ? t.verdeckt(indikator.min_zaehler, indikator.min_nenner) : t.ohnePersonen },
    { name: t.status, wert: indikator.status },
    { name: t.oeffentlichAb, wert: indikator.veroeffentlicht_am === null ? t.nichtFestgelegt : formatDay(indikator.veroeffentlicht_am) },
    { name: t.belege, wert: indikator.quellen.map((code) => unterlagen.quellen.get(code)?.titel ?? code).join('; ') },
  ];
}

const Versionen: FC<ViewProps> = ({ indikator: { versionen }, texte: { vergleichbar: vergleichbarkeit, kennzahl: { versionen: t } } }) => (
  <Tabelle
    id="versionen-tabelle"
    titel={t.tabelle}
    kopf={[t.version, t.giltAb, t.zaehler, t.nenner, t.faktor, t.vergleichbar, t.grund].map((titel) => ({ titel }))}
    zeilen={[...versionen].sort((a, b) => b.version - a.version).map(({ version, gueltig_ab, zaehler, nenner, faktor, vergleichbar, grund }) => [
      t.nummer(version),
      gueltig_ab === null ? t.beginn : formatZeit(gueltig_ab),
      zaehler,
      nenner ?? '–',
      formatNumber(faktor),
      version === 1 ? '–' : vergleichbarkeit[vergleichbar],
      grund ?? '–',
    ])}
  />
);

const Zielwerte: FC<ViewProps> = ({ indikator, unterlagen, texte: { kennzahl: { zielwerte: t } } }) => {
  if (indikator.zielwerte.length === 0) return <></>;
  return (
    <Abschnitt id="zielwerte" titel={t.titel}>
      <Tabelle
        id="zielwerte-tabelle"
        titel={t.tabelle}
        kopf={[{ titel: t.raum }, { titel: t.jahr, numeric: true }, { titel: t.zielwert, numeric: true }, { titel: t.beschlossen }]}
        zeilen={indikator.zielwerte.map(({ raum, jahr, wert, beschlossen }) => [unterlagen.raeume.get(raum) ?? raum, String(jahr), `${formatNumber(wert, indikator.nachkommastellen)}${formatUnit(indikator.einheit)}`, beschlossen ?? '–'])}
      />
    </Abschnitt>
  );
};

/** Measures that want to move it, as far as this person may see them. */
const Massnahmen: FC<ViewProps> = ({ asked, indikator, unterlagen, texte }) => {
  const moving = visibleMassnahmen(asked, unterlagen).filter(({ indikatoren }) => indikatoren.includes(indikator.code));
  if (moving.length === 0) return <></>;
  return (
    <Abschnitt id="massnahmen" titel={texte.kennzahl.massnahmen}>
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
