package org.rootbuild.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of rootbuild that writes a record. */
final class Version {
    private Version() {
    }

    static String number() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException damagedJar) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
