import type { Asked } from '../route.ts';
import { fileReply, type Reply } from '../reply.ts';

/** `/<stadt>/berichte/<bericht>.pdf`, or the way to the web edition where the slash is missing. */
export async function showReportPdf(asked: Asked): Promise<Reply | undefined> {
  const name = asked.params['bericht'] ?? '';
  if (!name.endsWith('.pdf')) return { kind: 'redirect', to: `/${encodeURIComponent(asked.params['stadt'] ?? '')}/berichte/${encodeURIComponent(name)}/`, permanent: true };
  return findFile(asked, name.slice(0, -4), name);
}

/** A file of a report: of the web edition, else of the open data beside it. */
export async function showReportFile(asked: Asked): Promise<Reply | undefined> {
  const path = asked.params['datei'] === '' ? 'index.html' : (asked.params['datei'] ?? '');
  return (await findFile(asked, asked.params['bericht'] ?? '', `web/${path}`)) ?? findFile(asked, asked.params['bericht'] ?? '', path);
}

async function findFile({ publications, params }: Asked, code: string, path: string): Promise<Reply | undefined> {
  const town = await publications.findTown(params['stadt'] ?? '');
  const report = town && (await publications.findReport(town, code));
  const bytes = report?.files.get(path);
  return bytes && fileReply(path, bytes);
}
