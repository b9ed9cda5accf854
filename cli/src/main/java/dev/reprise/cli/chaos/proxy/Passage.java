package dev.reprise.cli.chaos.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection through a proxy. */
final class Passage {
    private static final int CHUNK = 16 * 1024;

    private final Socket caller;
    private final Socket callee;
    private final Sky sky;
    private final Consumer<Passage> end;
    private final AtomicInteger open = new AtomicInteger(2);

    Passage(Socket caller, Socket callee, Sky sky, Consumer<Passage> end) {
        this.caller = caller;
        this.callee = callee;
        this.sky = sky;
        this.end = end;
    }

    void open() {
        Thread.ofVirtual().start(() -> carry(caller, callee));
        Thread.ofVirtual().start(() -> carry(callee, caller));
    }

    private void carry(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        try {
            from.setTcpNoDelay(true);
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                sky.pass();
                out.write(chunk, 0, length);
            }
            sky.pass();
            to.shutdownOutput();
            if (open.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException gone) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    void close() {
        closeQuietly(caller);
        closeQuietly(callee);
        end.accept(this);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }
}
