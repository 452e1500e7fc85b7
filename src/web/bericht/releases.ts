import { isPublic, publicDayOf, type Gliederung } from '../../core/bericht/gliederung.ts';
import type { Db } from '../../storage/database.ts';
import type { AusgabeFiles, House } from '../house.ts';
import { readAusgaben, type Ausgabe } from './ausgaben.tsx';
import { standOf, VORGANG } from './freigabestand.ts';
import type { FrameFacts } from './pages.tsx';

/** An edition that two persons have released and whose day of publication has come, and when it was released. */
export interface Release extends Ausgabe {
  readonly freigegeben_am: Date;
}

/** What is public of the frozen editions; handlers of public pages see no others. */
export interface Releases {
  /** With what the frame of the page says; the town has to be there. The latest first. */
  readonly list: (town: string) => Promise<{ readonly town: FrameFacts; readonly ausgaben: readonly Release[] }>;
  /** Undefined for an edition that is not there, not whole, not released, or not public yet: nobody can tell which. */
  readonly find: (town: string, id: string) => Promise<AusgabeFiles | undefined>;
}

export function openReleases(house: Pick<House, 'inTown' | 'storage' | 'readAusgabe' | 'effects'>): Releases {
  const today = house.effects.today();
  return {
    list: (town) => house.inTown(town, async (db) => ({ town: await readFrame(db, town, house.storage), ausgaben: (await readAusgaben(db, town, house.storage)).flatMap((ausgabe) => asRelease(ausgabe, today)).sort((a, b) => b.freigegeben_am.getTime() - a.freigegeben_am.getTime()) })),
    find: async (town, id) => {
      const entered = await house.inTown(town, async (db) => {
        const isReleased = standOf(await house.storage.freigaben.listErteilt(db, town, VORGANG, id)) === 'freigegeben';
        const ausgabe = isReleased ? await house.storage.ausgaben.findAusgabe(db, town, id) : undefined;
        const bericht = ausgabe && (await house.storage.eintraege.findEintrag<Gliederung>(db, town, 'gliederungen', ausgabe.bericht));
        return ausgabe && isPublic(publicDayOf(ausgabe, bericht?.inhalt), today) ? ausgabe : undefined;
      });
      return entered && house.readAusgabe(id, entered.sha256);
    },
  };
}

function asRelease(ausgabe: Ausgabe, today: string): Release[] {
  const last = ausgabe.erteilt.at(-1);
  return ausgabe.stand === 'freigegeben' && last && isPublic(ausgabe.oeffentlich_am, today) ? [{ ...ausgabe, freigegeben_am: last.am }] : [];
}

async function readFrame(db: Db, id: string, { eintraege }: House['storage']): Promise<FrameFacts> {
  const [stadt] = await eintraege.listEintraege(db, id, 'stadt');
  const [leitprozess] = await eintraege.listEintraege(db, id, 'leitprozess');
  if (!stadt || !leitprozess) throw new Error(`The town ${id} has lost its first records`);
  return { id, datenstand: { stadt, leitprozess, seiten: await eintraege.listEintraege(db, id, 'seiten'), bilder: await eintraege.listEintraege(db, id, 'bilder') } };
}
