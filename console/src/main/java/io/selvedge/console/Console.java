package io.selvedge.console;

import com.sun.net.httpserver.HttpServer;
import io.selvedge.runtime.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that shows the guarded methods of an engine live, on this machine only unless told otherwise.
 *
 * <pre>{@code
 * Console console = Console.start(engine);
 * log.info("Look at {}", console.address());
 * }</pre>
 *
 * <p>Looking is all that one can do there, unless {@link ConsoleOptions#withSwitches()} allows more. It ends with its
 * engine, or by {@link #close()}; its threads keep no virtual machine alive.
 *
 * <p>A call is counted, which takes it an increment and, where nobody measures calls otherwise, two readings of the
 * clock; nothing else of a console happens in a call, however many pages look. Thread-safe.
 */
public final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final Engine engine;
    private final ConsoleOptions options;
    private final Figures figures = new Figures(this::close);
    private final Workers workers = new Workers();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Console::daemon);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();
    private final Board board;
    private final HttpServer server;

    private Console(Engine engine, ConsoleOptions options) throws IOException {
        this.engine = engine;
        this.options = options;
        this.board = new Board(new View(engine, figures, options.keys() ? Keys.SHOWN : Keys.HIDDEN));
        this.server = HttpServer.create(new InetSocketAddress(options.address(), options.port()), 0);
    }

    /** As {@link #start(Engine, ConsoleOptions)} with {@link ConsoleOptions#standard()}. */
    public static Console start(Engine engine) {
        return start(engine, ConsoleOptions.standard());
    }

    /**
     * Starts a console for that engine, and has the engine tell it what happens from now on.
     *
     * @throws UncheckedIOException if it cannot listen there, such as when the port is in use
     * @throws IllegalStateException if the engine is closed
     */
    public static Console start(Engine engine, ConsoleOptions options) {
        try {
            Console console = new Console(engine, options);
            console.begin();
            return console;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The console cannot listen at %s, port %d: %s. Choose another port, or 0 for one that is free."
                            .formatted(options.address().getHostAddress(), options.port(), e.getMessage()),
                    e);
        }
    }

    private void begin() {
        Switchboard switchboard = new Switchboard(engine, board, options.switches());
        server.setExecutor(workers);
        server.createContext("/", new Site(new Doorman(options), board, switchboard, workers));
        try {
            engine.watch(figures);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
        // The server's own thread is made here, and is a daemon as its maker is.
        clock.execute(server::start);
        Future<?> unused = clock.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
        LOG.info("The console of {} is at {}", engine, address());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "selvedge-console");
        thread.setDaemon(true);
        return thread;
    }

    private void tick() {
        try {
            board.tick(Instant.now());
            workers.reap();
        } catch (Throwable bug) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn("The console could not read its figures. It goes on; this is not told again.", bug);
            }
        }
    }

    /** Where the page is. With a token it still has to be shown; the page asks for it. */
    public URI address() {
        InetSocketAddress local = server.getAddress();
        return URI.create("http://" + Doorman.literal(local.getAddress()) + ":" + local.getPort() + "/");
    }

    /** Stops listening and counting; pages that are open say so. Closing twice does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.unwatch(figures);
            clock.shutdownNow();
            board.close();
            server.stop(0);
            workers.close();
        }
    }

    @Override
    public String toString() {
        return "Console at " + address() + " of " + engine;
    }
}
