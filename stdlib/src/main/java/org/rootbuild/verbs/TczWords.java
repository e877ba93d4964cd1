package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.extension.Repository;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code repository}: where Tiny Core's extensions are. */
public final class TczWords implements Verb.Word {
    @Doc(value = "A folder that holds Tiny Core's extensions, NAME.tcz with NAME.tcz.md5.txt and NAME.tcz.dep beside"
        + " them: beside the recipe, or behind http or https.",
        examples = "def mine = repository('extensions')")
    public static TczRepository repository(RecipeScript self, String address) {
        return repository(self, Map.of(), address);
    }

    @Doc(value = "Nothing but extensions that the recipe makes itself, and made further up.",
        examples = {"artifact('hello.tcz') { tcz root('hello') }",
            "root('system') { pass('hello') { tcz 'hello', from: repository(artifact('hello.tcz')) } }"})
    public static TczRepository repository(RecipeScript self, ArtifactRef first, ArtifactRef... more) {
        List<ArtifactRef> artifacts = new ArrayList<>(List.of(first));
        artifacts.addAll(List.of(more));
        return new TczRepository(self, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            TczMade.of(self, artifacts));
    }

    @Doc(value = "A repository of Tiny Core's own layout: ADDRESS/RELEASE/ARCH/tcz/.",
        examples = "def core = repository(mirror, release: '11.x', arch: 'x86_64', kernel: '5.4.3-tinycore64')")
    public static TczRepository repository(RecipeScript self,
        @Option(name = "release", type = String.class, about = "such as 11.x; where it is not given, the address is"
            + " that"
            + " of the folder itself")
        @Option(name = "arch", type = String.class, about = "such as x86 or x86_64; goes with the release")
        @Option(name = "kernel", type = String.class, about = "the kernel's version, as 'uname -r' prints it, which"
            + " KERNEL in names stands for")
        @Option(name = "made", type = List.class, about = "extensions that the recipe makes itself and that go before"
            + " those of the same name there, such as [artifact('hello.tcz')]")
        Map<String, Object> options, String address) {
        Options given = Options.of(options);
        TczRepository made = new TczRepository(self, Optional.of(address), given.text("release"), given.text("arch"),
            given.text("kernel"), TczMade.of(self, given.find("made", List.class).orElse(List.of())));
        if (address.isBlank()) {
            self.problem("a repository needs an address", "Name a folder beside the recipe, or http://….");
            return made;
        }
        try {
            Repository.of(address.contains("://") ? address : "file:///folder", made.release(), made.architecture(),
                made.kernel());
        } catch (IllegalArgumentException impossible) {
            self.problem(impossible.getMessage(), "Write it as repository('http://…', release: '11.x', arch: 'x86_64',"
                + " kernel: '5.4.3-tinycore64'), or as repository('folder').");
        }
        return made;
    }

    /** The names of extensions that a recipe wrote; what cannot be one is told. */
    static List<ExtensionName> names(java.util.function.BiConsumer<String, String> problem, List<String> texts) {
        List<ExtensionName> names = new ArrayList<>();
        for (String text : texts) {
            try {
                names.add(ExtensionName.of(text));
            } catch (IllegalArgumentException impossible) {
                problem.accept(impossible.getMessage(), "Write it as openssh or openssh.tcz.");
            }
        }
        return List.copyOf(names);
    }

    @Override
    public String name() {
        return "repository";
    }
}
