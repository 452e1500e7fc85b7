/** On every answer, also of errors and files. */
const ALWAYS: Readonly<Record<string, string>> = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), interest-cohort=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Public pages load nothing from elsewhere, run no script and send no form. */
const PUBLIC = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Staff pages send forms to us and run our one script. */
const STAFF = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Headers that protect a page, by its address. Staff pages tell their address to our own pages only, which need it to tell a form of ours from a foreign one. */
export function headersFor(path: string): Readonly<Record<string, string>> {
  const [, , area, page, , files] = path.split('/');
  // Files of an edition are those that become public, and run under the rules of public pages from the start.
  const isStaff = area === 'intern' && !(page === 'ausgaben' && files === 'dateien');
  return { ...ALWAYS, 'Content-Security-Policy': isStaff ? STAFF : PUBLIC, 'Referrer-Policy': isStaff ? 'same-origin' : 'no-referrer' };
}
