import type { Stadt } from '../core/bericht/stadt.ts';
import { describeHinweis } from '../core/bericht/stadt.ts';
import { darf, type Lage, type Person } from '../core/zugang/pruefung.ts';
import { readFormular, type FormReading, type Formular } from '../document/form-read.ts';
import { DEFAULT_LANG } from './catalogue.ts';
import type { House } from './house.ts';
import { PATHS } from './paths.ts';
import type { Reply } from './reply.ts';
import type { DoorRoute, StaffAsked, StaffRoute, TownAsked, TownFacts } from './route.ts';
import { rahmenTexte, type Ablehnungstext } from './texte.ts';

/** A request as the server hands it over, with nothing in it that must not travel further. */
export interface Incoming {
  readonly params: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  /** Undefined for GET. */
  readonly body: readonly (readonly [string, string])[] | undefined;
  readonly cookies: ReadonlyMap<string, string>;
  readonly peer: TownAsked['peer'];
  readonly path: string;
  /** Sent by our script in the background: a page would be read by nobody. */
  readonly isQuiet: boolean;
}

/** Name of a cookie of a town; `__Host-` binds it to this host and to HTTPS. */
export function cookieOf(town: string, part: string): string {
  return `__Host-leitwerk-${town}${part === '' ? '' : `.${part}`}`;
}

const EMPTY: FormReading = { unbekannt: [], aktion: 'absenden', typed: {}, value: {}, list: {}, problems: [] };

/** Runs a route before the sign-in, after its query and its form were checked. */
export async function enterDoor(route: DoorRoute, house: House, town: TownFacts, incoming: Incoming): Promise<Reply | undefined> {
  const asked = townAsked(house, town, incoming);
  const checked = await readInput(route, asked, incoming);
  return 'kind' in checked ? checked : route.handle(checked.asked);
}

/**
 * The one gate before every staff page: signed in in this town, the right of the route, then query and form. `onUnknown` answers
 * who is not signed in, and is told whether something was shown that looked like a sign-in.
 */
export async function enterStaff(route: StaffRoute, house: House, town: TownFacts, incoming: Incoming, onUnknown: (asked: TownAsked, hadCookie: boolean) => Promise<Reply>): Promise<Reply | undefined> {
  const open = townAsked(house, town, incoming);
  const asked = await identify(open);
  if (!asked) return onUnknown(open, open.cookie('') !== undefined);
  // Signing out is for whoever is signed in, even after the last role is gone.
  if (route.name !== 'abmelden' && (!asked.darf('arbeitsplatz.benutzen') || !asked.darf(route.right))) {
    house.log.event('zugriff.verweigert', { stadt: town.id, weg: route.name, methode: route.method, recht: route.right, rollen: [...new Set(asked.who.rollen.map(({ rolle }) => rolle))].join(' '), status: 403 });
    return refuse(403, rahmenTexte(asked.lang).ablehnung.keinRecht);
  }
  const checked = await readInput(route, asked, incoming);
  if ('kind' in checked) return checked;
  const draft = checked.formular && (await keepDraft(checked.asked, checked.formular, incoming.isQuiet));
  if (draft) return draft;
  const reply = await route.handle(checked.asked);
  if (!reply && namesObject(route)) house.log.event('objekt.unbekannt', { stadt: town.id, weg: route.name, methode: route.method });
  return reply;
}

/** Does the path name something of the town? Whoever guesses at ids is then seen in the log. */
function namesObject({ name }: StaffRoute): boolean {
  return /:(?!stadt\b)\w/.test(PATHS[name]);
}

function townAsked(house: House, town: TownFacts, { params, query, cookies, peer, path }: Incoming): TownAsked {
  return {
    house,
    town,
    params,
    query: Object.fromEntries(query),
    form: EMPTY,
    now: house.effects.now(),
    today: house.effects.today(),
    peer,
    path,
    lang: DEFAULT_LANG,
    cookie: (part) => cookies.get(cookieOf(town.id, part)),
    inTown: (work) => house.inTown(town.id, work),
  };
}

/** Who asks, from the cookie and the database, each time anew: a role that was taken away is gone with the next request. */
async function identify(asked: TownAsked): Promise<StaffAsked | undefined> {
  const token = asked.cookie('');
  if (token === undefined) return undefined;
  const { anmeldung: signIns, konten } = asked.house.storage;
  const found = await asked.inTown(async (db) => {
    const anmeldung = await signIns.findAnmeldung(db, asked.town.id, token);
    return anmeldung && { anmeldung, who: await konten.readPerson(db, asked.town.id, { id: anmeldung.konto, name: anmeldung.name }, asked.today) };
  });
  return found && staffAsked(asked, found.who, found.anmeldung);
}

