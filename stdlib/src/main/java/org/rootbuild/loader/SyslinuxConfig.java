package org.rootbuild.loader;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/** A menu for syslinux and extlinux: {@code syslinux.cfg} or {@code extlinux.conf} (syslinux's {@code config.txt}). */
final class SyslinuxConfig {
    private SyslinuxConfig() {
    }

    /** What this form cannot say: several initrds are separated by commas, and a path ends at a blank. */
    static List<Failure> problems(Menu menu) {
        List<Failure> found = new ArrayList<>(menu.problems());
        for (MenuItem.Kernel kernel : menu.kernels()) {
            List<String> paths = new ArrayList<>(kernel.initrds());
            paths.add(kernel.linux());
            for (String path : paths) {
                if (path.indexOf(' ') >= 0 || path.indexOf(',') >= 0) {
                    found.add(new Failure("the path '" + path + "' of '" + Menu.shown(kernel.title())
                        + "' holds a blank"
                        + " or a comma, which syslinux takes for its end", "Call the file otherwise."));
                }
            }
        }
        return found;
    }

    static String of(Menu menu) {
        StringBuilder text = new StringBuilder("# Written by rootbuild.\n");
        // It must be the first line that says something.
        menu.serialBaud().ifPresent(baud -> text.append("SERIAL 0 ").append(baud).append('\n'));
        List<MenuItem.Kernel> kernels = menu.kernels();
        if (!kernels.isEmpty()) {
            text.append("DEFAULT ").append(label(menu.defaultIndex())).append('\n');
        }
        boolean waits = menu.timeoutSeconds() > 0;
        text.append("PROMPT ").append(waits ? 1 : 0).append("\nTIMEOUT ").append(menu.timeoutSeconds() * 10L)
            .append('\n');
        for (int i = 0; waits && i < kernels.size(); i++) {
            text.append("SAY ").append(label(i)).append(": ").append(kernels.get(i).title()).append('\n');
        }
        int count = 0;
        for (MenuItem item : menu.items()) {
            text.append('\n');
            if (item instanceof MenuItem.Kernel kernel) {
                entry(kernel, label(count++), text);
            } else if (item instanceof MenuItem.Raw raw) {
                text.append(raw.text().stripTrailing()).append('\n');
            }
        }
        return text.toString();
    }

    private static void entry(MenuItem.Kernel kernel, String label, StringBuilder text) {
        text.append("LABEL ").append(label).append("\n  MENU LABEL ").append(kernel.title())
            .append("\n  LINUX ").append(kernel.linux()).append('\n');
        if (!kernel.initrds().isEmpty()) {
            text.append("  INITRD ").append(String.join(",", kernel.initrds())).append('\n');
        }
        text.append("  APPEND ").append(kernel.arguments().all().isEmpty() ? "-" : kernel.arguments().line())
            .append('\n');
    }

    /** Typed at the prompt, so it is short: {@code 1}, {@code 2}. */
    private static String label(int index) {
        return Integer.toString(index + 1);
    }
}
