import { discover } from './oidc.ts';
import { shop } from './shop.ts';

/** What this needs to be told, all of it at once where something is missing. */
function readEnvironment(env: NodeJS.ProcessEnv) {
  const names = ['SHOP_URL', 'SHOP_ISSUER', 'SHOP_CLIENT_ID', 'SHOP_CLIENT_SECRET'];
  const missing = names.filter((name) => (env[name] ?? '') === '');
  if (missing.length > 0) throw new Error(`Missing in the environment: ${missing.join(', ')}`);
  const [url = '', issuer = '', clientId = '', clientSecret = ''] = names.map((name) => env[name]);
  return { url: new URL(url), issuer: new URL(issuer), clientId, clientSecret };
}

try {
  const { url, issuer, clientId, clientSecret } = readEnvironment(process.env);
  const app = shop(url, await discover(issuer, clientId, clientSecret));
  const server = app.listen(Number(process.env['SHOP_PORT'] ?? url.port), '127.0.0.1', () => {
    console.log(`The shop is at ${url.href}`);
  });
  server.on('error', (fault) => {
    throw fault;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(0)));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
