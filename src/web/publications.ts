import type { Datenstand } from '../core/bericht/datenstand.ts';
import type { Gliederung } from '../core/bericht/gliederung.ts';
import type { Stadtmappe } from '../core/bericht/stadtmappe.ts';

/** What the public pages are made from; handed in by `main`, so that pages know neither disk nor database. */
export interface Publications {
  listTowns(): Promise<{ id: string; name: string }[]>;
  findTown(id: string): Promise<PublicTown | undefined>;
  findReport(town: PublicTown, code: string): Promise<PublicReport | undefined>;
}

export interface PublicTown {
  readonly id: string;
  readonly mappe: Stadtmappe;
  /** The Datenstand of today, for the start page. */
  readonly datenstand: Datenstand;
  /** Outlines of the reports whose day of publication has come, newest first. */
  readonly reports: readonly Gliederung[];
  /** Changes when the start page has to be made anew. */
  readonly version: string;
}

export interface PublicReport {
  readonly code: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}
