package org.rootbuild.loader;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/** A menu as GRUB's script: grub.cfg (GNU GRUB manual 2.06, chapters 6 and 16). */
final class GrubConfig {
    private GrubConfig() {
    }

    /** What GRUB cannot carry to a kernel: it puts a backslash before these ({@code grub-core/lib/cmdline.c}). */
    static List<Failure> problems(Menu menu) {
        List<Failure> found = new ArrayList<>(menu.problems());
        for (MenuItem.Kernel kernel : menu.kernels()) {
            for (String argument : kernel.arguments().all()) {
                if (argument.indexOf('\'') >= 0 || argument.indexOf('\\') >= 0) {
                    found.add(new Failure("the kernel argument '" + argument + "' of '" + Menu.shown(kernel.title())
                        + "' holds a ' or a \\, and GRUB would give the kernel another backslash before it",
                        "Write it without, or use systemd-boot or a unified kernel image, which change nothing."));
                }
            }
        }
        return found;
    }

    static String of(Menu menu) {
        StringBuilder script = new StringBuilder("# Written by rootbuild.\n");
        // With UEFI the console is the firmware's, which has the serial port already: both would show all twice.
        menu.serialBaud().ifPresent(baud -> script.append("if [ \"$grub_platform\" = pc ]; then\n")
            .append("\tserial --unit=0 --speed=").append(baud).append(" --word=8 --parity=no --stop=1\n")
            .append("\tterminal_input console serial\n\tterminal_output console serial\n")
            .append("\tterminfo -u serial vt100\nfi\n"));
        script.append("set timeout_style=menu\nset timeout=").append(menu.timeoutSeconds()).append('\n');
        if (!menu.kernels().isEmpty()) {
            script.append("set default=").append(quoted(id(menu.defaultIndex()))).append('\n');
        }
        int kernels = 0;
        for (MenuItem item : menu.items()) {
            script.append('\n');
            if (item instanceof MenuItem.Kernel kernel) {
                entry(kernel, id(kernels++), script);
            } else if (item instanceof MenuItem.Raw raw) {
                script.append(raw.text().stripTrailing()).append('\n');
            }
        }
        return script.toString();
    }

    private static void entry(MenuItem.Kernel kernel, String id, StringBuilder script) {
        script.append("menuentry ").append(quoted(kernel.title())).append(" --id ").append(quoted(id)).append(" {\n")
            .append("\tlinux ").append(quoted(kernel.linux()));
        kernel.arguments().all().forEach(argument -> script.append(' ').append(word(argument)));
        script.append('\n');
        if (!kernel.initrds().isEmpty()) {
            script.append("\tinitrd");
            kernel.initrds().forEach(initrd -> script.append(' ').append(quoted(initrd)));
            script.append('\n');
        }
        script.append("}\n");
    }

    private static String id(int index) {
        return "entry-" + (index + 1);
    }

    /** What nobody could misread stays as it is, so that the file can be read. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_=:,./@+-]+") ? text : quoted(text);
    }

    /** Everything between single quotes is taken as it is; a single quote itself stands between two such texts. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
