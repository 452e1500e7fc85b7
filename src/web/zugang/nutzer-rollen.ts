import { darfKonto } from '../../core/zugang/konto.ts';
import type { Rollenzuweisung } from '../../core/zugang/rolle.ts';
import { readFormular, type Formular } from '../../document/form-read.ts';
import type { Db } from '../../storage/database.ts';
import type { Reply } from '../reply.ts';
import { KNOPF, type StaffAsked } from '../route.ts';
import { changeKonto, enter, type Ausgang } from './nutzer-aendern.tsx';
import { findKonto, isSelf, judgeAdministration, type KontoMitRollen } from './nutzer-lesen.ts';
import { isSameRolle, judgeRollen, readRollen, rollenForm } from './nutzer-rollenform.ts';
import { verwaltungTexte } from './texte-verwaltung.ts';

/** What a role is taken back by stands in the address; then the button is all that is sent. */
export const ROLLE_IM_WEG = ['rolle', 'bereich', 'von', 'bis'] as const;

export const takeForm = ({ lang }: StaffAsked): Formular => ({
  code: 'rolle-entziehen',
  knopf: verwaltungTexte(lang).konto.entziehen,
  felder: [
    { name: 'rolle', art: 'verborgen', beschriftung: '', pflicht: true, hoechstens: 10 },
    { name: 'bereich', art: 'verborgen', beschriftung: '', pflicht: false, hoechstens: 60 },
  ],
});

export const giveForm = (asked: StaffAsked): Formular => (asked.query['rolle'] === undefined ? rollenForm(asked) : KNOPF);

/** Gives a role, changes how long it is held, or gives back one that was just taken. */
export async function give(asked: StaffAsked): Promise<Reply | undefined> {
  const form = asked.query['rolle'] === undefined ? asked.form : readFormular(rollenForm(asked), Object.entries(asked.query));
  const given = { ...asked, form };
  const neue = readRollen(form);
  return changeKonto(given, (db) => findKonto(db, given, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const problems = [...form.problems, ...judgeRollen(given, neue, found.rollen)];
    const [neu] = neue;
    if (problems.length > 0 || neu === undefined) return { form: 'rolle', problems };
    const held = found.rollen.find((each) => isSameRolle(each, neu));
    if (held && isSelf(asked, found.konto)) return { satz: verwaltungTexte(asked.lang).rollen.eigene };
    return putRolle(db, given, found, neu, held !== undefined && held.von === neu.von && held.bis === neu.bis);
  });
}

async function putRolle(db: Db, asked: StaffAsked, found: KontoMitRollen, neu: Rollenzuweisung, isHeld: boolean): Promise<Ausgang> {
  if (isHeld) return { meldung: 'rolle' };
  const after = [...found.rollen.filter((each) => !isSameRolle(each, neu)), neu];
  const refused = await judgeAdministration(db, asked, found, after);
  if (refused !== undefined) return { satz: refused };
  await asked.house.storage.konten.giveRolle(db, asked.town.id, found.konto.id, neu);
  await enter(db, asked, 'konto.rolle', { ...neu, entzogen: false });
  return { meldung: 'rolle' };
}

/** Takes a role. One that is not held any more was taken already. */
export async function take(asked: StaffAsked): Promise<Reply | undefined> {
  const t = verwaltungTexte(asked.lang).rollen;
  return changeKonto(asked, (db) => findKonto(db, asked, 'konto.aendern'), async (db, found): Promise<Ausgang> => {
    const held = found.rollen.find(({ rolle, bereich }) => rolle === asked.form.value['rolle'] && (bereich ?? '') === asked.form.value['bereich']);
    if (!held) return { meldung: 'rolle-entzogen' };
    if (isSelf(asked, found.konto)) return { satz: t.eigene };
    if (held.herkunft === 'sso') return { satz: t.ausAnmeldedienst };
    const after = found.rollen.filter((each) => each !== held);
    if (!darfKonto(asked.who, 'konto.aendern', asked.lage, after)) return { satz: t.nichtMehrBetreut };
    const refused = await judgeAdministration(db, asked, found, after);
    if (refused !== undefined) return { satz: refused };
    const { rolle, bereich, von, bis } = held;
    await asked.house.storage.konten.takeRolle(db, asked.town.id, found.konto.id, rolle, bereich);
    await enter(db, asked, 'konto.rolle', { rolle, bereich, von, bis, entzogen: true });
    return { meldung: 'rolle-entzogen' };
  });
}
