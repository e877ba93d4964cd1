package org.rootbuild.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.rootbuild.fetch.FetchProblem.Kind;

/** Finds the sentence for what the network reported before an answer came. */
final class Wording {
    private static final String NETWORK = "Check the network connection and the address, or name another location.";
    private static final Pattern TUNNEL = Pattern.compile("[Tt]unnel.*failed.*?(\\d{3})");

    private final FetchSettings settings;
    private final Proxies proxies;

    Wording(FetchSettings settings, Proxies proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    Stumble stumble(URI location, URI at, IOException cause) {
        String via = proxies.shown(at).map(proxy -> " (through the proxy " + proxy + ")").orElse("");
        String server = Shown.authority(at) + via;
        if (cause instanceof HttpConnectTimeoutException) {
            return Stumble.passing(location, Kind.NO_ANSWER, "no connection to " + server
                + " came about within " + Shown.time(settings.connectTimeout()), NETWORK);
        }
        if (cause instanceof HttpTimeoutException) {
            return Stumble.passing(location, Kind.STALLED, server
                + " accepted the connection and then sent nothing for " + Shown.time(settings.stallTimeout()), NETWORK);
        }
        if (find(cause, UnresolvedAddressException.class).isPresent()
            || find(cause, UnknownHostException.class).isPresent()) {
            String host = proxies.host(at).orElse(at.getHost());
            return Stumble.passing(location, Kind.UNKNOWN_HOST, "the host name " + host + via
                + " is not known to the name service", NETWORK);
        }
        Matcher tunnel = TUNNEL.matcher(said(cause));
        if (tunnel.find()) {
            return tunnel(location, at, tunnel.group(1));
        }
        Optional<SSLException> tls = find(cause, SSLException.class);
        if (tls.isPresent()) {
            return tls(location, server, tls.get());
        }
        if (find(cause, NoRouteToHostException.class).isPresent()) {
            return Stumble.passing(location, Kind.NO_ANSWER, "there is no route to " + server, NETWORK);
        }
        if (find(cause, ConnectException.class).isPresent()) {
            return Stumble.passing(location, Kind.REFUSED_CONNECTION, server + " refused the connection", NETWORK);
        }
        return Stumble.passing(location, Kind.CUT, "the connection to " + server + " was cut before an answer came ("
            + said(cause) + ")", NETWORK);
    }

    private Stumble tunnel(URI location, URI at, String status) {
        String proxy = "the proxy " + proxies.shown(at).orElse("");
        if (status.equals("407")) {
            return Proxies.refused(location, proxy);
        }
        String sentence = proxy + " did not open a way to " + Shown.authority(at) + " (status " + status + ")";
        String remedy = "Check that the proxy allows this server, or add the server to no_proxy.";
        return status.startsWith("5") ? Stumble.passing(location, Kind.PROXY, sentence, remedy)
            : Stumble.lasting(location, Kind.PROXY, sentence, remedy);
    }

    private static Stumble tls(URI location, String server, SSLException cause) {
        boolean isUntrusted = find(cause, CertificateException.class).isPresent()
            || find(cause, CertPathBuilderException.class).isPresent()
            || find(cause, CertPathValidatorException.class).isPresent();
        return isUntrusted
            ? Stumble.lasting(location, Kind.TLS, "the certificate of " + server + " is not trusted ("
                + said(cause) + ")",
                "Check the clock of this host and its CA certificates (package ca-certificates-java); a proxy that "
                    + "opens TLS needs its own certificate there.")
            : Stumble.lasting(location, Kind.TLS, "no TLS connection to " + server + " came about ("
                + said(cause) + ")",
                "Check that the server speaks https at this port, or name another location.");
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
