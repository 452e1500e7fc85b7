/** Where this installation is reached; from the settings, never from a request. */
export interface Place {
  /** `https://familie.example.de`; undefined: only this computer. */
  readonly baseUrl: string | undefined;
  /** Host names that belong to one town. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly port: number;
  /** How many proxies of our own stand before us; each adds the address that it was asked from. */
  readonly proxies: number;
}

/** What the host name of a request means. */
export interface Door {
  /** Scheme, host and port as the browser sees them; undefined where signing in is not safe. */
  readonly origin: string | undefined;
  /** The only town behind this name; undefined: the path chooses. */
  readonly town: string | undefined;
}

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * Judges the host name that a browser has asked for. Safe are names that the settings say are behind HTTPS, and this computer itself:
 * there a browser keeps a `__Host-` cookie and nobody on the way can read along.
 */
export function openDoor(host: string, { baseUrl, hosts }: Place): Door {
  const name = host.toLowerCase();
  const town = hosts.get(name.replace(/:\d+$/, ''));
  if (LOCAL.test(name)) return { origin: `http://${name}`, town };
  const base = baseUrl === undefined ? undefined : new URL(baseUrl);
  if (base?.host === name) return { origin: base.protocol === 'https:' ? base.origin : undefined, town };
  return { origin: town !== undefined && base?.protocol !== 'http:' ? `https://${name}` : undefined, town };
}

/** The address of a town for links that leave the house, in mails above all. */
export function addressOf(town: string, { baseUrl, hosts, port }: Place): string {
  const own = [...hosts].find(([, id]) => id === town)?.[0];
  if (own !== undefined && !LOCAL.test(own)) return `https://${own}`;
  return baseUrl?.replace(/\/$/, '') ?? `http://localhost:${port}`;
}

/**
 * Whose address counts for limits: that of the connection, or the one that the outermost of our own proxies has seen. What stands further
 * left in the header was written by the sender. Of IPv6 the first half counts: a household has all of the rest.
 */
export function peerOf(socket: string, forwarded: string | undefined, proxies: number): string {
  const chain = [...(forwarded ?? '').split(',').map((part) => part.trim()).filter((part) => part !== ''), socket];
  const address = (proxies > 0 ? chain.at(-1 - proxies) : undefined) ?? (proxies > 0 ? chain[0] : socket) ?? socket;
  const plain = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? `${expand(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** The eight groups of an IPv6 address. */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...middle, ...right].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}

/** `Firefox auf Windows`: enough to recognise one's own sign-in, too little to follow anybody. */
export function describeDevice(agent: string): string {
  const find = (names: readonly (readonly [RegExp, string])[], otherwise: string): string => names.find(([pattern]) => pattern.test(agent))?.[1] ?? otherwise;
  const browser = find([[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']], 'Anderer Browser');
  const system = find([[/Windows/, 'Windows'], [/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']], 'anderem System');
  return `${browser} auf ${system}`;
}
