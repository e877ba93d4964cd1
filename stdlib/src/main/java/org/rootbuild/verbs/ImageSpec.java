package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code image(…) { … }}: what is changed, in the order in which it is said. */
@Words
public final class ImageSpec {
    static final String WHAT = "what";
    static final String FILES = "files";
    static final String GROW = "grow";
    static final String MOVE = "move";
    static final String RESIZE = "resize";
    static final String RELAYOUT = "relayout";
    static final String PLACES = "places";
    static final String RAW = "raw";
    static final String PUT = "put";
    static final String PARTITION = "partition";
    static final String STEPS = "steps";
    static final String OF = "of";
    static final String FROM = "from";
    static final String SIZE = "size";
    static final String START = "start";
    static final String SECTORS = "sectors";
    static final String START_SECTOR = "startSector";

    private final ArtifactSpec artifact;
    private final List<Value> changes = new ArrayList<>();

    ImageSpec(ArtifactSpec artifact) {
        this.artifact = artifact;
    }

    List<Value> changes() {
        return changes;
    }

    @Doc(value = "Changes files in a partition's filesystem: FAT, ext2, ext3 or ext4. 0 is the image as a"
        + " whole, for one"
        + " that is not divided.", examples = "partition(2) { write '/etc/hostname', 'box\\n' }")
    public void partition(int number,
        @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        partition(Integer.toString(number), body);
    }

    @Doc(value = "Changes files in the partition that a GPT calls so.",
        examples = "partition('esp') { remove '/EFI/old' }")
    public void partition(String name,
        @DelegatesTo(value = ImageFilesSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        ImageFilesSpec spec = new ImageFilesSpec(artifact);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        add(Fields.builder().text(WHAT, FILES).text(PARTITION, named(name)).put(STEPS, new Value.ListOf(spec.steps())));
    }

    @Doc(value = "Makes the disk larger, with its last partition and the filesystem in it.",
        examples = "grow to: 8.GiB")
    public void grow(@Option(name = "to", type = Size.class, about = "of the disk", required = true)
        Map<String, Object> options) {
        long bytes = Options.of(options).size("to").map(Size::bytes).orElse(0L);
        if (bytes <= 0 || bytes % 4096 != 0) {
            artifact.problem("a disk of " + bytes + " bytes would end inside a sector", "Take a multiple of 4096.");
        }
        add(Fields.builder().text(WHAT, GROW).whole(SIZE, bytes));
    }

    @Doc(value = "Gives a partition another place or size, with what it holds. A FAT or ext filesystem grows"
        + " with it; no"
        + " partition becomes smaller than what it holds.",
        examples = {"move 1, start: 2.MiB, size: 1.GiB", "move 3, startSector: 7081728"})
    public void move(
        @Option(name = START, type = Size.class, about = "where it begins, from the disk's start")
        @Option(name = SIZE, type = Size.class, about = "how large it becomes")
        @Option(name = START_SECTOR, type = Long.class, about = "where it begins, in sectors")
        @Option(name = SECTORS, type = Long.class, about = "how large it becomes, in sectors")
        Map<String, Object> options, int number) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text(WHAT, MOVE).text(PARTITION, Integer.toString(number));
        given.size(START).ifPresent(size -> fields.whole(START, size.bytes()));
        given.size(SIZE).ifPresent(size -> fields.whole(SIZE, size.bytes()));
        given.whole(START_SECTOR).ifPresent(sector -> fields.whole(START_SECTOR, sector));
        given.whole(SECTORS).ifPresent(count -> fields.whole(SECTORS, count));
        boolean twice = given.has(START) && given.has(START_SECTOR) || given.has(SIZE) && given.has(SECTORS);
        if (twice || options.isEmpty()) {
            artifact.problem(twice ? "a place or a size is said twice" : "nothing is said to change",
                "Say start: or startSector:, and size: or sectors:.");
        }
        add(fields);
    }

    @Doc(value = "Makes a partition smaller or larger where it is, with what it holds: FAT, ext2, ext3, ext4,"
        + " swap, and a"
        + " member of a RAID that is a mirror with one member left.",
        examples = {"resize 2, size: 4.GiB", "resize 3, size: rest()", "resize 'data', size: 2097152.sectors"})
    public void resize(@OptionsOf(ImageResizeOptions.class) Map<String, Object> options, int number) {
        resize(options, Integer.toString(number));
    }

    @Doc("Makes the partition that a GPT calls so smaller or larger where it is.")
    public void resize(@OptionsOf(ImageResizeOptions.class) Map<String, Object> options, String name) {
        Fields.Builder fields = Fields.builder().text(WHAT, RESIZE).text(PARTITION, named(name))
            .flag(RAW, Options.of(options).flag(RAW));
        ImagePlaces.extent(artifact, options.get(SIZE), fields);
        if (options.get(SIZE) == null) {
            artifact.problem("nothing is said to change", "Say size:.");
        }
        add(fields);
    }

    @Doc(value = "Lays the whole disk out anew: another size, partitions at other places and of other sizes,"
        + " all at once."
        + " Those that are not named keep place and size.",
        examples = {"relayout(size: 20.GiB) {", "    partition 'boot', start: 2048.sectors, size: 1.GiB",
            "    partition 3, start: next(), size: rest()", "}"})
    public void relayout(@OptionsOf(ImageRelayoutOptions.class) Map<String, Object> options,
        @DelegatesTo(value = ImageRelayoutSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        ImageRelayoutSpec spec = new ImageRelayoutSpec(artifact);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder().text(WHAT, RELAYOUT).flag(RAW, given.flag(RAW))
            .put(PLACES, new Value.ListOf(spec.places()));
        given.size(SIZE).ifPresent(size -> fields.whole(SIZE, size.bytes()));
        add(fields);
    }

    @Doc("Lays the whole disk out anew on one of its size.")
    public void relayout(
        @DelegatesTo(value = ImageRelayoutSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        relayout(Map.of(), body);
    }

    @Doc(value = "Copies a partition of another image over one of this, by sector; what is left of it becomes zeros.",
        examples = "copyPartition local('old.img'), 1, to: 2")
    public void copyPartition(@Option(name = "to", type = Integer.class, about = "its number here", required = true)
        Map<String, Object> options, SourceRef image, int number) {
        put(image.value(), number, Options.of(options));
    }

    @Doc("Copies a partition of an artifact over one of this image, by sector.")
    public void copyPartition(@Option(name = "to", type = Integer.class, about = "its number here", required = true)
        Map<String, Object> options, ArtifactRef image, int number) {
        put(image.value(), number, Options.of(options));
    }

    private void put(Value.Ref image, int number, Options given) {
        add(Fields.builder().text(WHAT, PUT).put(OF, image).text(FROM, Integer.toString(number))
            .text(PARTITION, Long.toString(given.whole("to").orElse(0L))));
    }

    private String named(String partition) {
        if (partition.isBlank()) {
            artifact.problem("a partition has no name", "Write its number, or the name that the table gives it.");
        }
        return partition;
    }

    private void add(Fields.Builder fields) {
        changes.add(new Value.Group(fields.build()));
    }
}
