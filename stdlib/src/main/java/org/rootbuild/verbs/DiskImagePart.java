package org.rootbuild.verbs;

import java.util.Objects;
import org.rootbuild.language.Words;
import org.rootbuild.model.Value;

/** A partition of another image, as its bytes or as the files that its filesystem holds. A value of the language. */
public sealed interface DiskImagePart {
    /** The source or artifact that is the image. */
    Value.Ref image();

    /** As the image's table counts it, from 1; 0 where the image has no table. */
    int number();

    /** Its bytes. */
    @Words
    record Bytes(Value.Ref image, int number) implements DiskImagePart {
        public Bytes {
            Objects.requireNonNull(image);
        }
    }

    /** What its filesystem holds. */
    @Words
    record Files(Value.Ref image, int number) implements DiskImagePart {
        public Files {
            Objects.requireNonNull(image);
        }
    }
}
