import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** One address in one spelling: IPv4 inside IPv6 unwrapped, no zone, short form. Undefined for everything else. */
export function canonicalAddress(text: string): string | undefined {
  return parse(text)?.toString();
}

function parse(text: string): Address | undefined {
  // ipaddr.js also reads octal, hexadecimal and shortened IPv4, which proxies and filters read differently.
  const plain =
    /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || (text.includes(':') && text.length <= 45 && !text.includes('%'));
  if (!plain || !ipaddr.isValid(text)) return undefined;
  if (!text.includes(':') && text.split('.').some((part) => part.length > 1 && part.startsWith('0'))) return undefined;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Where a request comes from, once its connection and the declared proxies have been weighed. */
export interface RequestOrigin {
  /** Canonical; `unknown` when the connection is already gone. */
  readonly address: string;
  /** The connection itself comes from a declared proxy: its headers may be believed. */
  readonly viaProxy: boolean;
}

/**
 * Tells a client's address from the connection and `X-Forwarded-For`. The header is read from right to left, as long as the hop
 * that added an entry is a declared proxy; whatever a client wrote in it stays left of that and is never believed.
 */
export function clientAddressReader(trusted: readonly string[]) {
  const ranges = trusted.map((range) => {
    const [address, bits] = ipaddr.parseCIDR(range);
    const mapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96;
    return mapped ? ([address.toIPv4Address(), bits - 96] as const) : ([address, bits] as const);
  });
  const isTrusted = (address: Address): boolean =>
    ranges.some(
      ([range, bits]) => range.kind() === address.kind() && address.match([range, bits] as [Address, number]),
    );

  return (connection: string | undefined, forwardedFor: string | undefined): RequestOrigin => {
    // A link-local peer carries a zone; it is part of no address that a proxy could be declared by.
    let address = parse((connection ?? '').replace(/%.*$/, ''));
    if (!address) return { address: 'unknown', viaProxy: false };
    const viaProxy = isTrusted(address);
    const hops = (forwardedFor ?? '')
      .slice(-2000)
      .split(',')
      .map((hop) => hop.trim());
    while (isTrusted(address)) {
      const next: Address | undefined = parse(hops.pop() ?? '');
      if (!next) break;
      address = next;
    }
    return { address: address.toString(), viaProxy };
  };
}
