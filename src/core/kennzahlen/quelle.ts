import { z } from 'zod';
import { adresse, code, maybe, sha256, tag, text } from '../../base/schema.ts';

/** Where a fact or a delivery comes from: an office, a publication, a page. */
export const Quelle = z.strictObject({
  code,
  titel: text,
  herausgeber: text,
  adresse: maybe(adresse),
  stand: maybe(text),
  lizenz: maybe(text),
  /** How far the source carries, e.g. `Zusammenfassung in eigenen Worten`. */
  hinweis: maybe(text),
  schutzklasse: z.enum(['offen', 'intern', 'statistikgeheim', 'sozialdaten']).default('offen'),
});
export type Quelle = z.output<typeof Quelle>;

/** One delivered file of one office: what came, when, and who released it (until accounts exist a role, never a person). */
export const Lieferung = z.strictObject({
  code,
  titel: text,
  /** The office that delivered. */
  stelle: text,
  quelle: code,
  datei: text,
  sha256,
  eingegangen_am: tag,
  freigegeben_am: tag,
  freigegeben_von: text,
  anmerkung: maybe(text),
});
export type Lieferung = z.output<typeof Lieferung>;