function staffAsked(asked: TownAsked, who: Person, anmeldung: StaffAsked['anmeldung']): StaffAsked {
  const lage: Lage = { tag: asked.today, organisation: asked.town.organisation };
  return { ...asked, who, anmeldung, lage, darf: (recht, bereich) => darf(who, recht, lage, bereich) };
}

/** What is asked with what the form said, and the form itself; none where nothing was sent. */
interface Checked<A> {
  readonly asked: A;
  readonly formular: Formular | undefined;
}

async function readInput<A extends TownAsked>(route: Pick<StaffRoute, 'name' | 'method'> & { readonly query?: readonly string[]; readonly form?: (asked: A) => Formular | Promise<Formular> }, asked: A, { query, body }: Incoming): Promise<Checked<A> | Reply> {
  const words = rahmenTexte(asked.lang).ablehnung;
  const reject = (grund: 'abfrage' | 'formular'): void => asked.house.log.event('anfrage.abgelehnt', { stadt: asked.town.id, weg: route.name, methode: route.method, status: 400, grund });
  const keys = query.map(([key]) => key);
  if (keys.some((key, index) => !route.query?.includes(key) || keys.indexOf(key) !== index)) {
    reject('abfrage');
    return refuse(400, words.adresseFalsch);
  }
  if (body === undefined || route.form === undefined) return { asked, formular: undefined };
  const formular = await route.form(asked);
  const form = readFormular(formular, body, asked.lang);
  if (form.unbekannt.length === 0) return { asked: { ...asked, form }, formular };
  reject('formular');
  return refuse(400, words.feldUnbekannt);
}

function refuse(status: 400 | 403, { titel, satz }: Ablehnungstext): Reply {
  return { kind: 'refusal', status, title: titel, sentence: satz };
}

/** Keeping and dropping a draft is the same for every form that offers it: back to the form, nothing else has happened. */
async function keepDraft(asked: StaffAsked, formular: Formular, isQuiet: boolean): Promise<Reply | undefined> {
  if (asked.form.aktion === 'absenden') return undefined;
  const { entwuerfe } = asked.house.storage;
  const [town, konto] = [asked.town.id, asked.who.konto];
  await asked.inTown((db) => (asked.form.aktion === 'entwurf' ? entwuerfe.putEntwurf(db, town, konto, formular.code, asked.form.typed) : entwuerfe.removeEntwurf(db, town, konto, formular.code)));
  if (isQuiet) return { kind: 'done' };
  return { kind: 'redirect', to: `${asked.path}?meldung=${asked.form.aktion === 'entwurf' ? 'entwurf' : 'verworfen'}` };
}

interface Known {
  readonly stand: number;
  readonly facts: TownFacts;
}

/** Facts of towns, read again when a town has changed. */
export class TownBook {
  private readonly known = new Map<string, Known>();
  private readonly house: Pick<House, 'inTown' | 'storage'>;

  constructor(house: Pick<House, 'inTown' | 'storage'>) {
    this.house = house;
  }

  async factsOf({ id, stand }: { readonly id: string; readonly stand: number }): Promise<TownFacts> {
    const known = this.known.get(id);
    if (known?.stand === stand) return known.facts;
    const facts = await this.house.inTown(id, async (db) => {
      const { listEintraege } = this.house.storage.eintraege;
      const [stadt] = await listEintraege(db, id, 'stadt');
      const seiten = await listEintraege(db, id, 'seiten');
      return describeTown(id, stadt, seiten, await listEintraege(db, id, 'organisation'));
    });
    this.known.set(id, { stand, facts });
    return facts;
  }
}

function describeTown(id: string, stadt: Stadt | undefined, seiten: TownFacts['seiten'], organisation: TownFacts['organisation']): TownFacts {
  return {
    id,
    name: stadt?.name ?? id,
    hinweis: stadt ? describeHinweis(stadt) : null,
    farbe: stadt?.farben.haupt ?? '#1d4f73',
    seiten: seiten.map(({ code, titel }) => ({ code, titel })),
    organisation,
  };
}
