interface Kept {
  name: string;
  value: string;
  host: string;
  path: string;
}

/** A browser's cookies, as far as these tests need them: kept by host and path, sent where they belong, gone when expired. */
export class CookieJar {
  private kept: Kept[] = [];

  keep(url: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const equals = pair.indexOf('=');
      const named = (name: string) =>
        attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
      const cookie = {
        name: pair.slice(0, equals),
        value: pair.slice(equals + 1),
        host: url.hostname,
        path: named('path') ?? '/',
      };
      this.kept = this.kept.filter((other) => !same(other, cookie));
      const gone = named('max-age') === '0' || Date.parse(named('expires') ?? '') < Date.now();
      if (!gone) this.kept.push(cookie);
    }
  }

  header(url: URL): string {
    return this.kept
      .filter(({ host, path }) => host === url.hostname && url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  names(): string[] {
    return this.kept.map(({ name }) => name);
  }

  /** The same cookies once more: what a thief who copied them has. */
  copy(): CookieJar {
    const other = new CookieJar();
    other.kept = [...this.kept];
    return other;
  }
}

const same = (a: Kept, b: Kept) => a.name === b.name && a.host === b.host && a.path === b.path;
