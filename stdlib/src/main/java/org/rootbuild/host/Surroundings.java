package org.rootbuild.host;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The way to the sources.
 *
 * @param proxies    the environment's variables that name a proxy, whatever their case
 * @param aptSources the files in which the host's own package manager names its mirrors
 */
record Surroundings(Map<String, String> proxies, List<Path> aptSources) {
    Surroundings {
        proxies = Map.copyOf(proxies);
        aptSources = List.copyOf(aptSources);
    }

    Check proxy() {
        if (proxies.isEmpty()) {
            return Check.ok("proxy", "none in the environment");
        }
        String malformed = new TreeMap<>(proxies).entrySet().stream()
            .filter(variable -> !variable.getKey().equalsIgnoreCase("no_proxy"))
            .filter(variable -> withoutSecret(variable.getValue()).isEmpty())
            .map(Map.Entry::getKey).collect(Collectors.joining(", "));
        if (!malformed.isEmpty()) {
            return Check.warns("proxy", malformed + " does not name a proxy as http://host:port",
                "Type 'unset " + malformed.replace(",", "") + "', or set it to http://host:port.");
        }
        return Check.ok("proxy", new TreeMap<>(proxies).entrySet().stream()
            .map(variable -> variable.getKey() + "=" + shown(variable)).collect(Collectors.joining(", ")));
    }

    Check mirror() {
        return aptSources.isEmpty()
            ? Check.warns("Debian mirror", "this host has no apt configuration to take one from",
                "Name a mirror yourself where a recipe needs one: 'rootbuild run -P mirror=URL …'.")
            : Check.ok("Debian mirror", "as in " + aptSources.stream().map(Path::toString)
                .collect(Collectors.joining(", ")));
    }

    private static String shown(Map.Entry<String, String> variable) {
        return variable.getKey().equalsIgnoreCase("no_proxy") ? variable.getValue()
            : withoutSecret(variable.getValue());
    }

    /** Scheme, host and port: a proxy's address may hold a name and a password, which must not be shown. */
    private static String withoutSecret(String value) {
        try {
            URI address = new URI(value.contains("://") ? value : "http://" + value);
            String port = address.getPort() < 0 ? "" : ":" + address.getPort();
            return address.getHost() == null ? "" : address.getScheme() + "://" + address.getHost() + port;
        } catch (URISyntaxException malformed) {
            return "";
        }
    }
}
