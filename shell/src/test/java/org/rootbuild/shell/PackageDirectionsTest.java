package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code against the directions that the packages' own pages give. */
class PackageDirectionsTest {
    private static final Pattern USE = Pattern.compile("\\borg\\.rootbuild\\.([a-z]+(?:\\.[a-z]+)*)\\.[A-Z]");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    /** Who may use whom; a package that uses one that is not in its row is a mistake, and so is a circle. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
        row("problem", ""), row("event", "problem"), row("tree", "posix problem"), row("model", "problem"),
        row("codec", "model problem"), row("verb", "event model problem secret tree"),
        row("layer", "codec model posix problem tree"), row("store", "codec layer model problem secret tree"),
        row("posix", "problem"), row("overlay", "codec layer model posix problem store tree verb"),
        row("journal", "problem"), row("plan", "codec layer model problem"),
        row("record", "event model plan problem verb"),
        row("session", "codec event journal layer model overlay plan posix problem record secret store tree verb"),
        row("language", "codec model problem secret tree verb"),
        row("assist.editor", "language verb"),
        row("compress", "problem"), row("archive", "compress event problem tree"), row("fetch", "event problem"),
        row("debian", "archive event fetch problem process tree"), row("process", "problem"),
        row("volume", "posix problem"), row("filesystem", "event problem tree volume"),
        row("partition", "model problem volume"), row("raid", "problem volume"),
        row("fat", "event filesystem problem tree volume"), row("ext", "event filesystem problem tree volume"),
        row("mkfs", "archive event filesystem problem process squashfs tree volume"),
        row("loader", "partition problem tree volume"),
        row("image", "archive compress event ext fat filesystem initramfs iso loader mkfs model partition posix"
            + " problem process raid squashfs tree volume"),
        row("disk", "event ext fat filesystem image loader mkfs model partition problem process raid tree volume"),
        row("machine", "compress event image problem process"),
        row("host", "machine problem process"), row("sandbox", "model overlay problem process verb"),
        row("verbs", "accounts archive compress debian disk event ext extension fat fetch filesystem image initramfs"
            + " iso language layer loader machine mkfs model overlay partition problem process raid remaster"
            + " sandbox secret squashfs tree verb volume"),
        row("testing", "archive codec disk event image journal language layer model plan problem process sandbox secret"
            + " session store tree verb"),
        row("reference", "language verb"), row("progress", "event model problem session"),
        row("report", "journal model problem progress record session"),
        row("desk", "event language model plan problem session store verb"),
        row("assist", "language model verb"), row("assist.jline", "assist"),
        row("console", "assist assist.jline command desk draft enter event language model plan problem progress report"
            + " sandbox session store verbs"),
        row("enter", "layer problem sandbox session verb verbs"),
        row("command", "compress desk enter event filesystem host image initramfs language layer machine model"
            + " partition plan problem process progress raid reference remaster report sandbox secret session"
            + " store testing tree verb verbs volume"),
        row("draft", "language model plan problem session verb"),
        row("shell", "command console progress problem store"), row("shell.distribution", "command shell"),
        row("squashfs", "compress filesystem problem tree volume"),
        row("iso", "event filesystem partition problem tree volume"),
        row("extension", "event fetch problem tree"),
        row("initramfs", "archive compress event filesystem layer problem tree"),
        row("accounts", "problem tree"),
        row("secret", "model problem"),
        row("remaster", "extension problem"));

    private static Map.Entry<String, Set<String>> row(String name, String uses) {
        return Map.entry(name, uses.isEmpty() ? Set.of() : Set.of(uses.split(" ")));
    }

    @Test
    void noPackageUsesOneThatItMayNot() throws IOException {
        Map<String, Set<String>> wrong = new TreeMap<>();
        uses().forEach((name, used) -> {
            Set<String> over = new TreeSet<>(used);
            over.removeAll(ALLOWED.getOrDefault(name, Set.of()));
            if (!over.isEmpty()) {
                wrong.put(name, over);
            }
        });
        assertEquals(Map.of(), wrong);
    }

    @Test
    void theDirectionsHaveNoCircle() {
        Set<String> left = new TreeSet<>(ALLOWED.keySet());
        boolean shrinks = true;
        while (shrinks) {
            shrinks = left.removeIf(name -> ALLOWED.get(name).stream().noneMatch(left::contains));
        }
        assertEquals(Set.of(), left);
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhatItMayDependOn() throws IOException {
        for (Path source : sources().stream().map(Path::getParent).collect(Collectors.toSet())) {
            Path page = source.resolve("package-info.java");
            assertTrue(Files.exists(page), page.toString());
            String text = Files.readString(page);
            assertTrue(text.replaceAll("[\\s*]+", " ").contains("epend"), page + " does not say what it may depend on");
        }
    }

    private static Map<String, Set<String>> uses() throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Path source : sources()) {
            String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
            Matcher declared = Pattern.compile("^package org\\.rootbuild\\.([a-z.]+);", Pattern.MULTILINE).matcher(code);
            assertTrue(declared.find(), source.toString());
            Set<String> used = uses.computeIfAbsent(declared.group(1), name -> new TreeSet<>());
            Matcher use = USE.matcher(code);
            while (use.find()) {
                used.add(use.group(1));
            }
            used.remove(declared.group(1));
        }
        return uses;
    }

    private static Set<Path> sources() throws IOException {
        Set<Path> sources = new TreeSet<>();
        for (String module : new String[] {"dsl", "stdlib", "shell"}) {
            try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                all.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
