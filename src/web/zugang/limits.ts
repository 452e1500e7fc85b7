import type { Bremse } from '../../storage/anmeldung.ts';

// Limits on attempts. Their keys are facts of the server: the address of the connection, the account. A mail address that is typed counts
// in its one spelling, and always beside the address of the connection, which can't be typed.

const WINDOW = 15;

/** A town hall has one address for all its people, so it may fail more often than one account. */
export function passwordLimits(town: string, address: string, email: string): Bremse[] {
  return [addressLimit(town, address), { schluessel: passwordKey(email), hoechstens: 10, minuten: WINDOW }];
}

export function addressLimit(town: string, address: string): Bremse {
  return { schluessel: `anmelden ${town} adresse ${address}`, hoechstens: 100, minuten: WINDOW };
}

/** By the mail address in its one spelling, whether it has an account or not: else the limit itself would tell which have one. */
export function passwordKey(email: string): string {
  return `anmelden ${email.trim().normalize('NFC').toLowerCase()}`;
}

/** A code has a million values: ten guesses a quarter of an hour are far from it. */
export function codeLimits(konto: string): Bremse[] {
  return [{ schluessel: codeKey(konto), hoechstens: 10, minuten: WINDOW }];
}

export function codeKey(konto: string): string {
  return `faktor konto ${konto}`;
}

/** One's own password, asked again. */
export function ownPasswordLimits(konto: string): Bremse[] {
  return [{ schluessel: `eigenes kennwort ${konto}`, hoechstens: 10, minuten: WINDOW }];
}

/** Nobody's mailbox is to be filled by us. */
export function resetLimits(address: string, konto: string | undefined): Bremse[] {
  return [{ schluessel: `kennwort adresse ${address}`, hoechstens: 30, minuten: 60 }, ...(konto === undefined ? [] : [{ schluessel: `kennwort konto ${konto}`, hoechstens: 3, minuten: 60 }])];
}

/** Each sign-in that begins at the service leaves a token behind; one that succeeds clears the count, since a town hall has one address. */
export function ssoLimits(town: string, address: string): Bremse[] {
  return [{ schluessel: ssoKey(town, address), hoechstens: 60, minuten: WINDOW }];
}

export function ssoKey(town: string, address: string): string {
  return `sso ${town} adresse ${address}`;
}

/** Links with a token hold 256 bits; the limit is for the noise. */
export function tokenLimits(town: string, address: string): Bremse[] {
  return [{ schluessel: `zeichen ${town} adresse ${address}`, hoechstens: 60, minuten: WINDOW }];
}
