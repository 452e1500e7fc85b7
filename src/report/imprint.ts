import { formatDay } from '../base/date.ts';
import { textInline, type Block, type Field } from '../document/tree.ts';
import type { Context } from './context.ts';
import type { Edition } from './compose.ts';

/** The imprint: who publishes, up to when the data speak, which edition this is and how it can be checked. */
export function composeImprint({ gliederung, stand }: Context, edition: Edition): Block[] {
  const { kontakt } = stand.stadt;
  const field = (name: string, value: string): Field => ({ name, value: [textInline(value)] });
  const fields = [
    field('Herausgeber', gliederung.herausgeber),
    field('Kontakt', [kontakt.stelle, ...kontakt.anschrift, kontakt.email, kontakt.telefon].filter((part) => part !== null).join(', ')),
    field('Fassung', gliederung.fassung),
    field('Datenstand', `Angaben bis zum ${formatDay(stand.stichtag)}`),
    field('Prüfsumme des Datenstands (SHA-256)', edition.checksum),
    field('Lizenz', gliederung.lizenz),
    field('Barrierefreiheit', 'Dieser Bericht erscheint gleichwertig als PDF und als Webausgabe. Zu jeder Abbildung gehören eine Beschreibung und eine Tabelle.'),
  ];
  return [
    { kind: 'card', id: 'impressum-angaben', title: [], level: 0, lead: [], fields },
    ...(gliederung.hinweis === null ? [] : [{ kind: 'paragraph' as const, content: [textInline(gliederung.hinweis)] }]),
  ];
}
