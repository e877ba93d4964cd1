package org.rootbuild.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The host's files, every change to which is counted. */
final class FaultProvider extends FileSystemProvider {
    private final Faults faults;
    private final FileSystem fileSystem = new System();

    FaultProvider(Faults faults) {
        this.faults = faults;
    }

    Path path(Path real) {
        return new FaultPath(this, real);
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    private static Path real(Path path) {
        return path instanceof FaultPath fault ? fault.real() : path;
    }

    private static FileSystemProvider host(Path path) {
        return real(path).getFileSystem().provider();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW)
                || options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            faults.change();
        }
        return new FaultChannel(host(path).newFileChannel(real(path), options, attributes), real(path), faults);
    }

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
                                              FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = host(folder).newDirectoryStream(real(folder), path -> true)) {
            for (Path one : all) {
                if (filter.accept(path(one))) {
                    found.add(path(one));
                }
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        faults.change();
        host(folder).createDirectory(real(folder), attributes);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        faults.change();
        host(link).createLink(real(link), real(existing));
    }

    @Override
    public void delete(Path path) throws IOException {
        if (java.nio.file.Files.exists(real(path), LinkOption.NOFOLLOW_LINKS)) {
            faults.change();
        }
        host(path).delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        faults.change();
        host(source).copy(real(source), real(target), options);
        faults.written(real(target));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        faults.change();
        host(source).move(real(source), real(target), options);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return host(one).isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return host(path).getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        host(path).checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        if (type == BasicFileAttributeView.class) {
            BasicFileAttributeView view = host(path).getFileAttributeView(real(path), BasicFileAttributeView.class, options);
            return type.cast(new BasicFileAttributeView() {
                @Override
                public String name() {
                    return view.name();
                }

                @Override
                public BasicFileAttributes readAttributes() throws IOException {
                    return view.readAttributes();
                }

                @Override
                public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
                    faults.change();
                    view.setTimes(modified, accessed, created);
                }
            });
        }
        return host(path).getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return host(path).readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return host(path).readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        faults.change();
        host(path).setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "fault";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return path(Path.of(uri));
    }

    private final class System extends FileSystem {
        private final FileSystem host = java.nio.file.FileSystems.getDefault();

        @Override
        public FileSystemProvider provider() {
            return FaultProvider.this;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return host.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return host.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return host.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(host.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }
}
