import type { Organisationseinheit } from '../../core/steuerung/organisation.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import type { Db } from '../../storage/database.ts';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { changeForm, differences, judgeEinheit, judgeNew, newForm, readEinheit, takenCode } from './organisation-form.ts';
import { einheitPage, newPage } from './organisation.tsx';

/** The form of the office that the address names; of one that is not there no draft is kept either. */
export async function einheitForm(asked: StaffAsked): Promise<Formular> {
  const found = await asked.inTown((db) => findEinheit(db, asked));
  return found ? changeForm(asked, found) : { ...changeForm(asked, NOBODY), entwurf: false };
}

const NOBODY = { revision: 0, inhalt: { code: '', name: '', kurz: '', uebergeordnet: null, gueltig_ab: null, gueltig_bis: null } } as const;

function findEinheit(db: Db, { house, town, params }: StaffAsked) {
  return house.storage.eintraege.findEintrag<Organisationseinheit>(db, town.id, 'organisation', params['code'] ?? '');
}

/** Saved, faulty, or overtaken: somebody else has saved since the form was opened. */
type Ausgang = 'gespeichert' | 'überholt' | readonly FeldProblem[];

/** Changes an office. What is the same is saved already, so a form that is sent twice changes once. */
export async function changeEinheit(asked: StaffAsked): Promise<Reply | undefined> {
  const code = asked.params['code'] ?? '';
  const neu = readEinheit(asked.form, code);
  const ausgang = await asked.inTown(async (db): Promise<Ausgang | undefined> => {
    await lockTown(db, asked);
    const stand = await findEinheit(db, asked);
    if (!stand) return undefined;
    const problems = judgeEinheit(neu, await listEinheiten(db, asked), asked.form.problems);
    if (problems.length > 0) return problems;
    const felder = differences(stand.inhalt, neu);
    if (felder.length > 0 && stand.revision !== Number(asked.form.value['revision'])) return 'überholt';
    if (felder.length > 0 && !(await write(db, asked, neu, stand.revision, { felder }))) return 'überholt';
    await asked.house.storage.entwuerfe.removeEntwurf(db, asked.town.id, asked.who.konto, changeForm(asked, stand).code);
    return 'gespeichert';
  });
  if (ausgang === undefined) return undefined;
  if (ausgang === 'gespeichert') return seeOther(linkTo('organisation.einheit', { stadt: asked.town.id, code }, { meldung: 'gespeichert' }));
  return einheitPage(asked, ausgang === 'überholt' ? { typed: asked.form.typed, problems: [], konflikt: neu } : { typed: asked.form.typed, problems: ausgang });
}

/** Waits until no other change of the town is under way: two that are right alone can make a circle together. */
function lockTown(db: Db, { house, town }: StaffAsked): Promise<void> {
  return house.storage.konten.lockTown(db, town.id);
}

function listEinheiten(db: Db, { house, town }: StaffAsked): Promise<Organisationseinheit[]> {
  return house.storage.eintraege.listEintraege(db, town.id, 'organisation');
}

async function write(db: Db, { house, town, who }: StaffAsked, einheit: Organisationseinheit, after: number, angaben: Readonly<Record<string, unknown>>): Promise<boolean> {
  const isWritten = await house.storage.eintraege.changeEintrag(db, town.id, 'organisation', einheit.code, einheit, after);
  if (isWritten) await house.storage.protokoll.writeProtokoll(db, town.id, { konto: who.konto, handlung: 'organisation.geaendert', gegenstand: einheit.code, angaben });
  return isWritten;
}

/** A new office. */
export async function createEinheit(asked: StaffAsked): Promise<Reply> {
  const neu = readEinheit(asked.form);
  const problems = await asked.inTown(async (db): Promise<FeldProblem[]> => {
    await lockTown(db, asked);
    const found = judgeNew(asked.lang, neu, await listEinheiten(db, asked), asked.form.problems);
    if (found.length > 0) return found;
    if (!(await write(db, asked, neu, 0, { neu: true }))) return [takenCode(asked.lang, neu.code)];
    await asked.house.storage.entwuerfe.removeEntwurf(db, asked.town.id, asked.who.konto, newForm(asked).code);
    return found;
  });
  return problems.length === 0 ? seeOther(linkTo('organisation.einheit', { stadt: asked.town.id, code: neu.code }, { meldung: 'einheit-angelegt' })) : newPage(asked, asked.form.typed, problems);
}
