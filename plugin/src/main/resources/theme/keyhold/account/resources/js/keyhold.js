// Leads the security pages of Keycloak's account console to Keyhold's page; personal info, applications and groups stay here.
const environment = JSON.parse(document.getElementById('environment').textContent);
const root = new URL(environment.baseUrl, location.href);
const page = new URL(`realms/${encodeURIComponent(environment.realm)}/keyhold-page`, withSlash(environment.serverBaseUrl));

// Keycloak's page on the left, the card of Keyhold that does it on the right; '' is the overview.
const leads = new Map([
  ['account-security/signing-in', ''],
  ['account-security/device-activity', 'sessions'],
]);

function withSlash(address) {
  return address.endsWith('/') ? address : `${address}/`;
}

function leadOf(address) {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== root.origin || !pathname.startsWith(withSlash(root.pathname))) return undefined;
  return leads.get(pathname.slice(withSlash(root.pathname).length).replace(/\/$/, ''));
}

function go(room, how) {
  how.call(location, room === '' ? page.href : `${page.href}/${room}`);
}

const here = leadOf(location.href);
if (here !== undefined) go(here, location.replace);

// Before the console's own router hears of the click.
document.addEventListener(
  'click',
  (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const room = link === null ? undefined : leadOf(link.href);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (room === undefined || !plain) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    go(room, location.assign);
  },
  true,
);

// Without the account roles Keycloak answers 401 to every read, and the console leaves its pane empty: say so instead.
const patience = 6000;
setTimeout(() => {
  const app = document.getElementById('app');
  const main = app?.querySelector('main');
  const empty = main === null || main === undefined || (main.textContent ?? '').trim() === '';
  if (!empty || here !== undefined) return;
  const note = document.createElement('p');
  note.setAttribute('role', 'status');
  note.style.cssText = 'max-inline-size: 40em; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif';
  const link = document.createElement('a');
  link.href = page.href;
  link.textContent = 'Account security';
  note.append('This page cannot be shown for your account. Your password, two-factor authentication and sessions are at ', link, '.');
  (main ?? app ?? document.body).append(note);
}, patience);
