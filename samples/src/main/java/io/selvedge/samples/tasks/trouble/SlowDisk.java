package io.selvedge.samples.tasks.trouble;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A disk that has slow days: it sits between the pool and the database and makes chosen statements take longer, while
 * they hold their connection like any slow statement.
 *
 * <p>Thread-safe.
 */
public final class SlowDisk {
    private static final Spell GOOD_DAY = new Spell(sql -> false, Duration.ZERO, new AtomicInteger());

    private final DataSource disk;
    private volatile Spell spell = GOOD_DAY;

    public SlowDisk(DataSource disk) {
        this.disk = disk;
    }

    /** The database behind this disk. */
    public DataSource source() {
        return stoodInFor(DataSource.class, disk);
    }

    /** From now on, statements with such a text take that much longer. */
    public void slow(Predicate<String> statements, Duration by) {
        spell = new Spell(statements, by, new AtomicInteger());
    }

    public void recover() {
        spell = GOOD_DAY;
    }

    /** How many statements the present spell has slowed. */
    public int slowed() {
        return spell.slowed().get();
    }

    private <T> T stoodInFor(Class<T> type, T original) {
        InvocationHandler handler = (proxy, method, arguments) -> answer(original, method, arguments);
        return type.cast(Proxy.newProxyInstance(SlowDisk.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private @Nullable Object answer(Object original, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null) {
            read((String) arguments[0]);
        }
        try {
            Object answer = method.invoke(original, arguments);
            return answer instanceof Connection connection ? stoodInFor(Connection.class, connection) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void read(String sql) throws SQLException {
        Spell now = spell;
        if (now.statements().test(sql)) {
            now.slowed().incrementAndGet();
            try {
                Thread.sleep(now.by().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("The statement was interrupted.", e);
            }
        }
    }

    private record Spell(Predicate<String> statements, Duration by, AtomicInteger slowed) {}
}
