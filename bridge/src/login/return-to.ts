/** Characters of a path and query that no browser or proxy rewrites into another address. */
const plain = /^\/[A-Za-z0-9\-._~!$'()*+,;=:/?%&]*$/;

/**
 * Where the browser goes after sign-in: a path of our own pages, or the first page. Everything that could leave this origin,
 * or that some parser might read differently (`//`, `\`, tabs, `@`, dot segments, encoded slashes), is the first page.
 */
export function safeReturnTo(wanted: unknown, basePath: string): string {
  const home = `${basePath}/`;
  if (typeof wanted !== 'string' || wanted.length > 1024 || !plain.test(wanted)) return home;
  const [path, query] = splitOnce(wanted, '?');
  if (path.includes('//') || /%(2f|5c|2e|25|0|1|7f)/i.test(path) || /%(?![0-9a-f]{2})/i.test(wanted)) return home;
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return home;
  if (path !== basePath && !path.startsWith(home)) return home;
  // Back into the sign-in would be a circle; the API is no page.
  if (/^\/(auth|api)(\/|$)/i.test(path.slice(basePath.length))) return home;
  return path === basePath ? home : path + (query === undefined ? '' : `?${query}`);
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
