package org.rootbuild.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Talks to a running QEMU (QMP, the QEMU Machine Protocol: JSON objects, one a line) through a socket in the folder
 * that QEMU was started in. A socket's path has room for some hundred bytes only, and the folder's may be longer; so
 * QEMU gets the bare name, and we go through its own working folder in {@code /proc}, whose path is always short.
 */
final class Monitor {
    /** The name of the socket in QEMU's folder. */
    static final String SOCKET = "qmp";
    /** What makes QEMU listen. */
    static final List<String> ARGUMENTS = List.of("-qmp", "unix:" + SOCKET + ",server=on,wait=off");

    private static final String PICTURE = "screen.ppm";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_LINES = 1_000;

    private final long qemuPid;
    private final Path folder;

    Monitor(long qemuPid, Path folder) {
        this.qemuPid = qemuPid;
        this.folder = folder;
    }

    /** Writes what the machine's screen shows as a PNG. */
    void photograph(Path png) throws IOException, InterruptedException {
        Path picture = folder.resolve(PICTURE);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            FutureTask<Void> talk = new FutureTask<>(() -> dump(channel), null);
            Thread thread = new Thread(talk, "monitor of a machine");
            thread.setDaemon(true);
            thread.start();
            talk.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Screenshot.ofPpm(Files.readAllBytes(picture)).writePng(png);
        } catch (TimeoutException silent) {
            throw new IOException("QEMU did not answer within " + LIMIT.toSeconds() + " s", silent);
        } catch (ExecutionException refused) {
            throw new IOException(refused.getCause().getMessage(), refused.getCause());
        } finally {
            Files.deleteIfExists(picture);
        }
    }

    private void dump(SocketChannel channel) {
        try {
            channel.connect(UnixDomainSocketAddress.of(address()));
            BufferedReader answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            order(channel, answers, "{\"execute\": \"qmp_capabilities\", \"id\": \"agree\"}", "agree");
            order(channel, answers, "{\"execute\": \"screendump\", \"arguments\": {\"filename\": \"" + PICTURE
                + "\"}, \"id\": \"dump\"}", "dump");
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private Path address() {
        Path throughProc = Path.of("/proc/" + qemuPid + "/cwd", SOCKET);
        return Files.exists(throughProc) ? throughProc : folder.resolve(SOCKET);
    }

    /** Events of the machine and the greeting come in between, without the order's name. */
    private static void order(SocketChannel channel, BufferedReader answers, String order, String id)
        throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        for (int i = 0; i < MOST_LINES; i++) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("QEMU ended");
            } else if (line.contains("\"id\": \"" + id + "\"")) {
                if (line.contains("\"error\": {")) {
                    throw new IOException("QEMU answered " + line);
                }
                return;
            }
        }
        throw new IOException("QEMU did not answer");
    }
}
