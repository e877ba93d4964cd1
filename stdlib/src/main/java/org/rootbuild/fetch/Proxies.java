package org.rootbuild.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.fetch.FetchProblem.Kind;

/** The proxies that the environment names, as curl and wget read it. Credentials never reach a text. */
final class Proxies extends ProxySelector {
    private static final String REMEDY = "Write the variable as http://host:port, or as "
        + "http://user:password@host:port, or add the server to no_proxy.";

    private record Setting(String variable, String value) {
    }

    private final Map<String, String> environment;
    private final NoProxy noProxy;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.noProxy = NoProxy.parse(setting("no_proxy").map(Setting::value).orElse(""));
    }

    /** Says which variable cannot be used for this address, before a connection is tried. */
    void check(URI location, URI at) throws Stumble {
        Optional<Setting> setting = settingFor(at);
        if (setting.isPresent() && proxy(setting.get()).isEmpty()) {
            throw Stumble.lasting(location, Kind.PROXY, "the proxy in the environment variable "
                + setting.get().variable() + " is not an http proxy", REMEDY);
        }
    }

    static Stumble refused(URI location, String proxy) {
        return Stumble.lasting(location, Kind.PROXY, proxy + " does not accept the user and password (status 407)",
            "Name them in the proxy variable: http://user:password@host:port.");
    }

    /** Host and port of the proxy for this address, fit to be shown. */
    Optional<String> shown(URI at) {
        return settingFor(at).flatMap(Proxies::proxy).map(proxy -> proxy.getHost() + ":" + port(proxy));
    }

    Optional<String> host(URI at) {
        return settingFor(at).flatMap(Proxies::proxy).map(URI::getHost);
    }

    /** The value of {@code Proxy-Authorization} (RFC 7617), where the proxy is named with a user. */
    Optional<String> authorization(URI at) {
        return settingFor(at).flatMap(Proxies::proxy).flatMap(Proxies::basic);
    }

    /** The value of a basic authorization for the user that an address names. */
    static Optional<String> basic(URI uri) {
        return Optional.ofNullable(uri.getRawUserInfo()).filter(user -> !user.isEmpty()).map(raw -> {
            String plain = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            String pair = plain.contains(":") ? plain : plain + ":";
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(settingFor(uri).flatMap(Proxies::proxy)
            .map(proxy -> new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))))
            .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException cause) {
        // The request itself fails and is reported.
    }

    private Optional<Setting> settingFor(URI at) {
        if (noProxy.covers(at)) {
            return Optional.empty();
        }
        return setting(at.getScheme().toLowerCase(Locale.ROOT) + "_proxy").or(() -> setting("all_proxy"));
    }

    private Optional<Setting> setting(String lowerName) {
        String upperName = lowerName.toUpperCase(Locale.ROOT);
        String lower = environment.getOrDefault(lowerName, "").strip();
        String upper = environment.getOrDefault(upperName, "").strip();
        if (!lower.isEmpty()) {
            return Optional.of(new Setting(lowerName, lower));
        }
        return upper.isEmpty() ? Optional.empty() : Optional.of(new Setting(upperName, upper));
    }

    private static Optional<URI> proxy(Setting setting) {
        String text = setting.value().contains("://") ? setting.value() : "http://" + setting.value();
        try {
            URI uri = URI.create(text);
            return "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null ? Optional.of(uri)
                : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Without a port it is the standard one of http, as wget reads it. */
    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? 80 : proxy.getPort();
    }
}
