package org.rootbuild.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this was built as. */
public final class Version {
    private Version() {
    }

    /** Such as {@code 0.1.0}. */
    public static String number() {
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar of rootbuild cannot be read", damaged);
        }
    }
}
