/** What is public; handed in by `cli`, so that handlers know neither disk nor database. */
export interface Publications {
  listTowns(): Promise<{ id: string; name: string }[]>;
  findTown(id: string): Promise<PublicTown | undefined>;
  findReport(town: PublicTown, code: string): Promise<PublicReport | undefined>;
}

/** A town as `printTownFiles` made it: its start page, its legal pages, their stylesheet and pictures. */
export interface PublicTown {
  readonly id: string;
  /** Codes of the reports whose day of publication has come, newest first. */
  readonly reports: readonly string[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface PublicReport {
  readonly code: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}
