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
            /** @description Rooms that are on. */
            features: string[];
        };
        /** @description One batch of ended sessions. */
        EndedSessions: {
            /** @description Ended by this request. */
            ended: number;
            /** @description Still to be ended: repeat the request while this is more than 0. */
            remaining: number;
        };
        /** @description The first state of every card, from one call to Keycloak. */
        Overview: {
            user: {
                id: string;
                username: string;
                email?: string;
                displayName?: string;
            };
            sessions: {
                items: components["schemas"]["Session"][];
            };
            reauthentication: components["schemas"]["Reauthentication"];
        };
        /** @description A proof of the person for one operation. */
        Proof: {
            /** @enum {string} */
            operation: "sessions.end";
            /** @description What the operation acts on; empty where it needs none. */
            target: string;
            password: string;
        };
        /** @description The operation may be called until then. The grant itself stays on the server. */
        ProvedOperation: {
            /** @enum {string} */
            operation: "sessions.end";
            target: string;
            /** @description What was proved. */
            methods: string[];
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description What can prove that it is this person. */
        Reauthentication: {
            /** @description Alternatives: any one of them is enough. Empty when the person has none. */
            methods: {
                /** @enum {string} */
                kind: "password";
            }[];
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
        /** @description What went wrong, as RFC 9457 has it. Clients switch on `type`; docs/problems.md explains each. */
        Problem: {
            /** @enum {string} */
            type: "urn:keyhold:problem:conflict" | "urn:keyhold:problem:current-session" | "urn:keyhold:problem:ending-unconfirmed" | "urn:keyhold:problem:forbidden-caller" | "urn:keyhold:problem:forbidden-origin" | "urn:keyhold:problem:impersonated" | "urn:keyhold:problem:internal" | "urn:keyhold:problem:invalid-request" | "urn:keyhold:problem:keycloak-unavailable" | "urn:keyhold:problem:method-not-allowed" | "urn:keyhold:problem:no-provable-factor" | "urn:keyhold:problem:not-found" | "urn:keyhold:problem:not-signed-in" | "urn:keyhold:problem:payload-too-large" | "urn:keyhold:problem:proof-refused" | "urn:keyhold:problem:step-up-required" | "urn:keyhold:problem:store-unavailable" | "urn:keyhold:problem:too-many-attempts" | "urn:keyhold:problem:too-many-requests" | "urn:keyhold:problem:unsupported-media-type";
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
            /**
             * Format: date-time
             * @description Only with the lock: time (RFC 3339) from which a try is evaluated again (the header `Retry-After` says it in seconds). Null when only an administrator can lift the lock.
             */
            retryAt?: string | null;
            /** @description The field of the request that did not match. */
            field?: string;
            /** @description Tries left before the lock; 0 when this one set it. */
            triesLeft?: number;
            /**
             * Format: uri
             * @description Keycloak's own account page.
             */
            accountUrl?: string;
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
