package io.selvedge.guice;

/** Whether the virtual machine weaves classes when they are loaded. */
final class Agent {
    private Agent() {}

    /** Whether AspectJ's agent is there: its jar alone, without having been started as one, is not enough. */
    static boolean isRunning() {
        try {
            Class<?> agent =
                    Class.forName("org.aspectj.weaver.loadtime.Agent", true, ClassLoader.getSystemClassLoader());
            return agent.getMethod("getInstrumentation").invoke(null) != null;
        } catch (ReflectiveOperationException | LinkageError absent) {
            return false;
        }
    }
}
