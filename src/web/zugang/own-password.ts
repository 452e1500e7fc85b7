import type { StaffAsked } from '../route.ts';
import { ownPasswordLimits } from './limits.ts';

/** Asked again before the account itself changes, and as hard to guess here as at the sign-in. Counted before it is compared. */
export async function isOwnPassword(asked: StaffAsked, typed: string): Promise<boolean> {
  const { anmeldung, konten, protokoll } = asked.house.storage;
  const [town, limits] = [asked.town.id, ownPasswordLimits(asked.who.konto)];
  const konto = await asked.inTown(async (db) => ((await anmeldung.noteVersuch(db, town, limits)) ? undefined : konten.findGeheimnis(db, town, { id: asked.who.konto })));
  const isRight = await asked.house.effects.verifyPassword(konto?.kennwort ?? undefined, typed);
  await asked.inTown(async (db) => {
    if (isRight) await anmeldung.forgiveVersuch(db, town, limits);
    else await protokoll.writeProtokoll(db, town, { konto: asked.who.konto, handlung: 'anmeldung.gescheitert', gegenstand: asked.who.konto, angaben: { grund: 'eigenes-kennwort' } });
  });
  return isRight;
}
