package org.rootbuild.fetch;

import java.net.URI;
import java.time.Duration;

/** Addresses and times as a person may see them: user names, passwords and query strings stay out of every text. */
final class Shown {
    private Shown() {
    }

    static String uri(URI uri) {
        if (uri.getHost() == null) {
            return uri.getRawUserInfo() == null && uri.getRawAuthority() == null ? withoutQuery(uri.toString())
                : withoutQuery(uri.toString().replaceFirst("//[^/]*@", "//"));
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + authority(uri) + path + (uri.getRawQuery() == null ? "" : "?…");
    }

    static String authority(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    static String time(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String withoutQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query) + "?…";
    }
}
