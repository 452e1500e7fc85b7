import { z } from 'zod';
import { defineBlock } from '../block.ts';
import { composeEmpty } from '../figures.ts';
import { composeKennzahltabelle, FORM } from './kennzahltabelle.ts';

/** Every released indicator with its values of the last years, comparison and target. */
export const kennzahlenmatrix = defineBlock(z.strictObject({ form: FORM, jahre: z.int().min(1).max(8).default(5) }), (params, context) => {
  const reihen = context.stand.indikatoren
    .filter((indikator) => indikator.status === 'freigegeben')
    .flatMap((indikator) => context.bestand.reihe({ indikator: indikator.code }) ?? [])
    .filter((reihe) => reihe.werte.length > 0);
  if (reihen.length === 0) return [composeEmpty('Es gibt noch keine freigegebenen Kennzahlen mit Werten.')];
  const vergleich = context.stand.raumeinheiten.filter((einheit) => context.bestand.ebene(einheit.ebene)?.art === 'vergleich').map((einheit) => einheit.code);
  return [composeKennzahltabelle(context, reihen, { titel: 'Alle Kennzahlen im Überblick', form: params.form, zeiten: params.jahre, vergleich })];
});
