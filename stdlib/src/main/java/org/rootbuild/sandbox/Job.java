package org.rootbuild.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One program run in a root.
 *
 * @param words       the program and its arguments; a program without a slash is looked for in the {@code PATH} of
 *                    {@code environment}, in the root
 * @param environment the whole environment of the program
 * @param folder      where it runs: an absolute path as the program sees it, without {@code .} and {@code ..}; made
 *                    when it is {@code /build} or below that
 * @param chroot      the folder of the root that is the program's root, in the same form; empty for the root itself
 * @param network     whether the program has the host's network, or none
 * @param umask       the permissions that new files never get, 0 to 0777
 * @param timeLimit   after which it is ended with all that it started
 * @param memoryBytes what it may have with all that it started (or each of its processes, where the host allows
 *                    this user no control groups)
 * @param jobServer   the named pipe with the tokens of a job pool, as GNU make has it
 * @param jobs        the size of that pool, at least 1
 */
public record Job(List<String> words, SortedMap<String, String> environment, String folder, Optional<String> chroot,
                  boolean network, int umask, Optional<Duration> timeLimit, OptionalLong memoryBytes,
                  Optional<Path> jobServer, int jobs) {
    private static final Pattern ABSOLUTE = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[^/\\x00\\n]+)+");
    private static final Pattern VARIABLE = Pattern.compile("[^-=\\x00][^=\\x00]*");
    private static final int ALL_PERMISSIONS = 0777;

    public Job {
        words = List.copyOf(words);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("a job needs a program");
        }
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a word of " + words.get(0) + " holds a NUL character");
        }
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches() || value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the environment variable '" + name + "' is malformed");
            }
        });
        if (!isPlainAbsolute(folder) || !chroot.map(Job::isPlainAbsolute).orElse(true)) {
            throw new IllegalArgumentException("a folder of a job is an absolute path without . and .., not '"
                + (isPlainAbsolute(folder) ? chroot.orElseThrow() : folder) + "'");
        }
        if (umask < 0 || umask > ALL_PERMISSIONS) {
            throw new IllegalArgumentException("a umask is between 0 and 0777, not 0" + Integer.toOctalString(umask));
        }
        if (timeLimit.filter(limit -> limit.isNegative() || limit.isZero()).isPresent()
            || memoryBytes.isPresent() && memoryBytes.getAsLong() < 1 || jobs < 1) {
            throw new IllegalArgumentException("limits and the number of jobs must be more than nothing");
        }
    }

    /** Whether this can be the {@code folder} or the {@code chroot} of a job. */
    public static boolean isPlainAbsolute(String path) {
        return ABSOLUTE.matcher(path).matches();
    }

    /** The environment with what programs need to find the job server. */
    SortedMap<String, String> completeEnvironment() {
        SortedMap<String, String> complete = new TreeMap<>(environment);
        if (jobServer.isPresent()) {
            // GNU make 4.2 to 4.4 read this form; the leading blank keeps the first word from being read as letters.
            complete.merge("MAKEFLAGS", " -j" + jobs + " --jobserver-auth=3,3", String::concat);
        }
        return complete;
    }
}
