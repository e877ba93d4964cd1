package org.rootbuild.verbs;

import java.time.Clock;
import java.util.Random;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.verb.Host;

/** The way to the network that verbs share. */
final class Network {
    private Network() {
    }

    static Fetcher fetcher(Host host) {
        return new Fetcher(FetchSettings.defaults(host.environment()).offline(host.offline()), new Random(),
            Clock.systemUTC());
    }
}
