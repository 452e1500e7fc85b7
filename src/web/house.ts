import type { Effects } from '../effects/effects.ts';
import type { Log } from '../effects/log.ts';
import type { Oidc } from '../effects/oidc.ts';
import type * as aenderungen from '../storage/aenderungen.ts';
import type * as anmeldung from '../storage/anmeldung.ts';
import type * as auftraege from '../storage/auftraege.ts';
import type * as ausgaben from '../storage/bericht.ts';
import type { Db } from '../storage/database.ts';
import type * as eintraege from '../storage/eintraege.ts';
import type * as entwuerfe from '../storage/entwuerfe.ts';
import type * as freigaben from '../storage/freigaben.ts';
import type * as nachrichten from '../storage/nachrichten.ts';
import type * as protokoll from '../storage/protokoll.ts';
import type * as konten from '../storage/zugang.ts';
import type { Place } from './place.ts';
import type { Publications } from './publications.ts';

/** Everything that handlers may use, handed in by `cli`: so a handler knows neither disk nor database by itself. */
export interface House {
  readonly publications: Publications;
  /** One transaction in which the rows of this town are there, and no others. */
  readonly inTown: <T>(town: string, work: (db: Db) => Promise<T>) => Promise<T>;
  readonly listTowns: () => Promise<{ readonly id: string; readonly name: string; readonly stand: number }[]>;
  /** What is kept, by subject. Each function takes the transaction and the town first. */
  readonly storage: {
    readonly aenderungen: typeof aenderungen;
    readonly anmeldung: typeof anmeldung;
    readonly auftraege: typeof auftraege;
    readonly ausgaben: typeof ausgaben;
    readonly eintraege: typeof eintraege;
    readonly entwuerfe: typeof entwuerfe;
    readonly freigaben: typeof freigaben;
    readonly konten: typeof konten;
    readonly nachrichten: typeof nachrichten;
    readonly protokoll: typeof protokoll;
  };
  readonly effects: Pick<Effects, 'today' | 'now' | 'newToken' | 'newId' | 'hashPassword' | 'verifyPassword' | 'needsRehash' | 'totp'>;
  readonly log: Log;
  /** Writes down an error of the program, without what it says. */
  readonly reportFault: (error: Error) => void;
  readonly place: Place;
  /** Single sign-on; undefined where none is set up. */
  readonly oidc: Oidc | undefined;
  /** Does the single sign-on have to vouch for a second factor? */
  readonly wantsSecondFactor: boolean;
  /** Roles that groups of the single sign-on give in a town. */
  readonly rolesOfGroups: (town: string, groups: readonly string[]) => Promise<readonly { readonly rolle: string; readonly bereich: string | null }[]>;
  /** Is a mail server set? If not, mails wait in the outbox. */
  readonly sendsMail: boolean;
  /** Tells the workers that a job was put in the queue. */
  readonly wake: () => void;
  /** A frozen edition as it lies in the data folder; undefined where its note is missing or does not fit the hash that it was entered with. */
  readonly readAusgabe: (id: string, sha256: string) => Promise<AusgabeFiles | undefined>;
  /** Backups that lie in the data folder, the newest first. */
  readonly listBackups: () => Promise<Sicherungsdatei[]>;
  readonly backupPlan: Sicherungsplan;
  /** Is this installation able to work right now? Checked at most once a second. */
  readonly readiness: () => Promise<{ readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> }>;
  /** Stylesheets, script and letters of the staff's pages, by file name. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  readonly fonts: ReadonlyMap<string, Uint8Array>;
}

/** A frozen edition on disk. */
export interface AusgabeFiles {
  /** Version of the program that made it. */
  readonly version: string;
  readonly datenstandSha256: string;
  /** The note `ausgabe.json`, which names every file with its hash; its own hash is that of the edition. */
  readonly notiz: Uint8Array;
  readonly dateien: readonly { readonly pfad: string; readonly bytes: number; readonly sha256: string }[];
  /** Undefined where the file is missing or does not fit its hash. */
  readonly read: (pfad: string) => Promise<Uint8Array | undefined>;
}

export interface Sicherungsdatei {
  readonly name: string;
  readonly bytes: number;
  readonly am: Date;
}

/** When this installation backs itself up, how many of those files stay, and whether they are encrypted. */
export interface Sicherungsplan {
  /** `02:30`; undefined: never by itself. */
  readonly taeglich: string | undefined;
  readonly behalten: number;
  readonly verschluesselt: boolean;
}
