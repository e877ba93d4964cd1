package org.rootbuild.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hosts that are asked directly: entries of {@code no_proxy}, parted by commas or blanks. {@code *} is every host;
 * {@code example.org} and {@code .example.org} are that domain and everything in it; a port narrows an entry to it;
 * {@code 10.0.0.0/8} is a range of addresses, and is compared with hosts that are written as addresses only.
 */
record NoProxy(List<String> entries) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    NoProxy {
        entries = List.copyOf(entries);
    }

    static NoProxy parse(String text) {
        return new NoProxy(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty()).toList());
    }

    boolean covers(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        return entries.stream().anyMatch(entry -> covers(entry, host, port));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.indexOf('/') > 0) {
            return inRange(entry, host);
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')
            && entry.substring(colon + 1).matches("[0-9]{1,5}");
        if (hasPort) {
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        String domain = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
        return bare(host).equals(bare(domain)) || host.endsWith("." + domain);
    }

    private static boolean inRange(String entry, String host) {
        String[] parts = entry.split("/", 2);
        if (!ADDRESS.matcher(host).matches() || !ADDRESS.matcher(parts[0]).matches()
            || !parts[1].matches("[0-9]{1,3}")) {
            return false;
        }
        try {
            byte[] range = InetAddress.getByName(bare(parts[0])).getAddress();
            byte[] address = InetAddress.getByName(bare(host)).getAddress();
            int bits = Integer.parseInt(parts[1]);
            return range.length == address.length && bits <= range.length * 8 && sameBits(range, address, bits);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean sameBits(byte[] left, byte[] right, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
