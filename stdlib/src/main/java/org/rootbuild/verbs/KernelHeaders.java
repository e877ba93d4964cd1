package org.rootbuild.verbs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.Options;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Verb;

/**
 * {@code kernelHeaders}: what the kernel offers to programs. The kernel's own {@code headers_install} copies with
 * rsync; {@code headers} (since Linux 5.3) only makes them, so that they can be copied with what every root has.
 */
public final class KernelHeaders implements Verb.OnPass {
    private static final String INTO = "into";
    private static final String ARCH = "arch";

    /** $1 is the folder to install into, the others are words for make. */
    private static final String SCRIPT = """
        into=$1
        shift
        if grep -q '^headers:' Makefile; then
            make "$@" headers
            made=usr/include
        else
            make "$@" INSTALL_HDR_PATH=headers-installed headers_install
            made=headers-installed/include
        fi
        find "$made" -type f ! -name '*.h' -exec rm -f '{}' +
        mkdir -p "$into"
        cp -R "$made/." "$into"
        """;

    @Doc(value = "Makes the headers of a Linux source in /build and copies them into a folder of the root. Needs"
        + " make, a C"
        + " compiler and the usual small tools, but no rsync.",
        examples = {"sources linux", "kernelHeaders into: '/tools/include'"})
    public static void kernelHeaders(PassSpec self,
        @Option(name = "into", type = String.class, about = "the folder for the headers, such as /usr/include",
            required = true)
        @Option(name = "arch", type = String.class, about = "the kernel's name of the architecture, such as x86 or"
            + " arm64;"
            + " this machine's where it is not given")
        @Option(name = "folder", type = String.class, about = "where the Linux source is; /build where it is not given")
        @Option(name = "jobs", type = Integer.class, about = "how many jobs at once; the session's free slots where"
            + " not given")
        @Option(name = "environment", type = Map.class, about = "more environment variables; null takes one away")
        @Option(name = "time", type = Duration.class, about = "how long it may take")
        Map<String, Object> options) {
        Options given = Options.of(options);
        Fields.Builder fields = ProgramStep.begin(self, given).text(ProgramStep.FOLDER, ProgramStep.folder(self, given))
            .text(INTO, PathCheck.checked(self, given.text(INTO).orElse("")));
        given.text(ARCH).ifPresent(arch -> fields.text(ARCH, arch(self, arch)));
        ProgramStep.jobs(self, given, fields);
        self.step(KernelHeaders.class, fields.build());
    }

    private static String arch(PassSpec self, String arch) {
        if (!arch.matches("[a-z0-9_]+")) {
            self.problem("'" + arch + "' is no architecture of the kernel",
                "Write the name of a folder in its arch/, such as x86 or arm64.");
        }
        return arch;
    }

    @Override
    public String name() {
        return "kernelHeaders";
    }

    @Override
    public void run(PassContext context) throws IOException, InterruptedException {
        Fields fields = context.arguments();
        List<String> words = new java.util.ArrayList<>(List.of("sh", "-euc", SCRIPT, "sh", fields.text(INTO)));
        fields.findText(ARCH).ifPresent(arch -> words.add("ARCH=" + arch));
        Programs programs = new Programs(context);
        programs.run(words, fields.text(ProgramStep.FOLDER));
    }
}
