import type { Bremse } from '../../storage/anmeldung.ts';

// Limits on attempts. Their keys are facts of the server: the address of the connection, the account that was found. What a sender can
// choose freely stands in no key alone; an address typed wrongly counts for the address of the connection only.

const WINDOW = 15;

/** A town hall has one address for all its people, so it may fail more often than one account. */
export function passwordLimits(town: string, address: string, konto: string | undefined): Bremse[] {
  return [
    { schluessel: `anmelden ${town} adresse ${address}`, hoechstens: 100, minuten: WINDOW },
    ...(konto === undefined ? [] : [{ schluessel: passwordKey(konto), hoechstens: 10, minuten: WINDOW }]),
    { schluessel: `anmelden ${town}`, hoechstens: 2_000, minuten: WINDOW },
  ];
}

export function passwordKey(konto: string): string {
  return `anmelden konto ${konto}`;
}

/** A code has a million values: ten guesses a quarter of an hour are far from it. */
export function codeLimits(konto: string): Bremse[] {
  return [{ schluessel: codeKey(konto), hoechstens: 10, minuten: WINDOW }];
}

export function codeKey(konto: string): string {
  return `faktor konto ${konto}`;
}

/** Nobody's mailbox is to be filled by us. */
export function resetLimits(address: string, konto: string | undefined): Bremse[] {
  return [{ schluessel: `kennwort adresse ${address}`, hoechstens: 30, minuten: 60 }, ...(konto === undefined ? [] : [{ schluessel: `kennwort konto ${konto}`, hoechstens: 3, minuten: 60 }])];
}

/** Links with a token hold 256 bits; the limit is for the noise. */
export function tokenLimits(town: string, address: string): Bremse[] {
  return [{ schluessel: `zeichen ${town} adresse ${address}`, hoechstens: 60, minuten: WINDOW }];
}
