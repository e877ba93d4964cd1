package org.rootbuild.remaster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said to a kernel in boot menus, besides what they say already.
 *
 * @param added   words, put behind the others; one that is there already is not put there again
 * @param removed words that are taken out: {@code cde}, or {@code tce}, which stands for {@code tce=…} too
 */
public record BootCodes(List<String> added, List<String> removed) {
    private static final Pattern WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");
    /** Of syslinux' programs and other loaders, which take no words of a kernel. */
    private static final Pattern NO_KERNEL = Pattern.compile("(?i).*(\\.c32|\\.cbt|\\.bin|\\.0|\\.bs|\\.bss|memdisk)");
    private static final Pattern SYSLINUX = Pattern.compile("(?i)(\\s*)(label|kernel|linux|append|com32|boot|localboot"
        + "|menu)\\s+(.*)");
    private static final Pattern GRUB = Pattern.compile("(\\s*linux(?:efi|16|\\$\\w+)?\\s+\\S+)(.*)");

    public BootCodes {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** A menu with other words, and how many entries have them now. */
    public record Edited(String text, int entries) {
    }

    /** Whether that can be one word of a kernel's command line. */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** The words of a command line after what is added and removed; its own order is kept. */
    public List<String> in(List<String> words) {
        List<String> changed = new ArrayList<>(words.stream().filter(word -> removed.stream()
            .noneMatch(code -> word.equals(code) || word.startsWith(code + "="))).toList());
        added.stream().filter(code -> !changed.contains(code)).forEach(changed::add);
        return changed;
    }

    private String in(String arguments) {
        return String.join(" ", in(words(arguments)));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** A {@code grub.cfg}: each line that loads a Linux. */
    public Edited inGrub(String text) {
        List<String> lines = new ArrayList<>();
        int entries = 0;
        for (String line : text.split("\n", -1)) {
            Matcher linux = GRUB.matcher(line);
            if (linux.matches()) {
                entries++;
                lines.add((linux.group(1) + " " + in(linux.group(2))).stripTrailing());
            } else {
                lines.add(line);
            }
        }
        return new Edited(String.join("\n", lines), entries);
    }

    /**
     * An {@code isolinux.cfg}: each line {@code append}, and a new one for what loads a kernel without one. A line
     * {@code append} before all labels holds for those that have none of their own.
     */
    public Edited inSyslinux(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        Syslinux menu = Syslinux.of(lines);
        int entries = 0;
        for (int at = lines.size() - 1; at >= 0; at--) {
            Matcher line = SYSLINUX.matcher(lines.get(at));
            if (!line.matches()) {
                continue;
            }
            String word = line.group(2).toLowerCase(Locale.ROOT);
            boolean nothing = line.group(3).strip().equals("-");
            if (word.equals("append") && menu.isForKernel(at) && !nothing) {
                entries++;
                lines.set(at, (line.group(1) + line.group(2) + " " + in(line.group(3))).stripTrailing());
            } else if (menu.lacksAppend(at) && !added.isEmpty()) {
                entries++;
                lines.add(at + 1, line.group(1) + "append " + String.join(" ", added));
            }
        }
        return new Edited(String.join("\n", lines), entries);
    }

    /** Which lines belong together: those before the first label, and those of each label. */
    private record Syslinux(List<Label> labels, boolean isForAll) {
        private record Label(int from, int to, int kernel, boolean append, boolean linux) {
        }

        static Syslinux of(List<String> lines) {
            List<Label> labels = new ArrayList<>();
            int begin = 0;
            for (int at = 0; at <= lines.size(); at++) {
                if (at == lines.size() || is(lines.get(at), "label")) {
                    labels.add(label(lines, begin, at));
                    begin = at;
                }
            }
            return new Syslinux(labels, labels.get(0).append);
        }

        private static Label label(List<String> lines, int from, int to) {
            int kernel = -1;
            boolean append = false;
            boolean linux = from == 0;
            for (int at = from; at < to; at++) {
                if (is(lines.get(at), "kernel") || is(lines.get(at), "linux")) {
                    kernel = at;
                    linux = is(lines.get(at), "linux") || !NO_KERNEL.matcher(lines.get(at).strip()).matches();
                }
                append |= is(lines.get(at), "append");
            }
            return new Label(from, to, kernel, append, linux);
        }

        private static boolean is(String line, String word) {
            Matcher found = SYSLINUX.matcher(line);
            return found.matches() && found.group(2).equalsIgnoreCase(word);
        }

        boolean isForKernel(int at) {
            return labels.stream().anyMatch(label -> label.from <= at && at < label.to && label.linux);
        }

        /** Whether a kernel is loaded here that is told nothing, not even by a line for all labels. */
        boolean lacksAppend(int at) {
            return !isForAll && labels.stream().anyMatch(label -> label.kernel == at && label.linux && !label.append);
        }
    }
}
