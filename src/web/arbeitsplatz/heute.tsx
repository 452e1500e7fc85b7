import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import { countNoun } from '../../base/text.ts';
import { Aufgabenliste, Kasten } from '../../document/workplace-parts.tsx';
import type { Aenderungszeile } from '../../storage/aenderungen.ts';
import type { Db } from '../../storage/database.ts';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { Aenderungsliste } from './aenderungen.tsx';
import { listMassnahmenaufgaben, type Gruppe } from './aufgaben.ts';
import { listSichten } from './sichten.ts';
import { Abschnitt } from './teile.tsx';
import { readUnterlagen, type Unterlagen } from './unterlagen.ts';
import { listBetrieb, listEntwurfsaufgaben, listFreigaben, readWartendes } from './warteliste.ts';

const WEEKDAY = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** Lines of recent changes. */
const CHANGES = 5;

/** What waits for me, what colleagues have left me, and what has changed lately. */
export async function showHeute(asked: StaffAsked): Promise<Reply> {
  const { house, town, who, today } = asked;
  const unterlagen = await readUnterlagen(asked);
  const { wartendes, uebergaben, zeilen } = await asked.inTown(async (db) => ({
    wartendes: await readWartendes(asked, db),
    uebergaben: who.vertritt.length > 0 ? await house.storage.konten.listUebergaben(db, town.id, who.konto, today) : [],
    zeilen: await readNewest(asked, db, unterlagen),
  }));
  const gruppen = [...listFreigaben(asked, wartendes, unterlagen), ...listMassnahmenaufgaben(asked, unterlagen), ...listEntwurfsaufgaben(asked, wartendes), ...listBetrieb(asked, wartendes)];
  return staffPage(asked, {
    title: 'Heute',
    hilfe: [
      'Diese Seite sammelt, was auf Sie wartet: Freigaben, die Sie erteilen können, Maßnahmen Ihres Bereichs mit fehlender Meldung oder nahem Ende, Ihre Entwürfe und, wenn Sie die Administration sind, was im Betrieb klemmt.',
      'Was zuerst fällig war, steht oben. Erledigtes verschwindet von selbst.',
      'Vertreten Sie jemanden, steht hier auch, was auf diese Person wartet, und die Übergabe, die sie geschrieben hat.',
    ],
    inhalt: (
      <>
        <p class="leise">{WEEKDAY.format(Date.parse(`${today}T12:00:00Z`))}</p>
        {uebergaben.map((uebergabe) => (
          <Uebergabe {...uebergabe} />
        ))}
        <div class="spalten">
          <div>
            {gruppen.length === 0 ? <NichtsWartet /> : gruppen.map((gruppe, index) => <Aufgabengruppe gruppe={gruppe} id={`gruppe-${index + 1}`} heute={today} />)}
          </div>
          <Abschnitt id="aenderungen" titel="Letzte Änderungen">
            {zeilen.length === 0 ? <p class="leer">Noch hat sich nichts geändert.</p> : <Aenderungsliste asked={asked} unterlagen={unterlagen} zeilen={zeilen} namen={2} mitTag />}
            <ul>
              <li>
                <a href={linkTo('aenderungen', { stadt: town.id })}>Alle Änderungen</a>
              </li>
              <li>
                <a href={linkTo('bereich', { stadt: town.id })}>Mein Bereich</a>
              </li>
            </ul>
          </Abschnitt>
        </div>
      </>
    ),
  });
}

const newest = new WeakMap<Unterlagen, { readonly tag: string; readonly lines: Map<string, readonly Aenderungszeile[]> }>();

/** The newest changes. Whoever has the same roles sees the same ones until the town changes or the day ends, and this page is asked for often. */
async function readNewest(asked: StaffAsked, db: Db, unterlagen: Unterlagen): Promise<readonly Aenderungszeile[]> {
  const before = newest.get(unterlagen);
  const { lines } = before?.tag === asked.today ? before : { lines: new Map<string, readonly Aenderungszeile[]>() };
  newest.set(unterlagen, { tag: asked.today, lines });
  const roles = JSON.stringify([asked.who.rollen, asked.who.vertritt.map(({ rollen }) => rollen)]);
  const known = lines.get(roles);
  if (known) return known;
  const read = await asked.house.storage.aenderungen.listAenderungszeilen(db, asked.town.id, listSichten(asked, unterlagen), { hoechstens: CHANGES });
  lines.set(roles, read);
  return read;
}

const Uebergabe: FC<{ name: string; bis: string; uebergabe: string | null }> = ({ name, bis, uebergabe }) => (
  <Kasten ton="hinweis" titel={`Sie vertreten ${name} bis zum ${formatDay(bis)}`}>
    {uebergabe === null || uebergabe.trim() === '' ? <p>Eine Übergabe ist nicht geschrieben.</p> : uebergabe.split(/\n+/).map((absatz) => <p>{absatz}</p>)}
  </Kasten>
);

const NichtsWartet: FC = () => (
  <div class="leer">
    <p>Heute wartet nichts auf Sie.</p>
  </div>
);

const Aufgabengruppe: FC<{ gruppe: Gruppe; id: string; heute: string }> = ({ gruppe: { titel, aufgaben, mehr }, id, heute }) => (
  <Abschnitt id={id} titel={<>{titel} <span class="leise">({mehr === undefined ? countNoun(aufgaben.length, 'Aufgabe', 'Aufgaben') : `die ersten ${aufgaben.length}`})</span></>}>
    <Aufgabenliste aufgaben={aufgaben} heute={heute} />
    {mehr === undefined ? null : (
      <p>
        <a href={mehr.href}>{mehr.text}</a>
      </p>
    )}
  </Abschnitt>
);
