package org.rootbuild.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/**
 * A menu as files for systemd-boot: {@code loader/loader.conf} and one {@code loader/entries/*.conf} for each kernel
 * (Boot Loader Specification, type #1; loader.conf(5)). A value is the rest of its line; nothing is quoted.
 */
final class LoaderEntries {
    private LoaderEntries() {
    }

    /** What systemd-boot cannot carry to a kernel. */
    static List<Failure> problems(Menu menu) {
        List<Failure> found = new ArrayList<>(menu.problems());
        for (MenuItem.Kernel kernel : menu.kernels()) {
            List<String> texts = new ArrayList<>(kernel.initrds());
            texts.add(kernel.linux());
            texts.addAll(kernel.arguments().all());
            texts.stream().filter(text -> !isTakenByUefi(text)).forEach(text -> found.add(notTaken(text)));
        }
        return found;
    }

    /** UEFI's characters have 16 bits, and systemd's programs (252) leave out what does not fit into one of them. */
    static boolean isTakenByUefi(String text) {
        return text.codePoints().allMatch(Character::isBmpCodePoint);
    }

    static Failure notTaken(String text) {
        return new Failure("'" + Menu.shown(text) + "' holds a character behind U+FFFF, which systemd's boot programs"
            + " leave out", "Write it with other characters.");
    }

    static void add(Menu menu, AddedFiles.Builder files) throws Failure {
        List<MenuItem.Kernel> kernels = menu.kernels();
        StringBuilder settings = new StringBuilder("# Written by rootbuild.\n");
        settings.append("timeout ").append(menu.timeoutSeconds()).append('\n');
        if (!kernels.isEmpty()) {
            settings.append("default ").append(name(kernels, menu.defaultIndex())).append('\n');
        }
        for (MenuItem item : menu.items()) {
            if (item instanceof MenuItem.Raw raw) {
                settings.append(raw.text().stripTrailing()).append('\n');
            }
        }
        files.file("loader/loader.conf", Content.of(settings.toString()));
        for (int i = 0; i < kernels.size(); i++) {
            files.file("loader/entries/" + name(kernels, i), Content.of(entry(kernels.get(i), i)));
        }
    }

    private static String entry(MenuItem.Kernel kernel, int index) {
        StringBuilder text = new StringBuilder();
        // Without a key systemd-boot sorts by file names, the last one first.
        text.append("title ").append(kernel.title()).append("\nsort-key ").append(number(index)).append("\nlinux ")
            .append(kernel.linux()).append('\n');
        kernel.initrds().forEach(initrd -> text.append("initrd ").append(initrd).append('\n'));
        if (!kernel.arguments().all().isEmpty()) {
            text.append("options ").append(kernel.arguments().line()).append('\n');
        }
        return text.toString();
    }

    private static String name(List<MenuItem.Kernel> kernels, int index) {
        String spoken = kernels.get(index).title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = spoken.substring(0, Math.min(spoken.length(), 40)).replaceAll("^-+|-+$", "");
        return number(index) + (trimmed.isEmpty() ? "" : "-" + trimmed) + ".conf";
    }

    private static String number(int index) {
        return String.format(Locale.ROOT, "%03d", index + 1);
    }
}
