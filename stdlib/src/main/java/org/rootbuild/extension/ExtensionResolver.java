package org.rootbuild.extension;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.fetch.SideBySide;
import org.rootbuild.problem.Failure;

/**
 * Finds out what loading some extensions takes, as Tiny Core's {@code tce-load} does: the {@code .dep} file of each
 * names what must be there before it, one a line; {@code KERNEL} in a name stands for the kernel's version; the
 * {@code .md5.txt} file, as {@code md5sum} writes it, says what the extension's bytes are.
 */
public final class ExtensionResolver {
    /** More are no set of extensions for one machine; Tiny Core has some 3000 in all. */
    private static final int LIMIT = 20_000;
    private static final Pattern SUM = Pattern.compile("\\\\?([0-9a-fA-F]{32})(?:\\s+\\*?(\\S+))?\\s*");

    private final RepositoryFiles files;
    private final Optional<String> kernel;
    private final SideBySide sideBySide;

    /** @param threads how many files are asked for at once */
    public ExtensionResolver(RepositoryFiles files, Optional<String> kernel, int threads) {
        this.files = files;
        this.kernel = kernel;
        this.sideBySide = new SideBySide(threads);
    }

    /**
     * What is said about one extension.
     *
     * @param isThere whether it is anywhere
     * @param md5     as the repository states it; empty where it is not from there
     */
    private record Described(boolean isThere, Optional<String> md5, List<ExtensionName> needs) {
    }

    /** As {@link #resolve(Collection, Map)}, where all of them are the repository's. */
    public ExtensionList resolve(Collection<ExtensionName> asked) throws IOException, InterruptedException {
        return resolve(asked, Map.of());
    }

    /**
     * These and all that they need, each once, in the order in which they are loaded; every file of the repository was
     * read through.
     *
     * @param made those that are made in the same run, and what they need; they go before the repository's own
     * @throws Failure where one is missing, a dependency goes round in a circle, or a file is not what its checksum
     *                 says
     */
    public ExtensionList resolve(Collection<ExtensionName> asked, Map<ExtensionName, List<ExtensionName>> made)
        throws IOException, InterruptedException {
        DependencyGraph graph = new DependencyGraph();
        Map<ExtensionName, Described> described = new HashMap<>();
        List<ExtensionName> first = new ArrayList<>();
        for (ExtensionName name : asked) {
            first.add(real(name, name.file()));
        }
        Set<ExtensionName> wave = new LinkedHashSet<>(first);
        while (!wave.isEmpty()) {
            List<ExtensionName> names = List.copyOf(wave);
            List<Described> answers = sideBySide.all(names, name -> made.containsKey(name)
                ? new Described(true, Optional.empty(), made.get(name)) : describe(name));
            wave.clear();
            for (int i = 0; i < names.size(); i++) {
                described.put(names.get(i), answers.get(i));
                wave.addAll(take(names.get(i), answers.get(i), graph));
            }
            wave.removeIf(graph::knows);
            if (described.size() + wave.size() > LIMIT) {
                throw new Failure("more than " + LIMIT + " extensions of " + files.shown() + " are needed",
                    "Look at its .dep files.");
            }
        }
        List<ExtensionName> order = graph.order(first, files.shown());
        return new ExtensionList(sideBySide.all(order, name -> whole(name, described.get(name))));
    }

    private List<ExtensionName> take(ExtensionName name, Described one, DependencyGraph graph) throws Failure {
        if (!one.isThere()) {
            graph.miss(name, "");
            return List.of();
        }
        List<ExtensionName> needed = new ArrayList<>();
        for (ExtensionName need : one.needs()) {
            needed.add(real(need, graph.chain(name) + " → " + need.file()));
        }
        graph.add(name, needed);
        return needed;
    }

    private ExtensionName real(ExtensionName name, String chain) throws Failure {
        if (name.isForKernel() && kernel.isEmpty()) {
            throw new Failure("which kernel '" + name + "' is for is not known (" + chain + ")",
                "Say the kernel's version, as 'uname -r' prints it on the machine: kernel: '5.4.3-tinycore64'.");
        }
        return kernel.isPresent() ? name.on(kernel.get()) : name;
    }

    private Described describe(ExtensionName name) throws IOException, InterruptedException {
        String sumFile = name.file() + ".md5.txt";
        Optional<String> sum = files.text(sumFile);
        if (sum.isEmpty()) {
            return new Described(false, Optional.empty(), List.of());
        }
        Optional<String> needs = files.text(name.file() + ".dep");
        return new Described(true, Optional.of(md5(sum.get(), sumFile)),
            needs.isEmpty() ? List.of() : needs(needs.get(), name.file() + ".dep"));
    }

    private String md5(String text, String file) throws Failure {
        Matcher line = SUM.matcher(text.strip());
        if (!line.matches()) {
            throw new Failure("the file " + file + " of " + files.shown() + " holds no MD5",
                "It is written by 'md5sum NAME.tcz > NAME.tcz.md5.txt'.");
        }
        return line.group(1).toLowerCase(java.util.Locale.ROOT);
    }

    private List<ExtensionName> needs(String text, String file) throws Failure {
        Set<ExtensionName> needs = new LinkedHashSet<>();
        for (String line : text.split("[\\r\\n]+")) {
            String name = line.strip();
            if (name.isEmpty() || name.startsWith("#")) {
                continue;
            }
            try {
                needs.add(ExtensionName.of(name));
            } catch (IllegalArgumentException malformed) {
                throw new Failure("the file " + file + " of " + files.shown() + " cannot be used: "
                    + malformed.getMessage(), "It names one extension a line, such as openssl.tcz.", malformed);
            }
        }
        return List.copyOf(needs);
    }

    private Extension whole(ExtensionName name, Described described) throws IOException, InterruptedException {
        if (described.md5().isEmpty()) {
            return new Extension(name, Optional.empty(), described.needs());
        }
        String md5 = described.md5().get();
        RepositoryFiles.Found found = files.find(name, md5);
        if (!found.md5().equals(md5)) {
            throw new Failure("the extension " + name + " of " + files.shown() + " has the MD5 " + found.md5()
                + ", and its " + name + ".md5.txt says " + md5,
                "Where the repository is being updated, try again later; otherwise use another one, or ask its"
                    + " keeper.");
        }
        return new Extension(name, Optional.of(found), described.needs());
    }
}
