package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code relayout(…) { … }}: what becomes of partitions. */
@Words
public final class ImageRelayoutSpec {
    private final ArtifactSpec artifact;
    private final List<Value> places = new ArrayList<>();

    ImageRelayoutSpec(ArtifactSpec artifact) {
        this.artifact = artifact;
    }

    List<Value> places() {
        return places;
    }

    @Doc(value = "Gives a partition another place or size, with what it holds.",
        examples = {"partition 1, start: 2048.sectors, size: 1.GiB", "partition 3, start: next(), size: rest()"})
    public void partition(@OptionsOf(ImagePlaceOptions.class) Map<String, Object> options, int number) {
        partition(options, Integer.toString(number));
    }

    @Doc("Gives the partition that a GPT calls so another place or size.")
    public void partition(@OptionsOf(ImagePlaceOptions.class) Map<String, Object> options, String name) {
        Fields.Builder fields = Fields.builder().text(ImageSpec.PARTITION, name);
        ImagePlaces.start(artifact, options.get(ImageSpec.START), fields);
        ImagePlaces.extent(artifact, options.get(ImageSpec.SIZE), fields);
        if (name.isBlank() || options.isEmpty()) {
            artifact.problem(name.isBlank() ? "a partition has no name" : "nothing is said to change",
                "Write its number or name, with start: or size:.");
        }
        boolean isTwice = places.stream().anyMatch(one -> ((Value.Group) one).fields().text(ImageSpec.PARTITION)
            .equals(name));
        if (isTwice) {
            artifact.problem("the partition '" + name + "' is given a place twice", "Say it once.");
        }
        places.add(new Value.Group(fields.build()));
    }

    @Doc(value = "As where a partition begins: behind the one that is named before it, at a multiple of"
        + " 1 MiB.",
        examples = "partition 3, start: next(), size: rest()")
    public DiskExtent.Next next() {
        return new DiskExtent.Next();
    }
}
