package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.language.Words;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code gpt { … }}. */
@Words
public final class DiskGptSpec {
    private final DiskTable table;

    DiskGptSpec(DiskTable table) {
        this.table = table;
    }

    @Doc(value = "A partition that is empty.",
        examples = "partition('bios', size: 1.MiB, type: 'bios-boot')")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.empty());
    }

    @Doc(value = "A partition with a filesystem that holds nothing.",
        examples = "partition('home', size: rest(), ext4(label: 'home'))")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        DiskFormat format) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.empty());
    }

    @Doc(value = "A partition with the bytes of a file, or of another image's partition.",
        examples = "partition('data', size: contents()) { raw artifact('data.squashfs') }")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.of(body));
    }

    @Doc(value = "A partition with a filesystem and what it holds.",
        examples = "partition('root', size: rest(), ext4(label: 'root')) { copy root('system') }")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        DiskFormat format,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.of(body));
    }
}
