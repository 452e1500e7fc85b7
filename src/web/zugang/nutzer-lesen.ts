import { darfKonto, type Kontorecht, type Kontostand } from '../../core/zugang/konto.ts';
import { istWirksam, ROLLEN, type Rollenzuweisung } from '../../core/zugang/rolle.ts';
import type { Db } from '../../storage/database.ts';
import type { Konto, Kontorolle } from '../../storage/zugang.ts';
import { nameOfEinheit } from '../teile.tsx';
import type { StaffAsked } from '../route.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

/** An account with the roles that it holds. */
export interface KontoMitRollen {
  readonly konto: Konto;
  readonly rollen: readonly Kontorolle[];
}

/** The account that the address names, if the person may do this with it; any other is not there. */
export async function findKonto(db: Db, { house, town, params, who, lage }: StaffAsked, recht: Kontorecht): Promise<KontoMitRollen | undefined> {
  const konto = await house.storage.konten.findKonto(db, town.id, params['id'] ?? '');
  if (!konto) return undefined;
  const rollen = (await house.storage.konten.listRollen(db, town.id, [konto.id])).get(konto.id) ?? [];
  return darfKonto(who, recht, lage, rollen) ? { konto, rollen } : undefined;
}

export function standOf({ zustand, hat_kennwort, hat_sso }: Konto): Kontostand {
  return { zustand, eingerichtet: hat_kennwort || hat_sso };
}

export function isSelf(asked: StaffAsked, { id }: { readonly id: string }): boolean {
  return id === asked.who.konto;
}

/** The sealed zone and its supervision: the administration must not be able to take such an account over. */
export function isSealed({ konto, rollen }: KontoMitRollen): boolean {
  return konto.zustand === 'aktiv' && rollen.some(({ rolle }) => rolle === 'STAT' || rolle === 'DSB');
}

/** `Fachamt, Jugendamt` */
export function describeRolle({ town }: StaffAsked, { rolle, bereich }: Pick<Rollenzuweisung, 'rolle' | 'bereich'>): string {
  return bereich === null ? ROLLEN[rolle].titel : `${ROLLEN[rolle].titel}, ${nameOfEinheit(town, bereich)}`;
}

/**
 * The sentence that refuses a change by which a town would lose its last administrator, now or by the passing of time; `after` are the
 * roles that can still be used afterwards. To be asked while other changes of accounts wait.
 */
export async function judgeAdministration(db: Db, { house, town, today, lang }: StaffAsked, { konto, rollen }: KontoMitRollen, after: readonly Rollenzuweisung[]): Promise<string | undefined> {
  const isForGood = (zuweisung: Rollenzuweisung): boolean => zuweisung.rolle === 'ADM' && zuweisung.bis === null && istWirksam(zuweisung, today);
  const isAdministrator = konto.zustand === 'aktiv' && rollen.some((zuweisung) => zuweisung.rolle === 'ADM' && istWirksam(zuweisung, today));
  if (!isAdministrator || after.some(isForGood)) return undefined;
  const all = await house.storage.konten.listRollen(db, town.id);
  const others = (await house.storage.konten.listKonten(db, town.id)).filter(({ id, zustand }) => id !== konto.id && zustand === 'aktiv');
  return others.some(({ id }) => all.get(id)?.some((rolle) => rolle.herkunft === 'hand' && isForGood(rolle))) ? undefined : verwaltungTexte(lang).aendern.letzteAdministration;
}
