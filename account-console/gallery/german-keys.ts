import type { Catalogue } from '../src/locales/t.ts';

/** German for passkeys and security keys; see german.ts. */
export const germanKeys = {
  'passkeys.title': 'Passkeys',
  'passkeys.summary':
    'Melden Sie sich mit Finger, Gesicht oder Geräte-PIN an statt mit einem Passwort. Keine falsche Seite kann danach fragen.',
  'passkeys.security-keys': 'Sicherheitsschlüssel',
  'passkeys.passkey': 'Passkey',
  'passkeys.security-key': 'Sicherheitsschlüssel',
  'passkeys.add-passkey': 'Passkey hinzufügen',
  'passkeys.add-security-key': 'Sicherheitsschlüssel hinzufügen',
  'passkeys.none-passkey': 'Sie haben noch keinen Passkey.',
  'passkeys.none-security-key':
    'Ein kleiner Schlüssel zum Einstecken oder zum Halten ans Telefon. Noch nicht eingerichtet.',
  'passkeys.off': 'Die Anmeldung fragt hier nicht nach diesen Schlüsseln.',
  'passkeys.elsewhere':
    'Diese Schlüssel fügt die Anmeldeseite Ihrer Organisation hinzu; danach kommen Sie hierher zurück.',
  'passkeys.synced': 'Synchronisiert',
  'passkeys.this-device': 'Nur dieses Gerät',
  'passkeys.added': 'Hinzugefügt {time}',
  'passkeys.used': 'Zuletzt benutzt {time}',
  'passkeys.used-with': 'Zuletzt benutzt {time} mit {device}',
  'passkeys.never-used': 'Noch nicht benutzt',
  'passkeys.rename': 'Umbenennen',
  'passkeys.rename-named': '{name} Umbenennen',
  'passkeys.test': 'Testen',
  'passkeys.test-named': '{name} Testen',
  'passkeys.remove': 'Entfernen',
  'passkeys.remove-named': '{name} Entfernen',
  'passkeys.step': 'Einen Passkey hinzufügen',
  'passkeys.step-reason': 'Das Anmelden geht schneller, und keine falsche Seite kann ihn stehlen.',
  'passkeys.problem': 'Ihre Passkeys können nicht gezeigt werden',
  'reauthentication.use-passkey': 'Passkey benutzen',
  'reauthentication.use-security-key': 'Sicherheitsschlüssel benutzen',
  'reauthentication.or-password': 'Oder mit Ihrem Passwort:',
  'reauthentication.wrong-key':
    'Dieser Schlüssel wurde nicht angenommen. Nichts wurde geändert. Versuchen Sie es noch einmal oder wählen Sie einen anderen Weg.',
  'factors.key-cancelled':
    'Es wurde abgebrochen, oder kein Schlüssel war da. Nichts wurde geändert. Versuchen Sie es noch einmal.',
  'factors.key-timed-out':
    'Kein Schlüssel hat rechtzeitig geantwortet. Nichts wurde geändert. Halten Sie ihn bereit und versuchen Sie es noch einmal.',
  'factors.key-not-answering':
    'Der Schlüssel hat nicht richtig geantwortet: vielleicht war die PIN falsch, oder er wurde abgezogen. Verbinden Sie ihn neu und versuchen Sie es noch einmal.',
  'factors.key-wrong-site':
    'Unter dieser Adresse lässt der Browser keinen Schlüssel benutzen. Öffnen Sie diese Seite unter der Adresse, die Ihre Organisation Ihnen genannt hat.',
  'factors.key-not-supported':
    'Dieser Browser kann hier keine Passkeys und Sicherheitsschlüssel benutzen. Öffnen Sie diese Seite im Browser Ihres Geräts.',
  'factors.key-not-possible':
    'Dieses Gerät hat keinen Schlüssel, den Ihre Organisation hier annimmt. Versuchen Sie ein anderes Gerät oder einen anderen Schlüssel.',
  'factors.key-already-there': 'Dieses Gerät oder dieser Schlüssel ist schon hinzugefügt. Nichts wurde geändert.',
  'passkeys.add-purpose-passkey': 'Um einen Passkey hinzuzufügen.',
  'passkeys.add-purpose-security-key': 'Um einen Sicherheitsschlüssel hinzuzufügen.',
  'passkeys.remove-purpose': 'Um {name} zu entfernen.',
  'passkeys.outcome-added': 'Ihr Schlüssel wurde hinzugefügt.',
  'passkeys.outcome-cancelled': 'Nichts wurde hinzugefügt: es wurde auf der Anmeldeseite abgebrochen.',
  'passkeys.outcome-failed': 'Nichts wurde hinzugefügt: die Anmeldeseite hat den Schlüssel nicht angenommen.',
  'passkeys.enrolled': '{name} hinzugefügt.',
  'passkeys.not-added': 'Nichts wurde hinzugefügt.',
  'passkeys.removed': '{name} entfernt.',
  'passkeys.not-removed': '{name} wurde nicht entfernt.',
  'passkeys.already-removed': '{name} war schon entfernt.',
  'passkeys.works': '{name} funktioniert.',
  'passkeys.does-not-work': '{name} wurde nicht angenommen.',
  'passkeys.elsewhere-set-up':
    'Für Administratoren: Die Schlüssel dieses Realms gehören zu {relyingParty}, und {host} ist kein Teil davon. „npm run realm -- doctor“ sagt, was zu tun ist.',
  'passkeys.review': 'Ihre Schlüssel durchsehen',
  'passkeys.review-full': {
    one: 'Ihre Organisation erlaubt {count} Schlüssel. Entfernen Sie den, den Sie nicht mehr benutzen, und fügen Sie dann den neuen hinzu.',
    other:
      'Sie haben {count} Schlüssel, so viele wie Ihre Organisation erlaubt. Entfernen Sie einen, den Sie nicht mehr benutzen, und fügen Sie dann den neuen hinzu.',
  },
  'passkeys.review-room': 'Jetzt ist Platz für einen neuen Schlüssel.',
  'reauthentication.only-passkey':
    'Nur mit Ihrem Passkey können Sie bestätigen, dass Sie es sind. Haben Sie ihn verloren, hilft Ihnen Ihr Administrator.',
  'passkeys.full':
    'Sie haben so viele Schlüssel, wie Ihre Organisation erlaubt. Entfernen Sie zuerst einen, den Sie nicht mehr benutzen.',
  'passkeys.refused': 'Ihre Organisation nimmt diesen Schlüssel nicht an: {reason}.',
  'passkeys.reason-algorithm': 'er unterschreibt auf eine Art, die nicht erlaubt ist',
  'passkeys.reason-user-verification': 'er fragt nicht nach PIN, Finger oder Gesicht',
  'passkeys.reason-attestation': 'er sagt nicht, welches Modell er ist',
  'passkeys.reason-authenticator': 'sein Modell steht nicht auf der Liste',
  'passkeys.reason-not-discoverable': 'er ist ohne Ihren Namen nicht zu finden',
  'passkeys.reason-other': 'seine Antwort passte nicht zu dem, was gefragt war',
  'passkeys.required':
    'Ihre Organisation verlangt einen zweiten Faktor, und dies ist Ihr letzter. Fügen Sie zuerst einen anderen hinzu.',
  'passkeys.too-late': 'Es dauerte zu lange, oder ein anderer Tab war schneller. Versuchen Sie es noch einmal.',
  'passkeys.not-accepted':
    'Keycloak hat seine Unterschrift nicht angenommen. Entfernen Sie ihn, wenn Sie nicht mehr wissen, wo er ist, und fügen Sie einen neuen hinzu.',
  'passkeys.last-sign-in':
    'Er ist der einzige Weg, sich bei Ihrem Konto anzumelden. Fügen Sie zuerst einen anderen Passkey hinzu.',
} as const satisfies Partial<Catalogue>;
