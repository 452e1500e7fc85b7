import type { FC } from 'hono/jsx';
import { formatDay } from '../../base/date.ts';
import type { Lang } from '../../document/texts.ts';
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
import { Abschnitt } from '../teile.tsx';
import { arbeitsplatzTexte } from './texte.ts';
import { readUnterlagen, type Unterlagen } from './unterlagen.ts';
import { listBetrieb, listEntwurfsaufgaben, listFreigaben, readWartendes } from './warteliste.ts';

/** Lines of recent changes. */
const CHANGES = 5;

/** What waits for me, what colleagues have left me, and what has changed lately. */
export async function showHeute(asked: StaffAsked): Promise<Reply> {
  const { house, town, who, today, lang } = asked;
  const { heute: t, aenderungen, bereich } = arbeitsplatzTexte(lang);
  const unterlagen = await readUnterlagen(asked);
  const { wartendes, uebergaben, zeilen } = await asked.inTown(async (db) => ({
    wartendes: await readWartendes(asked, db),
    uebergaben: who.vertritt.length > 0 ? await house.storage.konten.listUebergaben(db, town.id, who.konto, today) : [],
    zeilen: await readNewest(asked, db, unterlagen),
  }));
  const gruppen = [...listFreigaben(asked, wartendes, unterlagen), ...listMassnahmenaufgaben(asked, unterlagen), ...listEntwurfsaufgaben(asked, wartendes), ...listBetrieb(asked, wartendes)];
  return staffPage(asked, {
    title: t.titel,
    hilfe: t.hilfe,
    inhalt: (
      <>
        <p class="leise">{t.wochentag(Date.parse(`${today}T12:00:00Z`))}</p>
        {uebergaben.map((uebergabe) => (
          <Uebergabe {...uebergabe} lang={lang} />
        ))}
        <div class="spalten">
          <div>
            {gruppen.length === 0 ? <NichtsWartet lang={lang} /> : gruppen.map((gruppe, index) => <Aufgabengruppe gruppe={gruppe} id={`gruppe-${index + 1}`} heute={today} lang={lang} />)}
          </div>
          <Abschnitt id="aenderungen" titel={aenderungen.titel}>
            {zeilen.length === 0 ? <p class="leer">{t.keineAenderung}</p> : <Aenderungsliste asked={asked} unterlagen={unterlagen} zeilen={zeilen} namen={2} mitTag />}
            <ul>
              <li>
                <a href={linkTo('aenderungen', { stadt: town.id })}>{t.alleAenderungen}</a>
              </li>
              <li>
                <a href={linkTo('bereich', { stadt: town.id })}>{bereich.titel}</a>
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

const Uebergabe: FC<{ name: string; bis: string; uebergabe: string | null; lang: Lang }> = ({ name, bis, uebergabe, lang }) => (
  <Kasten ton="hinweis" titel={arbeitsplatzTexte(lang).heute.vertretung(name, formatDay(bis))}>
    {uebergabe === null || uebergabe.trim() === '' ? <p>{arbeitsplatzTexte(lang).heute.ohneUebergabe}</p> : uebergabe.split(/\n+/).map((absatz) => <p>{absatz}</p>)}
  </Kasten>
);

const NichtsWartet: FC<{ lang: Lang }> = ({ lang }) => (
  <div class="leer">
    <p>{arbeitsplatzTexte(lang).heute.nichts}</p>
  </div>
);

const Aufgabengruppe: FC<{ gruppe: Gruppe; id: string; heute: string; lang: Lang }> = ({ gruppe: { titel, aufgaben, mehr }, id, heute, lang }) => {
  const t = arbeitsplatzTexte(lang).heute;
  return (
    <Abschnitt id={id} titel={<>{titel} <span class="leise">({mehr === undefined ? t.aufgaben(aufgaben.length) : t.ersteAufgaben(aufgaben.length)})</span></>}>
      <Aufgabenliste aufgaben={aufgaben} heute={heute} />
      {mehr === undefined ? null : (
        <p>
          <a href={mehr.href}>{mehr.text}</a>
        </p>
      )}
    </Abschnitt>
  );
};
