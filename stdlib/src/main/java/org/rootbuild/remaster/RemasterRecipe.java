package org.rootbuild.remaster;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.extension.ExtensionName;

/** An {@code ezremaster.cfg} as a recipe that does the same, and puts out a disk image besides. */
public final class RemasterRecipe {
    private static final Pattern RELEASE = Pattern.compile("(?i).*?(64)?-(\\d{1,3})\\.[\\w.]+?(?:-.*)?(?:\\.iso)?");
    private static final Pattern KERNEL = Pattern.compile(".*-(\\d+\\.\\d+[\\w.]*-tinycore\\d*)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String INDENT = "    ";
    private static final int LINE = 116;

    private final EzremasterConfig config;
    private final String file;

    /** @param file what the file is called */
    public RemasterRecipe(EzremasterConfig config, String file) {
        this.config = Objects.requireNonNull(config);
        this.file = Objects.requireNonNull(file);
    }

    /** Whole lines. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("// What " + comment(file) + " says, as a recipe: made by 'rootbuild import', and now yours to change.");
        config.folder().ifPresent(folder -> lines.add("// It needs no folder to work in, such as " + comment(folder)
            + ": what was made is kept in the store."));
        config.notUnderstood().forEach(line -> lines.add("// Not understood: " + comment(line)));
        lines.add("");
        lines.add("recipe 'remaster', about: " + quoted(name() + ", remastered"));
        lines.add("");
        parameters(lines);
        lines.add("");
        lines.add("remaster(" + quoted(name() + "-remastered") + ", iso: local(iso), mirror: repository(mirror, release:"
            + " release, arch: " + quoted(is64() ? "x86_64" : "x86") + kernel().map(version -> ", kernel: kernel")
            .orElse("") + ")" + (is64() ? "" : ",\n    vmlinuz: '/boot/vmlinuz', core: '/boot/core.gz'") + ") {");
        words(lines);
        lines.add("}");
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private void parameters(List<String> lines) {
        lines.add("String iso     = param('iso', " + quoted(config.cd()) + ", 'the CD that is remastered')");
        lines.add("String mirror  = param('mirror', 'mirror', 'address of a mirror of Tiny Core, or a folder like one')");
        lines.add("String release = param('release', " + quoted(release() + ".x") + ", 'release of the extensions')");
        kernel().ifPresent(version -> lines.add("String kernel  = param('kernel', " + quoted(version)
            + ", \"the kernel's version, as 'uname -r' prints it\")"));
        lines.add("String suite   = param('suite', 'bookworm', \"Debian suite to take the disk's boot loader from\")");
        lines.add("");
        lines.add("def grub = debian(suite).deb('grub-pc-bin')");
    }

    private void words(List<String> lines) {
        said(lines, "bootCodes", config.bootCodes().stream());
        said(lines, "insideInitramfs", names(config.inside()));
        said(lines, "onBoot", names(config.onBoot()));
        said(lines, "outside", names(config.outside()));
        config.scripts().ifPresent(said -> lines.add(INDENT + "startupScripts "
            + (isIgnored(said) ? "'ignore'" : "'atBoot'     // extract_tcz_script = " + comment(said))));
        if (config.isCopied()) {
            lines.add(INDENT + "copyToFilesystem()");
        }
        lines.add("");
        lines.add(INDENT + "// Changes of the initramfs, such as: write '/etc/motd', 'hello\\n'");
        lines.add(INDENT + "// files { … }");
        lines.add(INDENT + "disk(size: 20.GiB, bios: grub, timeout: 3.seconds)");
    }

    private static boolean isIgnored(String said) {
        return said.equalsIgnoreCase("ignore") || said.isEmpty();
    }

    private static Stream<String> names(List<ExtensionName> names) {
        return names.stream().map(ExtensionName::bare);
    }

    /** A word with its texts, over several lines where one is too short. */
    private static void said(List<String> lines, String word, Stream<String> texts) {
        List<String> quoted = texts.map(RemasterRecipe::quoted).toList();
        if (quoted.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder(INDENT + word + " ");
        for (int at = 0; at < quoted.size(); at++) {
            String text = quoted.get(at) + (at + 1 < quoted.size() ? ", " : "");
            if (line.length() + text.length() > LINE) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT + INDENT);
            }
            line.append(text);
        }
        lines.add(line.toString());
    }

    /** The file's name without its ending, as a recipe can use it. */
    private String name() {
        String bare = config.cd().replaceAll("/+$", "").replaceAll(".*/", "").replaceAll("(?i)\\.iso$", "")
            .replaceAll("[^A-Za-z0-9._+-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return bare.isEmpty() ? "core" : bare;
    }

    private boolean is64() {
        return name().contains("64");
    }

    private String release() {
        Matcher found = RELEASE.matcher(name());
        return found.matches() ? found.group(2) : "11";
    }

    /** As the name of an extension for one kernel tells it. */
    private Optional<String> kernel() {
        return Stream.of(config.inside(), config.onBoot(), config.outside()).flatMap(List::stream)
            .map(name -> KERNEL.matcher(name.bare())).filter(Matcher::matches).map(found -> found.group(1)).findFirst();
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("'", "\\'");
        return "'" + CONTROL.matcher(escaped).replaceAll(one -> Matcher.quoteReplacement(
            String.format("\\u%04x", (int) one.group().charAt(0)))) + "'";
    }

    private static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
