/** The bridge's API. Generated from bridge/openapi.json by `npm run generate`; do not edit. */

export interface paths {
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells a console which realm it serves and what is on
         * @description The page carries the same inlined.
         */
        get: operations["getConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Brings the first state of every card
         * @description Never older than the last change. The page carries the same inlined.
         */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists where the person is signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /**
         * Ends all other sessions, a batch at a time
         * @description Needs a proof for `sessions.end`. Spares the session behind the request; offline ones are ended too.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one other session
         * @description Needs a proof for `sessions.end`. A missing, ended, malformed or foreign id is answered alike.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reauthentication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Proves that it is the person, for one operation
         * @description A good proof stays on the server, under the operation and target it names; repeat the refused call afterwards.
         */
        post: operations["reauthenticate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reauthentication/challenges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks what a passkey or a security key is to sign as a proof
         * @description Good for one answer within 5 minutes, and for this operation and target alone.
         */
        post: operations["startReauthenticationChallenge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what a new password must meet */
        get: operations["listPasswordRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes the password
         * @description The current password (and a code or a security key, where the person has one) is the proof. Ends other sessions where that is asked: the first ones with the change; while `remaining` is more than 0, `DELETE /sessions` ends the next batch without another proof.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to add an authenticator app
         * @description Needs a proof for `totp.enrol`, with the app to be replaced as its target. Nothing changes until a code was verified, for which there are 10 minutes.
         */
        post: operations["startTotpEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/enrolments/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds the authenticator app, with a code of it
         * @description An app that is replaced works until here. A person without recovery codes gets a first set.
         */
        post: operations["confirmTotpEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/enrolments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Gives up adding an authenticator app
         * @description Harmless when it is over already.
         */
        delete: operations["cancelTotpEnrolment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/totp/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Renames an authenticator app */
        put: operations["renameTotp"];
        post?: never;
        /**
         * Removes an authenticator app
         * @description Needs a proof for `totp.remove` with the app as its target.
         */
        delete: operations["removeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/enrolments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to add a passkey or a security key
         * @description Needs a proof for `passkeys.enrol` with the kind as its target. The options are the realm's policy; there are 5 minutes for one answer. A browser that can make a passkey without a prompt is let where the policy wants no attestation.
         */
        post: operations["startPasskeyEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/enrolments/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds the key that the browser registered
         * @description A registration that is refused ends the enrolment. A person without recovery codes gets a first set with the first second factor.
         */
        post: operations["confirmPasskeyEnrolment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/enrolments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Gives up adding a key
         * @description Harmless when it is over already.
         */
        delete: operations["cancelPasskeyEnrolment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/redirects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a key at Keycloak's own page
         * @description For realms whose relying party is not that of this page. Needs a proof for `passkeys.enrol` with the kind as its target, and uses it up; the browser goes to `location` and comes back to `/passkeys`, or for a security key to `/totp`, with `?outcome=added`, `cancelled` or `failed`.
         */
        post: operations["startPasskeyRedirect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to test a key
         * @description Needs no proof, and gives none.
         */
        post: operations["startPasskeyTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/tests/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tests a key by its answer
         * @description Moves nothing but the time of its last use.
         */
        post: operations["confirmPasskeyTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Renames a passkey or a security key */
        put: operations["renamePasskey"];
        post?: never;
        /**
         * Removes a passkey or a security key
         * @description Needs a proof for `passkeys.remove` with the key as its target.
         */
        delete: operations["removePasskey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pin/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Brings what a new PIN is measured by */
        get: operations["listPinRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sets a PIN
         * @description Needs a proof for `pin.set`; a rescue stands in for one, once. The first PIN, or one in place of a forgotten or disabled one.
         */
        put: operations["setPin"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pin/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the PIN
         * @description The current PIN is the proof; each wrong one is counted.
         */
        post: operations["changePin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes ten new recovery codes
         * @description Needs a proof for `recovery-codes.generate`. A first set works at once; a replacement once one of its codes was typed back.
         */
        post: operations["generateRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recovery-codes/{set}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that a set is saved
         * @description For a replacement one of its codes is needed; it is checked, not spent, and the old set dies.
         */
        post: operations["confirmRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the web session here, and the Keycloak session behind it
         * @description The browser then goes to `location`. Where Keycloak did not answer in time, it ends its session there.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A passkey or security key, in answer to a challenge. */
        Assertion: {
            /** @description Of the challenge. */
            id: string;
            response: components["schemas"]["AssertionResponse"];
        };
        /** @description What a key is to sign. Good for one answer. */
        AssertionChallenge: {
            id: string;
            /** Format: date-time */
            expiresAt: string;
            options: components["schemas"]["AssertionOptions"];
        };
        /** @description For `PublicKeyCredential.parseRequestOptionsFromJSON()` (WebAuthn L3). */
        AssertionOptions: {
            /** Format: base64url */
            challenge: string;
            rpId: string;
            /** @enum {string} */
            userVerification?: "required" | "preferred" | "discouraged";
            /** @description Milliseconds. */
            timeout?: number;
            allowCredentials: {
                /** @constant */
                type: "public-key";
                /** Format: base64url */
                id: string;
                transports?: string[];
            }[];
        };
        /** @description What `PublicKeyCredential.toJSON()` answers after a touch of the key. */
        AssertionResponse: {
            /** Format: base64url */
            id: string;
            /** Format: base64url */
            rawId: string;
            /** @constant */
            type: "public-key";
            response: {
                /** Format: base64url */
                authenticatorData: string;
                /** Format: base64url */
                clientDataJSON: string;
                /** Format: base64url */
                signature: string;
                userHandle?: string | null;
            };
        };
        /** @description One authenticator app of the person. */
        AuthenticatorApp: {
            id: string;
            label: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description What a console needs to know of the bridge that serves it. */
        Config: {
            realm: string;
            /** Format: uri */
            issuer: string;
            /**
             * Format: uri
             * @description Keycloak's own account page.
             */
            accountUrl: string;
            /** @description Path before `/api`; empty at the root. */
            basePath: string;
            locale: string;
            /** @description Sections of the page that are on; each has its own address. */
            features: string[];
        };
        /** @description One batch of ended sessions. */
        EndedSessions: {
            /** @description Ended by this request. */
            ended: number;
            /** @description Still to be ended: repeat the request while this is more than 0. */
            remaining: number;
        };
        /** @description Recovery codes; told this once. */
        FreshRecoveryCodes: {
            set: string;
            codes: string[];
        };
        /** @description A new set; told this once. */
        GeneratedRecoveryCodes: {
            set: string;
            codes: string[];
            /** @description False: the old set works until one of these is typed back. */
            active: boolean;
        };
        /** @description The keys of one kind, and whether more can be added. */
        KeysState: {
            /**
             * @description Off: the sign-in of this realm takes none. Those that are there are listed all the same.
             * @enum {string}
             */
            state: "available" | "off";
            relyingParty: {
                id: string;
                name: string;
            };
            items: components["schemas"]["Passkey"][];
            /** @description This page shares the relying party: ceremonies can run in it. */
            here: boolean;
        };
        NewPin: {
            pin: string;
        };
        /** @description The first state of every card, from one call to Keycloak. */
        Overview: {
            user: {
                id: string;
                username: string;
                email?: string;
                displayName?: string;
                /** @description True for who may change the settings of the realm, and is told what is wrong with them; else left out. */
                administrator?: boolean;
            };
            sessions: {
                items: components["schemas"]["Session"][];
            };
            reauthentication: components["schemas"]["Reauthentication"];
            password: components["schemas"]["PasswordState"];
            totp: components["schemas"]["TotpState"];
            passkeys: components["schemas"]["PasskeysState"];
            pin: components["schemas"]["PinState"];
            recoveryCodes: components["schemas"]["RecoveryCodesState"];
        };
        /** @description One passkey or security key of the person. */
        Passkey: {
            id: string;
            label: string | null;
            /** @description As Keycloak knows it by the AAGUID. */
            model: string | null;
            /** @description Of the model, on Keycloak's own host. */
            icon: {
                /** Format: uri */
                light: string;
                /** Format: uri */
                dark: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            lastUsedAt: string | null;
            lastUsedWith: {
                /** @description Name without version; null when it is not known. */
                browser: string | null;
                os: string | null;
                /** @enum {string} */
                type: "desktop" | "mobile" | "other" | "unknown";
            } | null;
            /** @description False: it lives on this device only. Null: not known. */
            synced: boolean | null;
            /**
             * Format: base64url
             * @description For the browser's own store (Signal API).
             */
            credentialId: string;
            transports: string[];
        };
        /** @description The registration, and the name that the key gets. */
        PasskeyConfirmation: {
            response: components["schemas"]["RegistrationResponse"];
            /** @description Null or empty: the plugin chooses a name. */
            label: string | null;
        };
        /** @description For `PublicKeyCredential.parseCreationOptionsFromJSON()` (WebAuthn L3). */
        PasskeyCreationOptions: {
            rp: {
                id: string;
                name: string;
            };
            user: {
                /** Format: base64url */
                id: string;
                name: string;
                displayName: string;
            };
            /** Format: base64url */
            challenge: string;
            pubKeyCredParams: {
                /** @constant */
                type: "public-key";
                alg: number;
            }[];
            /** @description Milliseconds. */
            timeout: number;
            excludeCredentials: {
                /** @constant */
                type: "public-key";
                /** Format: base64url */
                id: string;
                transports?: string[];
            }[];
            authenticatorSelection: {
                /** @enum {string} */
                authenticatorAttachment?: "platform" | "cross-platform";
                /** @enum {string} */
                residentKey?: "required" | "preferred" | "discouraged";
                requireResidentKey?: boolean;
                /** @enum {string} */
                userVerification?: "required" | "preferred" | "discouraged";
            };
            /** @enum {string} */
            attestation: "none" | "indirect" | "direct" | "enterprise";
            extensions: {
                /** @constant */
                credProps: true;
            };
        };
        PasskeyEnrolled: {
            item: components["schemas"]["Passkey"];
            /** @description A first set for a person who had none. */
            recoveryCodes: components["schemas"]["FreshRecoveryCodes"] | null;
        };
        /** @description A key on its way in; it counts once its registration was verified. */
        PasskeyEnrolment: {
            id: string;
            /** Format: date-time */
            expiresAt: string;
            options: components["schemas"]["PasskeyCreationOptions"];
            /**
             * @description Of `navigator.credentials.create()`. Conditional: a passkey made without a prompt is taken.
             * @enum {string}
             */
            mediation: "conditional" | "optional";
        };
        PasskeyEnrolmentStart: {
            /**
             * @description Passkey: signs in alone. Security key: second factor after the password.
             * @enum {string}
             */
            kind: "passkey" | "security-key";
            /**
             * @description The browser can make a passkey without a prompt, and the page would try that first.
             * @constant
             */
            mediation?: "conditional";
        };
        /** @description The way through Keycloak's own page. */
        PasskeyRedirect: {
            /** @description Where the browser goes; it comes back with `?outcome=…`. */
            location: string;
        };
        PasskeyRedirectStart: {
            /**
             * @description Passkey: signs in alone. Security key: second factor after the password.
             * @enum {string}
             */
            kind: "passkey" | "security-key";
        };
        PasskeyRename: {
            /** @description At most 255 characters on one line. */
            label: string;
        };
        PasskeyTestConfirmation: {
            response: components["schemas"]["AssertionResponse"];
        };
        PasskeyTestStart: {
            credential: string;
        };
        /** @description The passkeys and security keys of the person. */
        PasskeysState: {
            /** @description The realm demands a second factor: the last one stays. */
            required: boolean;
            /** @description Keys that a person may have, both kinds together. */
            max: number;
            passkeys: components["schemas"]["KeysState"];
            securityKeys: components["schemas"]["KeysState"];
        };
        /** @description A new password, with the current one (and a code) as the proof. */
        PasswordChange: {
            currentPassword: string;
            /** @description Where the person has an authenticator app. */
            code?: string;
            /** @description A security key, in place of the code. */
            assertion?: components["schemas"]["Assertion"];
            newPassword: string;
            endOtherSessions: boolean;
        };
        /** @description One rule of the realm for passwords. */
        PasswordRule: {
            /** @description Keycloak's id of the policy. */
            id: string;
            /** @description The number that the rule sets; null where it has none, or tells none. */
            value: string | null;
            /**
             * @description Live: a browser can tick it while the person types. On save: only Keycloak can check it.
             * @enum {string}
             */
            check: "live" | "on-save";
            /** @description Keycloak's own sentence for a password that breaks it. */
            text: string;
        };
        /** @description Every rule that a new password must meet. */
        PasswordRules: {
            items: components["schemas"]["PasswordRule"][];
        };
        /** @description Whether there is a password here and since when. */
        PasswordState: {
            /**
             * @description Elsewhere: the person signs in through another provider. Read-only: a directory keeps it and allows no change from here.
             * @enum {string}
             */
            state: "set" | "missing" | "elsewhere" | "read-only";
            /** @description Null when Keycloak does not know. */
            changedAt: string | null;
            /** @description Name of the place that keeps it; null when it is Keycloak. */
            provider: string | null;
        };
        /** @description A new PIN, with the current one as the proof. */
        PinChange: {
            currentPin: string;
            pin: string;
        };
        /** @description How many digits a new PIN has at least and at most. */
        PinDigits: {
            min: number;
            max: number;
        };
        /** @description What a new PIN is measured by, as far as a browser cannot know it by itself. */
        PinRules: {
            digits: components["schemas"]["PinDigits"];
            /** @description What a PIN must not contain: ways to write the birthday of the person. */
            birthdays: string[];
            /** @description What a PIN must not be: the most common ones. */
            common: string[];
        };
        /** @description Whether there is a PIN, since when, and whether it can be used now. */
        PinState: {
            /**
             * @description Read-only: a PIN is asked, and none is set or changed. Off: this realm has no PINs. Unavailable: Keycloak lacks the key that PINs are checked with.
             * @enum {string}
             */
            state: "available" | "read-only" | "off" | "unavailable";
            digits: components["schemas"]["PinDigits"];
            /** @description When it was set or changed last; null when there is none. */
            setAt: string | null;
            /** @description Until the next pause; null when nothing was wrong since the last right one or pause. */
            triesLeft: number | null;
            /** @description No PIN is checked until then. */
            pausedUntil: string | null;
            /** @description Wrong 100 times in a row: only setting it anew helps. */
            disabled: boolean;
            /** @description Until then it counts as newly set; null when that is over. */
            heldUntil: string | null;
        };
        /** @description A proof of the person for one operation. */
        Proof: {
            /** @enum {string} */
            operation: "sessions.end" | "totp.enrol" | "totp.remove" | "passkeys.enrol" | "passkeys.remove" | "recovery-codes.generate" | "pin.set";
            /** @description What the operation acts on; empty where it needs none. */
            target: string;
            /** @description Not beside a passkey. */
            password?: string;
            /** @description A code of an authenticator app, where there is one. */
            code?: string;
            /** @description In place of `code`, where that is lost. */
            recoveryCode?: string;
            /** @description A passkey by itself, or a security key beside the password. */
            assertion?: components["schemas"]["Assertion"];
        };
        /** @description The operation may be called until then. The grant itself stays on the server. */
        ProvedOperation: {
            /** @enum {string} */
            operation: "sessions.end" | "totp.enrol" | "totp.remove" | "passkeys.enrol" | "passkeys.remove" | "recovery-codes.generate" | "pin.set" | "rescue";
            target: string;
            /** @description What was proved. */
            methods: string[];
            /** Format: date-time */
            expiresAt: string;
            /** @description True after a rescue that had no time to end all other sessions: `DELETE /sessions` ends the rest, without another proof. Else left out. */
            sessionsLeft?: boolean;
        };
        /** @description What can prove that it is this person. */
        Reauthentication: {
            /** @description Alternatives: any one of them is enough. Empty when the person has none. */
            methods: components["schemas"]["ReauthenticationMethod"][];
            /** @description The same for ending sessions, where a realm may ask for less. */
            methodsToEndSessions: components["schemas"]["ReauthenticationMethod"][];
            /** @description A recovery code may stand in for a lost second factor. */
            rescue: boolean;
            /** @description Why nothing can be changed here; null when something can. */
            unavailable: {
                /** @enum {string} */
                reason: "no-provable-factor" | "impersonated";
                /**
                 * Format: uri
                 * @description Keycloak's own account page.
                 */
                accountUrl: string;
            } | null;
        };
        ReauthenticationChallengeStart: {
            /**
             * @description What the proof is for; `password.change` is proved by the change itself.
             * @enum {string}
             */
            operation: "sessions.end" | "totp.enrol" | "totp.remove" | "passkeys.enrol" | "passkeys.remove" | "recovery-codes.generate" | "pin.set" | "password.change";
            target: string;
            /**
             * @description Passkey: signs in alone. Security key: second factor after the password.
             * @enum {string}
             */
            kind: "passkey" | "security-key";
        };
        /** @description One way to prove it. */
        ReauthenticationMethod: {
            /** @enum {string} */
            kind: "password" | "passkey";
            /** @description The second factor that is asked beside it. */
            and: ("totp" | "security-key") | null;
        };
        RecoveryCodesConfirmation: {
            /** @description One of the new codes; null says that a first set is saved. */
            code: string | null;
        };
        /** @description How many recovery codes are left, and where used ones went. */
        RecoveryCodesState: {
            /**
             * @description Stock: only codes of Keycloak's own kind. Off: the sign-in of this realm accepts none.
             * @enum {string}
             */
            state: "none" | "active" | "stock" | "off";
            total: number;
            remaining: number;
            createdAt: string | null;
            /** @description The person said that they are saved, or typed one back. */
            confirmed: boolean;
            used: components["schemas"]["UsedRecoveryCode"][];
        };
        /** @description What `PublicKeyCredential.toJSON()` answers after `navigator.credentials.create()`. */
        RegistrationResponse: {
            /** Format: base64url */
            id: string;
            /** Format: base64url */
            rawId: string;
            /** @constant */
            type: "public-key";
            response: {
                /** Format: base64url */
                clientDataJSON: string;
                /** Format: base64url */
                attestationObject: string;
                transports?: string[];
            };
            clientExtensionResults?: {
                credProps?: {
                    rk?: boolean;
                };
            };
        };
        /** @description One place where the person is signed in. */
        Session: {
            /** @description Opaque. */
            id: string;
            /**
             * @description Offline: an application may act without the person being there.
             * @enum {string}
             */
            kind: "online" | "offline";
            /** @description The session behind this request; it cannot be ended here. */
            current: boolean;
            address: string | null;
            device: {
                /** @description Name without version; null when it is not known. */
                browser: string | null;
                os: string | null;
                /** @enum {string} */
                type: "desktop" | "mobile" | "other" | "unknown";
            };
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            lastActivityAt: string;
            applications: {
                clientId: string;
                name: string | null;
            }[];
        };
        /** @description The current session first, then by last activity, newest first. */
        SessionList: {
            items: components["schemas"]["Session"][];
            nextCursor: string | null;
        };
        /** @description Where the browser goes next. */
        SignedOut: {
            location: string;
        };
        /** @description A code of the new app, and the name it gets. */
        TotpConfirmation: {
            /** @description Spaces do not matter. */
            code: string;
            /** @description Null or empty: the plugin chooses a name. */
            label: string | null;
        };
        TotpEnrolled: {
            item: components["schemas"]["AuthenticatorApp"];
            /** @description A first set for a person who had none. */
            recoveryCodes: components["schemas"]["FreshRecoveryCodes"] | null;
        };
        /** @description An authenticator app on its way in; it counts once a code of it was verified. */
        TotpEnrolment: {
            id: string;
            /** Format: date-time */
            expiresAt: string;
            policy: components["schemas"]["TotpPolicy"];
            issuer: string;
            account: string;
            /** @description `otpauth:` URI for a QR code or a link. */
            uri: string;
            /** @description The manual key, base32. */
            secret: string;
        };
        TotpEnrolmentStart: {
            /** @description The app that the new one takes the place of. */
            replaces: string | null;
        };
        /** @description The realm's policy for codes of authenticator apps (RFC 6238). */
        TotpPolicy: {
            digits: number;
            /** @description Seconds. */
            period: number;
            /** @enum {string} */
            algorithm: "SHA1" | "SHA256" | "SHA512";
            /** @description Periods before and after that are accepted. */
            lookAround: number;
        };
        TotpRename: {
            /** @description At most 255 characters on one line. */
            label: string;
        };
        /** @description The authenticator apps of the person. */
        TotpState: {
            /**
             * @description Off: the sign-in of this realm asks for no code. Unsupported: its policy is one that is not offered here.
             * @enum {string}
             */
            state: "available" | "unsupported" | "off";
            /** @description Why none can be added: `not-asked`, `hotp`, `digits`, `algorithm` or `period`. */
            reason: string | null;
            /** @description As the realm has it; of an unsupported one anything may be in here. */
            policy: {
                digits: number;
                period: number;
                algorithm: string;
                lookAround: number;
            };
            /** @description The realm demands a second factor: the last one stays. */
            required: boolean;
            items: components["schemas"]["AuthenticatorApp"][];
        };
        /** @description When, from where and with what a code was used; never the code. */
        UsedRecoveryCode: {
            /** Format: date-time */
            at: string;
            address: string | null;
            device: {
                /** @description Name without version; null when it is not known. */
                browser: string | null;
                os: string | null;
                /** @enum {string} */
                type: "desktop" | "mobile" | "other" | "unknown";
            };
        };
        /** @description What went wrong, as RFC 9457 has it. Clients switch on `type`; docs/problems.md explains each. */
        Problem: {
            /** @enum {string} */
            type: "urn:keyhold:problem:already-registered" | "urn:keyhold:problem:assertion-refused" | "urn:keyhold:problem:challenge-gone" | "urn:keyhold:problem:code-refused" | "urn:keyhold:problem:conflict" | "urn:keyhold:problem:current-session" | "urn:keyhold:problem:directory-unavailable" | "urn:keyhold:problem:ending-unconfirmed" | "urn:keyhold:problem:enrolment-gone" | "urn:keyhold:problem:forbidden-caller" | "urn:keyhold:problem:forbidden-origin" | "urn:keyhold:problem:impersonated" | "urn:keyhold:problem:internal" | "urn:keyhold:problem:invalid-request" | "urn:keyhold:problem:keycloak-unavailable" | "urn:keyhold:problem:label-taken" | "urn:keyhold:problem:last-factor" | "urn:keyhold:problem:last-sign-in" | "urn:keyhold:problem:method-not-allowed" | "urn:keyhold:problem:no-provable-factor" | "urn:keyhold:problem:not-found" | "urn:keyhold:problem:not-signed-in" | "urn:keyhold:problem:passkeys-full" | "urn:keyhold:problem:passkeys-off" | "urn:keyhold:problem:password-not-here" | "urn:keyhold:problem:password-rejected" | "urn:keyhold:problem:payload-too-large" | "urn:keyhold:problem:pin-disabled" | "urn:keyhold:problem:pin-rejected" | "urn:keyhold:problem:pin-unavailable" | "urn:keyhold:problem:proof-refused" | "urn:keyhold:problem:registration-refused" | "urn:keyhold:problem:relying-party-elsewhere" | "urn:keyhold:problem:section-off" | "urn:keyhold:problem:section-read-only" | "urn:keyhold:problem:step-up-required" | "urn:keyhold:problem:store-unavailable" | "urn:keyhold:problem:too-many-attempts" | "urn:keyhold:problem:too-many-requests" | "urn:keyhold:problem:totp-unsupported" | "urn:keyhold:problem:unsupported-media-type";
            title: string;
            status: number;
            detail?: string;
            /** @description The log of the bridge has the reason under it. */
            requestId: string;
            /** @description List of `{pointer, detail}`; `pointer` is a JSON pointer (RFC 6901) into the body, or into the parameters as `/params/<name>`. */
            errors?: {
                pointer: string;
                detail: string;
            }[];
            /** @description The operation that the proof must name. */
            operation?: string;
            /** @description The target that the proof must name; may be empty. */
            target?: string;
            /** @description Alternatives that satisfy it, as in the overview. Missing where only Keycloak knows: then the overview says it. */
            methods?: {
                kind: string;
                and: string | null;
            }[];
            /** @description Whether a recovery code may stand in for a lost second factor here; comes with `methods`. */
            rescue?: boolean;
            /**
             * Format: date-time
             * @description Only with the lock: time (RFC 3339) from which a try is evaluated again (the header `Retry-After` says it in seconds). Null when only an administrator can lift the lock.
             */
            retryAt?: string | null;
            /** @description The field of the request that did not match. */
            field?: string;
            /** @description Tries left before the lock; 0 when this one set it. Means nothing for a key, which no lock counts. */
            triesLeft?: number;
            /**
             * Format: uri
             * @description Keycloak's own account page.
             */
            accountUrl?: string;
            /** @description How far the app's clock is ahead (behind: less than 0), when the code is right for another time; else null. */
            clockOffBySeconds?: number | null;
            /** @description List of `digits`, `length`, `repeat`, `run`, `mirrored-run`, `date`, `birthday`, `keypad`, `common` and `same`, in this order; the first two come alone. */
            broken?: {
                id: string;
                text: string;
            }[];
            /** @description Why: `missing`, `elsewhere` or `read-only`. */
            state?: string;
            /** @description What failed: `unknown-key`, `challenge`, `origin`, `relying-party`, `signature`, `user-verification`, `counter` or `malformed`. */
            reason?: string;
            /** @description Which: `passkey` or `security-key`. */
            kind?: string;
            /** @description How many there may be, both kinds together. */
            max?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getConfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a console needs to know of the bridge that serves it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Config"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The first state of every card, from one call to Keycloak. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The current session first, then by last activity, newest first. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One batch of ended sessions. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ending-unconfirmed`: It is not certain yet whether the session has ended. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `current-session`: This is the session in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ending-unconfirmed`: It is not certain yet whether the session has ended. */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reauthenticate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description The operation may be called until then. The grant itself stays on the server. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvedOperation"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. `proof-refused`: That did not match. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-provable-factor`: Nothing here can prove it is you. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. `too-many-attempts`: Too many wrong tries. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startReauthenticationChallenge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReauthenticationChallengeStart"];
            };
        };
        responses: {
            /** @description What a key is to sign. Good for one answer. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssertionChallenge"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relying-party-elsewhere`: Keys cannot be used on this page. `no-provable-factor`: Nothing here can prove it is you. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPasswordRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every rule that a new password must meet. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordRules"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description One batch of ended sessions. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessions"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. `proof-refused`: That did not match. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The state has changed meanwhile. `no-provable-factor`: Nothing here can prove it is you. `password-not-here`: The password is not kept here. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password-rejected`: The new password does not meet the rules. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. `too-many-attempts`: Too many wrong tries. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. `directory-unavailable`: The directory that keeps the password does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startTotpEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpEnrolmentStart"];
            };
        };
        responses: {
            /** @description An authenticator app on its way in; it counts once a code of it was verified. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpEnrolment"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `totp-unsupported`: Authenticator apps cannot be added here. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmTotpEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpConfirmation"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpEnrolled"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. `enrolment-gone`: This enrolment is over. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The state has changed meanwhile. `totp-unsupported`: Authenticator apps cannot be added here. `label-taken`: There is one of this name already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-refused`: That code is not right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelTotpEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameTotp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TotpRename"];
            };
        };
        responses: {
            /** @description One authenticator app of the person. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthenticatorApp"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `label-taken`: There is one of this name already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-factor`: This is the last second factor. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startPasskeyEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyEnrolmentStart"];
            };
        };
        responses: {
            /** @description A key on its way in; it counts once its registration was verified. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyEnrolment"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-off`: No key of this kind can be added here. `passkeys-full`: No more keys can be added. `relying-party-elsewhere`: Keys cannot be used on this page. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmPasskeyEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyConfirmation"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyEnrolled"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `enrolment-gone`: This enrolment is over. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `conflict`: The state has changed meanwhile. `label-taken`: There is one of this name already. `passkeys-off`: No key of this kind can be added here. `passkeys-full`: No more keys can be added. `already-registered`: This one is here already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `registration-refused`: This registration cannot be taken. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelPasskeyEnrolment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startPasskeyRedirect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRedirectStart"];
            };
        };
        responses: {
            /** @description The way through Keycloak's own page. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyRedirect"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `passkeys-off`: No key of this kind can be added here. `passkeys-full`: No more keys can be added. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startPasskeyTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyTestStart"];
            };
        };
        responses: {
            /** @description What a key is to sign. Good for one answer. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssertionChallenge"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `relying-party-elsewhere`: Keys cannot be used on this page. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmPasskeyTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyTestConfirmation"];
            };
        };
        responses: {
            /** @description One passkey or security key of the person. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `challenge-gone`: This challenge is over. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `assertion-refused`: This key did not pass the test. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renamePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyRename"];
            };
        };
        responses: {
            /** @description One passkey or security key of the person. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Passkey"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `label-taken`: There is one of this name already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removePasskey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-factor`: This is the last second factor. `last-sign-in`: This is the only way to sign in. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPinRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a new PIN is measured by, as far as a browser cannot know it by itself. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinRules"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `section-off`: This is switched off here. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPin"];
            };
        };
        responses: {
            /** @description Whether there is a PIN, since when, and whether it can be used now. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinState"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `section-off`: This is switched off here. `section-read-only`: This cannot be changed here. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pin-rejected`: This PIN cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. `pin-unavailable`: PINs do not work at this moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinChange"];
            };
        };
        responses: {
            /** @description Whether there is a PIN, since when, and whether it can be used now. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinState"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. `proof-refused`: That did not match. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `section-off`: This is switched off here. `section-read-only`: This cannot be changed here. `conflict`: The state has changed meanwhile. `pin-disabled`: This PIN is disabled. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `pin-rejected`: This PIN cannot be used. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. `too-many-attempts`: Too many wrong tries. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. `pin-unavailable`: PINs do not work at this moment. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    generateRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A new set; told this once. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GeneratedRecoveryCodes"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. `step-up-required`: Confirm it is you. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `section-off`: This is switched off here. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                set: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoveryCodesConfirmation"];
            };
        };
        responses: {
            /** @description How many recovery codes are left, and where used ones went. */
            200: {
                headers: {
                    /** @description The value `1` when Keycloak now says something else than the page last showed: read `/api/overview` again. */
                    "X-Keyhold-Changed"?: "1";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesState"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-signed-in`: Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-caller`: This caller may not do that. `forbidden-origin`: The request did not come from the page. `impersonated`: An impersonated session may only look. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-refused`: That code is not right. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. `too-many-attempts`: Too many wrong tries. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `keycloak-unavailable`: Keycloak does not answer. `store-unavailable`: The session store does not answer. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the browser goes next. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            /** @description `invalid-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden-origin`: The request did not come from the page. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: Only JSON is understood here. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-requests`: Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong here. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
