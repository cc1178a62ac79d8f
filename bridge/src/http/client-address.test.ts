import { isIP } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalAddress, clientAddressReader } from './client-address.ts';
import { addressBucket } from './rate-limit.ts';

const read = clientAddressReader(['10.0.0.0/8', '::1/128', 'fd00::/8']);

describe('the address of a client', () => {
  test.each([
    ['without a proxy it is the connection', '203.0.113.7', undefined, '203.0.113.7'],
    ['IPv4 inside IPv6 is unwrapped', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
    ['a header from an undeclared peer is ignored', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['one from a declared proxy is believed', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['also when the proxy comes as IPv6', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['what the client wrote itself is not', '10.1.2.3', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['two declared proxies in a row', '10.1.2.3', '1.1.1.1, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['garbage at the end stops at the proxy', '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['garbage behind a proxy stops there', '10.1.2.3', '198.51.100.1, _hidden, 10.9.9.9', '10.9.9.9'],
    ['a port is no address', '10.1.2.3', '198.51.100.1:4711', '10.1.2.3'],
    ['brackets are no address', '::1', '[2001:db8::1]', '::1'],
    ['octal is no address', '10.1.2.3', '0198.051.100.1', '10.1.2.3'],
    ['a single number is no address', '10.1.2.3', '3232235777', '10.1.2.3'],
    ['a zone is no address', '10.1.2.3', 'fe80::1%eth0', '10.1.2.3'],
    ['IPv6 in short form', '::1', '2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['mapped IPv6 in the header', '::1', '::ffff:198.51.100.1', '198.51.100.1'],
    ['only proxies', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['an empty header', '10.1.2.3', '', '10.1.2.3'],
    ['a link-local peer', 'fe80::1%eth0', '198.51.100.1', 'fe80::1'],
  ])('%s', (_, connection, header, expected) => {
    expect(read(connection, header).address).toBe(expected);
  });

  test('is unknown when the connection is gone', () => {
    expect(read(undefined, '198.51.100.1')).toEqual({ address: 'unknown', viaProxy: false });
  });

  // Threat: a client picks its address. Bound: without a declared proxy no header counts; with one, only the hop it added.
  test('cannot be forged by any header', () => {
    const header = fc.oneof(
      fc.string(),
      fc
        .array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.constantFrom('unknown', '', '_x', '10.0.0.1')))
        .map((list) => list.join(', ')),
    );
    fc.assert(
      fc.property(header, fc.ipV4(), (forged, real) => {
        expect(clientAddressReader([])(real, forged).address).toBe(canonicalAddress(real));
        const reader = clientAddressReader(['10.0.0.0/8']);
        if (!real.startsWith('10.'))
          expect(reader('10.0.0.1', `${forged}, ${real}`).address).toBe(canonicalAddress(real));
        expect(isIP(reader('10.0.0.1', forged).address)).not.toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});

test('limits count a whole IPv6 /64 as one, and each IPv4 address', () => {
  expect(addressBucket('2001:db8:1:2:3:4:5:6')).toBe(addressBucket('2001:db8:1:2:ffff::1'));
  expect(addressBucket('2001:db8:1:2::1')).not.toBe(addressBucket('2001:db8:1:3::1'));
  expect(addressBucket('198.51.100.1')).not.toBe(addressBucket('198.51.100.2'));
});
