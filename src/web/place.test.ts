import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, describeDevice, openDoor, peerOf, type Place } from './place.ts';

const place = (change: Partial<Place> = {}): Place => ({ baseUrl: undefined, hosts: new Map(), port: 8080, proxies: 0, ...change });
const https = place({ baseUrl: 'https://leitwerk.example', hosts: new Map([['familie.hamm.example', 'hamm']]) });

describe('openDoor', () => {
  it.each([
    ['localhost:8080', 'http://localhost:8080'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['LOCALHOST', 'http://localhost'],
    ['leitwerk.example', 'https://leitwerk.example'],
    ['familie.hamm.example', 'https://familie.hamm.example'],
    ['192.0.2.10:8080', undefined],
    ['leitwerk.example:8080', undefined],
    ['boese.example', undefined],
    ['localhost.boese.example', undefined],
    ['localhost@boese.example', undefined],
    ['', undefined],
  ])('signing in on %s: %s', (host, origin) => {
    expect(openDoor(host, https).origin).toBe(origin);
  });

  it('a host of one town shows that town only; a plain http base is none', () => {
    expect(openDoor('familie.hamm.example', https).town).toBe('hamm');
    expect(openDoor('leitwerk.example', https).town).toBeUndefined();
    expect(openDoor('leitwerk.example', place({ baseUrl: 'http://leitwerk.example' })).origin).toBeUndefined();
  });

  it('no host name that is not set up is ever safe', () => {
    fc.assert(fc.property(fc.domain(), (host) => {
      fc.pre(host.toLowerCase() !== 'leitwerk.example' && host.toLowerCase() !== 'familie.hamm.example');
      expect(openDoor(host, https).origin).toBeUndefined();
    }));
  });
});

describe('addressOf', () => {
  it('is that of the settings, whoever asks', () => {
    expect(addressOf('hamm', https)).toBe('https://familie.hamm.example');
    expect(addressOf('unna', https)).toBe('https://leitwerk.example');
    expect(addressOf('hamm', place())).toBe('http://localhost:8080');
  });
});

describe('peerOf', () => {
  it.each([
    ['without a proxy the header is not believed', '203.0.113.9', '198.51.100.1', 0, '203.0.113.9'],
    ['behind one the last entry is the one it saw', '127.0.0.1', '1.2.3.4, 198.51.100.1', 1, '198.51.100.1'],
    ['behind two the one before', '127.0.0.1', '1.2.3.4, 198.51.100.1, 10.0.0.1', 2, '198.51.100.1'],
    ['a header that is too short gives what there is', '127.0.0.1', '198.51.100.1', 3, '198.51.100.1'],
    ['no header: the connection', '127.0.0.1', undefined, 1, '127.0.0.1'],
    ['a port does not make another address', '127.0.0.1', '198.51.100.1:40123', 1, '198.51.100.1'],
    ['nor does one behind brackets', '127.0.0.1', '[2001:db8:1:2::1]:443', 1, '2001:db8:1:2::/64'],
    ['IPv4 in IPv6 is IPv4', '::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['of IPv6 the first half counts', '2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['spelt short or long', '2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  ])('%s', (_, socket, forwarded, proxies, peer) => {
    expect(peerOf(socket, forwarded, proxies)).toBe(peer);
  });

  it('what a sender writes in front changes nothing', () => {
    fc.assert(fc.property(fc.array(fc.ipV4(), { maxLength: 5 }), fc.ipV4(), (forged, real) => {
      expect(peerOf('127.0.0.1', [...forged, real].join(', '), 1)).toBe(real);
    }));
  });
});

describe('describeDevice', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox auf Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0', 'Edge auf Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1', 'Safari auf iOS'],
    ['<script>', 'Anderer Browser auf anderem System'],
  ])('%s', (agent, device) => {
    expect(describeDevice(agent)).toBe(device);
  });
});
