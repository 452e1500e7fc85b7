import type { Organisationseinheit } from '../core/steuerung/organisation.ts';
import type { Lage, Person } from '../core/zugang/pruefung.ts';
import type { Recht } from '../core/zugang/recht.ts';
import type { FormReading, Formular } from '../document/form-read.ts';
import type { Lang } from '../document/texts.ts';
import type { Anmeldung } from '../storage/anmeldung.ts';
import type { Db } from '../storage/database.ts';
import type { Releases } from './bericht/releases.ts';
import type { House } from './house.ts';
import type { PathName } from './paths.ts';
import type { Publications } from './publications.ts';
import type { Reply } from './reply.ts';

/** What a handler of a public page is given: values, never the request itself. */
export interface Asked {
  readonly publications: Publications;
  readonly releases: Releases;
  readonly params: Readonly<Record<string, string>>;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
  readonly assets: ReadonlyMap<string, Uint8Array>;
  /** Towns that this host name shows: all, or the one that it belongs to. */
  readonly listTowns: () => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** What pages before and behind the sign-in need to know of a town. */
export interface TownFacts {
  readonly id: string;
  readonly name: string;
  readonly hinweis: string | null;
  readonly farbe: string;
  readonly seiten: readonly { readonly code: string; readonly titel: string }[];
  readonly organisation: readonly Organisationseinheit[];
}

/** What a handler before the sign-in is given. */
export interface TownAsked {
  readonly house: House;
  readonly town: TownFacts;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** What the form said; empty for a page that is only asked for. */
  readonly form: FormReading;
  readonly now: Date;
  readonly today: string;
  /** Facts about who asks that the server knows by itself. */
  readonly peer: { readonly address: string; readonly device: string; readonly origin: string };
  /** Value of one of our cookies: `''` the sign-in, else what comes after the town's name. */
  readonly cookie: (part: string) => string | undefined;
  /** The address that was asked for, with its query; for a page that must be asked for again after signing in. */
  readonly path: string;
  /** In which language the page speaks. Each subject keeps its words in a catalogue (`<subject>/texte.ts`). */
  readonly lang: Lang;
  readonly inTown: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
}

/** What a handler behind the sign-in is given. */
export interface StaffAsked extends TownAsked {
  readonly who: Person;
  readonly anmeldung: Anmeldung;
  readonly lage: Lage;
  /** The one gate, for this person today. */
  readonly darf: (recht: Recht, bereich?: string | null) => boolean;
}

interface Row<Given> {
  readonly name: PathName;
  readonly method: 'GET' | 'POST';
  /** Keys that may follow the question mark; any other is refused. */
  readonly query?: readonly string[];
  /** The form that is sent; every POST has one, if only a button. A key that it does not have is refused. */
  readonly form?: (asked: Given) => Formular | Promise<Formular>;
  /** Undefined means: not found. */
  readonly handle: (asked: Given) => Promise<Reply | undefined>;
}

/** For everybody: no cookie is read, nothing of it is secret. */
export interface PublicRoute {
  readonly name: string;
  readonly method: 'GET';
  readonly path: string;
  readonly right: 'öffentlich';
  readonly handle: (asked: Asked) => Promise<Reply | undefined>;
}

/** On the way to a sign-in. */
export interface DoorRoute extends Row<TownAsked> {
  readonly right: 'anmeldung';
}

/** Behind the sign-in. The right is part of the row: a route without one does not compile. */
export interface StaffRoute extends Row<StaffAsked> {
  readonly right: Recht;
}

export type Route = PublicRoute | DoorRoute | StaffRoute;

/** A form that is only a button. */
export const KNOPF: Formular = { code: 'knopf', felder: [], knopf: '' };

/** Keys of every list: sorting, page, and the message after something was done. */
export const LISTE = ['sort', 'richtung', 'seite', 'proSeite', 'meldung'] as const;
