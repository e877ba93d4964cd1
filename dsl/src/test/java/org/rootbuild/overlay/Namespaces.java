package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts {@link OverlayProgram} in namespaces as the launcher makes them, whoever runs the tests as root. */
enum Namespaces {
    /** The host's root. */
    ROOT(0, "unshare --mount --propagation private -- \"$@\""),
    /** Somebody who has one number. */
    SINGLE(65534, "exec setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user --map-root-user --mount -- \"$@\""),
    /** Somebody who has many: what newuidmap does for a user who has them in {@code /etc/subuid}. */
    RANGE(200_000, """
        unshare --user --mount sleep 300 &
        own=$(readlink /proc/self/ns/user)
        while [[ $(readlink /proc/$!/ns/user) == "$own" ]]; do sleep 0.01; done
        echo '0 200000 65536' > /proc/$!/uid_map
        echo '0 200000 65536' > /proc/$!/gid_map
        status=0
        nsenter --target $! --user --mount --setuid 0 --setgid 0 -- "$@" || status=$?
        kill $!
        exit $status
        """);

    private final int owner;
    private final String script;

    Namespaces(int owner, String script) {
        this.owner = owner;
        this.script = script;
    }

    /** @param folder may be made and filled; all on the way to it must be open to everybody */
    String run(Path folder, String... words) throws IOException, InterruptedException {
        Path place = Files.createDirectories(folder);
        Path classes = classes(place);
        Path work = Files.createDirectory(place.resolve("work"));
        Shell.bash(place, "chmod 755 . && chown " + owner + ":" + owner + " work");
        List<String> all = new ArrayList<>(List.of("bash", "-euc", script, "start",
            Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:auto",
            "-XX:TieredStopAtLevel=1", "-Djna.tmpdir=" + work, "-Dfile.encoding=UTF-8", "-cp",
            classes + "/main:" + classes + "/test:" + classes + "/jna.jar", OverlayProgram.class.getName(), words[0],
            work.toString()));
        all.addAll(List.of(words).subList(1, words.length));
        return Shell.run(place, all, name());
    }

    /** Where everybody may read them. */
    private static Path classes(Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        for (String entry : System.getProperty("java.class.path").split(":")) {
            if (entry.endsWith("test-classes")) {
                copy(Path.of(entry), classes.resolve("test"), "org/rootbuild");
            } else if (entry.endsWith("/classes")) {
                copy(Path.of(entry), classes.resolve("main"), "org/rootbuild");
            } else if (entry.matches(".*/jna-[0-9.]+\\.jar")) {
                Files.createDirectories(classes);
                Files.copy(Path.of(entry), classes.resolve("jna.jar"));
            }
        }
        return classes;
    }

    private static void copy(Path from, Path to, String part) throws IOException {
        try (Stream<Path> all = Files.walk(from.resolve(part))) {
            for (Path one : all.toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                Files.createDirectories(target.getParent());
                Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
