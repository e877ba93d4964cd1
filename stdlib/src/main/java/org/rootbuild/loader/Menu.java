package org.rootbuild.loader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.rootbuild.problem.Failure;

/**
 * What a boot loader offers.
 *
 * @param items          in the order of the menu
 * @param timeoutSeconds how long it waits before it starts the default; 0 does not wait
 * @param byDefault      title of the kernel to start by default; the first one where it is not given
 * @param serialBaud     speed of the first serial port, where the menu is to be shown there too
 */
public record Menu(List<MenuItem> items, int timeoutSeconds, Optional<String> byDefault, OptionalInt serialBaud) {
    /** What a serial port of a PC can be set to. */
    public static final List<Integer> SPEEDS = List.of(1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200);
    /** Longest wait that every loader takes, in seconds: syslinux counts tenths up to 35,996. */
    public static final int MOST_SECONDS = 3599;
    private static final int MOST_TITLE_BYTES = 200;
    private static final int MOST_ITEMS = 1000;

    public Menu {
        items = List.copyOf(items);
        Objects.requireNonNull(byDefault);
        Objects.requireNonNull(serialBaud);
        if (timeoutSeconds < 0 || timeoutSeconds > MOST_SECONDS) {
            throw new IllegalArgumentException("a menu waits 0 to " + MOST_SECONDS + " seconds, not " + timeoutSeconds);
        }
        if (serialBaud.isPresent() && !SPEEDS.contains(serialBaud.getAsInt())) {
            throw new IllegalArgumentException("no speed of a serial port: " + serialBaud.getAsInt());
        }
    }

    /** The kernels among the items. */
    public List<MenuItem.Kernel> kernels() {
        return items.stream().filter(MenuItem.Kernel.class::isInstance).map(MenuItem.Kernel.class::cast).toList();
    }

    /** Which kernel is started by default, counted from 0. */
    int defaultIndex() {
        List<String> titles = kernels().stream().map(MenuItem.Kernel::title).toList();
        return byDefault.map(titles::indexOf).orElse(0);
    }

    /** What is wrong with it, whichever loader shows it; empty where nothing is. */
    public List<Failure> problems() {
        List<Failure> found = new ArrayList<>();
        if (items.isEmpty()) {
            found.add(new Failure("the menu is empty", "Write an entry: entry('Linux') { linux '/vmlinuz' }."));
        } else if (items.size() > MOST_ITEMS) {
            found.add(new Failure("the menu has " + items.size() + " items, and at most " + MOST_ITEMS + " are taken",
                "Leave some out."));
        }
        Set<String> titles = new HashSet<>();
        for (MenuItem.Kernel one : kernels()) {
            text(one.title(), "title", found);
            path(one.linux(), "linux", one.title(), found);
            one.initrds().forEach(initrd -> path(initrd, "initrd", one.title(), found));
            if (!titles.add(one.title())) {
                found.add(new Failure("two entries of the menu are called '" + shown(one.title()) + "'",
                    "Give each its own title."));
            }
        }
        if (byDefault.isPresent() && !titles.contains(byDefault.get())) {
            found.add(new Failure("the default '" + shown(byDefault.get()) + "' is no entry of the menu",
                titles.isEmpty() ? "Write the entry." : "It has: " + String.join(", ", titles.stream().sorted()
                    .map(title -> "'" + shown(title) + "'").toList()) + "."));
        }
        return found;
    }

    private static void path(String path, String what, String title, List<Failure> found) {
        text(path, what, found);
        if (!path.startsWith("/")) {
            found.add(new Failure("'" + what + "' of the entry '" + shown(title) + "' is '" + shown(path) + "'",
                "Write its path from the root of the partition on, such as /boot/vmlinuz."));
        }
    }

    private static void text(String text, String what, List<Failure> found) {
        String shown = "the " + what + " '" + shown(text) + "' of a menu entry";
        if (text.isBlank() || !text.strip().equals(text)) {
            found.add(new Failure(shown + " is empty, or begins or ends with a blank", "Write it without."));
        } else if (text.chars().anyMatch(Character::isISOControl) || text.indexOf('\u2028') >= 0 || !isUnicode(text)) {
            found.add(new Failure(shown + " holds a line break, another control character or half a character",
                "Write it on one line."));
        } else if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MOST_TITLE_BYTES) {
            found.add(new Failure(shown + " is longer than " + MOST_TITLE_BYTES + " bytes", "Shorten it."));
        }
    }

    /** Whether it has no half of a pair of surrogates, which no encoding could write. */
    static boolean isUnicode(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** On one line of a message. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MOST_TITLE_BYTES).forEach(one -> {
            if (Character.isISOControl(one) || Character.getType(one) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", one));
            } else {
                shown.appendCodePoint(one);
            }
        });
        return shown.toString();
    }
}
