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

// Without the account roles Keycloak refuses every read: the console says no more than that something went wrong, and leaves its
// pane empty. Say there where to go instead.
const words = environment.locale?.startsWith('de')
  ? ['Für Ihr Konto kann diese Seite nicht gezeigt werden. Passwort, Zwei-Faktor-Authentifizierung und Sitzungen finden Sie unter ', 'Kontosicherheit']
  : ['This page cannot be shown for your account. Your password, two-factor authentication and sessions are at ', 'Account security'];
const patience = 6000;
const pane = () => document.querySelector('#app main');
const note = document.createElement('p');

function writeNote() {
  note.setAttribute('role', 'status');
  const link = document.createElement('a');
  link.href = page.href;
  link.textContent = words[1];
  note.append(words[0], link, '.');
}

function isEmpty() {
  return here === undefined && !note.isConnected && (pane()?.textContent ?? '').trim() === '';
}

// A dialog keeps keyboard and screen reader to itself, so the sentence must be in it.
function sayInFailure() {
  const failure = document.querySelector('[role="dialog"][aria-describedby]');
  const body = failure === null ? null : document.getElementById(failure.getAttribute('aria-describedby'));
  if (body === null || !isEmpty()) return;
  note.style.cssText = 'margin-block-start: 1rem';
  body.append(note);
}

function sayInPane() {
  if (!isEmpty()) return;
  note.style.cssText = 'max-inline-size: 40em; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif';
  (pane() ?? document.getElementById('app') ?? document.body).append(note);
}

writeNote();
new MutationObserver(sayInFailure).observe(document.body, { childList: true, subtree: true });
setTimeout(sayInPane, patience);
