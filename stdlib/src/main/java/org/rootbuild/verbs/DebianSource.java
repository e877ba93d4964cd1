package org.rootbuild.verbs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rootbuild.debian.DebianResolver;
import org.rootbuild.debian.SourceIndex;
import org.rootbuild.debian.SourcePackage;
import org.rootbuild.debian.SourcePackage.SourceFile;
import org.rootbuild.fetch.Download;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.Verb;

/** {@code source} of a suite: tarballs of Debian's source packages, trusted through the signature on the archive. */
public final class DebianSource implements Verb.OnSource {
    private final DebianLookup<SourceIndex> lookup = new DebianLookup<>(DebianResolver::openSources);

    @Doc(value = "The tarball of a source package as its authors published it (NAME_VERSION.orig.tar.*), in the"
        + " newest version"
        + " of the suite.", examples = "def binutils = bookworm.source('binutils')")
    public static SourceRef source(DebianSuite self, String name) {
        return source(self, Map.of(), name);
    }

    @Doc(value = "One file of a source package, or another version than the newest. Signatures are never taken.",
        examples = {"def gcc = bookworm.source('gcc-12', version: '12.2.0-14+deb12u1')",
            "def rules = bookworm.source('hello', file: '*.debian.tar.*')"})
    public static SourceRef source(DebianSuite self,
        @Option(name = "file", type = Object.class, about = "names the file to take: a text with * and ?, or a regular"
            + " expression for the whole name; the one *.orig.tar.* where it is not given")
        @Option(name = "version", type = String.class, about = "the version to take, with or without its epoch and"
            + " Debian"
            + " revision; the newest where it is not given")
        Map<String, Object> options, String name) {
        self.checkName(name);
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text("suite", self.suite()).texts("components", self.components())
            .text("source", name);
        Optional<Value> file = given.value("file");
        file.ifPresent(pattern -> {
            if (pattern instanceof Value.Text || pattern instanceof Value.Regex) {
                fields.put("file", pattern);
            } else {
                self.script().problem("'file:' is neither a text nor a regular expression",
                    "Write it as '*.orig-data.tar.*' or as ~/.*orig-data.*/.");
            }
        });
        given.text("version").ifPresent(version -> fields.text("version", version));
        fields.hint("architecture", new Value.Text(self.architecture()))
            .hint("mirror", new Value.Text(self.mirror()));
        return self.script().declareSource(shown(name, given.text("version"), file), DebianSource.class,
            fields.build());
    }

    /** Beside the package, pass and artifact of that name, and beside the other files of the same package. */
    private static String shown(String name, Optional<String> version, Optional<Value> file) {
        return "debian:" + name + version.map(one -> "=" + one).orElse("")
            + file.map(DebianSource::shown).map(text -> " " + text.replace('/', ':')).orElse("");
    }

    private static String shown(Value file) {
        return file instanceof Value.Regex regex ? regex.regex() : file instanceof Value.Text text ? text.text() : "";
    }

    @Override
    public String name() {
        return "debianSource";
    }

    @Override
    public Optional<Pin> pinned(Fields request, SourceContext context) {
        return Optional.empty();
    }

    @Override
    public Pin resolve(Fields request, SourceContext context) throws IOException, InterruptedException {
        DebianLookup.requireNetwork("the source package '" + request.text("source") + "'", context);
        SourceIndex index = lookup.index(DebianLookup.archive(request, context), context);
        Optional<String> version = request.findText("version");
        SourcePackage found = version.isPresent() ? index.find(request.text("source"), version.get())
            : index.find(request.text("source"));
        SourceFile file = file(found, request.find("file"));
        Download download = found.download(file);
        return new Pin(file.sha256(), file.sizeBytes(), found.name() + " " + found.version() + " " + file.name(),
            download.locations().stream().map(URI::toString).toList(), Optional.empty());
    }

    private static SourceFile file(SourcePackage found, Optional<Value> wanted) throws Failure {
        if (wanted.isEmpty()) {
            return found.original();
        }
        Pattern pattern = wanted.get() instanceof Value.Regex regex ? regex.pattern()
            : wildcards(((Value.Text) wanted.get()).text());
        return found.file(pattern, shown(wanted.get()));
    }

    /** Names of files have no slashes, so a star is any text. */
    private static Pattern wildcards(String text) {
        StringBuilder pattern = new StringBuilder();
        text.chars().forEach(letter -> pattern.append(letter == '*' ? ".*" : letter == '?' ? "."
            : Pattern.quote(Character.toString(letter))));
        return Pattern.compile(pattern.toString());
    }

    @Override
    public void fetch(Pin pin, Fields request, Path target, SourceContext context)
            throws IOException, InterruptedException {
        Source.fetch(pin, pin.about(), target, context);
    }
}
