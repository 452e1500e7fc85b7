import { formatDay, formatDayShort } from '../../base/date.ts';
import type { Gliederung } from '../../core/bericht/gliederung.ts';
import type { FeldProblem, Formular } from '../../document/form-read.ts';
import { FormView } from '../../document/form.tsx';
import { staffPage } from '../frame.tsx';
import { linkTo } from '../paths.ts';
import { seeOther, type Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { berichtTexte } from './texte.ts';

async function listGliederungen({ inTown, house, town }: StaffAsked): Promise<Gliederung[]> {
  return inTown((db) => house.storage.eintraege.listEintraege(db, town.id, 'gliederungen'));
}

/** Which report, and up to which day it speaks. */
export async function freezeForm(asked: StaffAsked): Promise<Formular> {
  const t = berichtTexte(asked.lang).einfrieren;
  const gliederungen = await listGliederungen(asked);
  const [only] = gliederungen;
  return {
    code: 'einfrieren',
    knopf: t.knopf,
    felder: [
      {
        name: 'bericht',
        art: 'auswahl',
        beschriftung: t.bericht,
        pflicht: true,
        auswahl: gliederungen.map(({ code, titel, stichtag }) => ({ wert: code, text: t.berichtMitStichtag(titel, formatDayShort(stichtag)) })),
        ...(only && gliederungen.length === 1 ? { vorgabe: only.code } : {}),
      },
      { name: 'stichtag', art: 'tag', beschriftung: t.stichtag, hilfe: t.stichtagHilfe, pflicht: false },
    ],
  };
}

export async function showFreeze(asked: StaffAsked): Promise<Reply> {
  return freezePage(asked, []);
}

async function freezePage(asked: StaffAsked, problems: readonly FeldProblem[]): Promise<Reply> {
  const stadt = asked.town.id;
  const t = berichtTexte(asked.lang);
  const formular = await freezeForm(asked);
  const ausgaben = linkTo('ausgaben', { stadt });
  return staffPage(asked, {
    title: t.einfrieren.titel,
    pfad: [{ titel: t.ausgaben.titel, href: ausgaben }],
    problems,
    hilfe: t.einfrieren.hilfe,
    inhalt:
      formular.felder[0]?.auswahl?.length === 0 ? (
        <p class="leer">{t.einfrieren.leer}</p>
      ) : (
        <FormView
          formular={formular}
          action={linkTo('ausgaben.einfrieren', { stadt })}
          typed={problems.length > 0 ? asked.form.typed : undefined}
          problems={problems}
          hinweis={t.einfrieren.hinweis}
          abbrechen={{ href: ausgaben }}
          lang={asked.lang}
        />
      ),
  });
}

/** Puts the work in the queue. Where a colleague has just ordered the same, that order counts for both. */
export async function freeze(asked: StaffAsked): Promise<Reply | undefined> {
  const { form, house, town, who } = asked;
  if (form.problems.length > 0) return freezePage(asked, form.problems);
  const bericht = form.value['bericht'] ?? '';
  const gliederung = (await listGliederungen(asked)).find(({ code }) => code === bericht);
  if (!gliederung) return undefined;
  const typed = form.value['stichtag'] ?? '';
  const stichtag = typed || gliederung.stichtag;
  if (stichtag > asked.today) {
    const t = berichtTexte(asked.lang).einfrieren;
    return freezePage(asked, [{ feld: 'stichtag', satz: typed === '' ? t.stichtagKuenftigBericht(formatDay(stichtag)) : t.stichtagKuenftig }]);
  }
  const { auftraege } = house.storage;
  const job = await asked.inTown(async (db) => {
    const id = await auftraege.enqueue(db, town.id, { art: 'einfrieren', angaben: { bericht, stichtag }, schluessel: `${bericht} ${stichtag}`, konto: who.konto });
    return auftraege.findAuftrag(db, town.id, id);
  });
  house.wake();
  if (job?.konto !== who.konto) return seeOther(linkTo('ausgaben', { stadt: town.id }, { meldung: 'einfrieren-laeuft-schon' }));
  return seeOther(linkTo('auftrag', { stadt: town.id, id: job.id }, { meldung: 'einfrieren-laeuft' }));
}
