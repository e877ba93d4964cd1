package org.rootbuild.host;

import java.nio.file.Path;

/**
 * The Java that runs rootbuild.
 *
 * @param feature          the version's first number, such as 17
 * @param version          the whole version
 * @param home             where it is installed
 * @param fileNameEncoding the character set in which it can name files
 */
record JavaRuntime(int feature, String version, Path home, String fileNameEncoding) {
    private static final int OLDEST = 17;

    static JavaRuntime ofThisProcess() {
        return new JavaRuntime(Runtime.version().feature(), System.getProperty("java.version"),
            Path.of(System.getProperty("java.home")), System.getProperty("sun.jnu.encoding", "unknown"));
    }

    Check version17() {
        String found = version + " in " + home;
        return feature >= OLDEST ? Check.ok("Java", found)
            : Check.lacks("Java", found, "Type 'sudo apt-get install openjdk-17-jdk-headless' (Debian, Ubuntu),"
                + " 'sudo dnf install java-17-openjdk-headless' (Fedora), 'apk add openjdk17' (Alpine) or"
                + " 'brew install openjdk@17' (Homebrew), or set JAVA_HOME to a Java 17 or newer.");
    }

    Check fileNames() {
        return fileNameEncoding.equalsIgnoreCase("UTF-8") ? Check.ok("file names", "UTF-8")
            : Check.warns("file names", fileNameEncoding + ", in which not every file can be named",
                "Type 'export LC_ALL=C.UTF-8', or start rootbuild by its launcher, which does so.");
    }
}
