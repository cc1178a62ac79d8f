package dev.keyhold.support;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.keycloak.http.FormPartValue;
import org.keycloak.http.HttpRequest;

import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bridge's request with the person's user agent in place of the bridge's; none when the bridge told none. */
final class PersonRequest implements HttpRequest {
    private final HttpRequest bridge;
    private final HttpHeaders headers;

    PersonRequest(HttpRequest bridge, String userAgent) {
        this.bridge = bridge;
        this.headers = new PersonHeaders(bridge.getHttpHeaders(), userAgent);
    }

    @Override
    public HttpHeaders getHttpHeaders() {
        return headers;
    }

    @Override
    public String getHttpMethod() {
        return bridge.getHttpMethod();
    }

    @Override
    public MultivaluedMap<String, String> getDecodedFormParameters() {
        return bridge.getDecodedFormParameters();
    }

    @Override
    public MultivaluedMap<String, FormPartValue> getMultiPartFormParameters() {
        return bridge.getMultiPartFormParameters();
    }

    @Override
    public X509Certificate[] getClientCertificateChain() {
        return bridge.getClientCertificateChain();
    }

    @Override
    public UriInfo getUri() {
        return bridge.getUri();
    }

    @Override
    public boolean isProxyTrusted() {
        return bridge.isProxyTrusted();
    }

    private record PersonHeaders(HttpHeaders bridge, String userAgent) implements HttpHeaders {
        private boolean isAgent(String name) {
            return USER_AGENT.equalsIgnoreCase(name);
        }

        @Override
        public String getHeaderString(String name) {
            return isAgent(name) ? userAgent : bridge.getHeaderString(name);
        }

        @Override
        public List<String> getRequestHeader(String name) {
            if (!isAgent(name)) {
                return bridge.getRequestHeader(name);
            }
            return userAgent == null ? List.of() : List.of(userAgent);
        }

        @Override
        public MultivaluedMap<String, String> getRequestHeaders() {
            MultivaluedMap<String, String> all = new MultivaluedHashMap<>();
            bridge.getRequestHeaders().forEach((name, values) -> {
                if (!isAgent(name)) {
                    all.put(name, values);
                }
            });
            if (userAgent != null) {
                all.putSingle(USER_AGENT, userAgent);
            }
            return all;
        }

        @Override
        public List<MediaType> getAcceptableMediaTypes() {
            return bridge.getAcceptableMediaTypes();
        }

        @Override
        public List<Locale> getAcceptableLanguages() {
            return bridge.getAcceptableLanguages();
        }

        @Override
        public MediaType getMediaType() {
            return bridge.getMediaType();
        }

        @Override
        public Locale getLanguage() {
            return bridge.getLanguage();
        }

        @Override
        public Map<String, Cookie> getCookies() {
            return bridge.getCookies();
        }

        @Override
        public Date getDate() {
            return bridge.getDate();
        }

        @Override
        public int getLength() {
            return bridge.getLength();
        }
    }
}
