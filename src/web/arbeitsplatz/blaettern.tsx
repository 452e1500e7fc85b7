import type { FC } from 'hono/jsx';
import type { Lang } from '../../document/texts.ts';
import type { Reply } from '../reply.ts';
import type { StaffAsked } from '../route.ts';
import { arbeitsplatzTexte } from './texte.ts';

/** The way to the pages before and after this one; null where there is none. */
export const Blaettern: FC<{ zurueck: string | null; weiter: string | null; lang: Lang }> = ({ zurueck, weiter, lang }) => {
  if (zurueck === null && weiter === null) return <></>;
  const t = arbeitsplatzTexte(lang).blaettern;
  return (
    <nav class="seiten bedienung" aria-label={t.titel}>
      <ul>
        {zurueck === null ? null : <li><a rel="prev" href={zurueck}>{t.zurueck}</a></li>}
        {weiter === null ? null : <li><a rel="next" href={weiter}>{t.weiter}</a></li>}
      </ul>
    </nav>
  );
};

/** The number of the page that the address asks for, from 1; a refusal for what is none. */
export function readSeite({ query: { seite }, lang }: StaffAsked): number | Reply {
  if (seite === undefined) return 1;
  const t = arbeitsplatzTexte(lang).blaettern;
  return /^[1-9]\d{0,5}$/.test(seite) ? Number(seite) : { kind: 'refusal', status: 400, title: t.falscheAdresse, sentence: t.keineSeitenzahl };
}
